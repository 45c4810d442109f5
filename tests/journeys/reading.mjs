// What a page says, as plain text: to be compared with words and figures written down by hand.

const flat = (text) => text.replace(/\s+/g, ' ').trim();
const all = async (locator) => (await locator.allInnerTexts()).map(flat);

export const headline = async (page) => flat(await page.getByRole('heading', { level: 1 }).innerText());
export const paragraphs = (page) => all(page.locator('main > p'));

/** `人口 已清楚 按 2 人算。` */
export const gates = (page) => all(page.locator('.gate'));

/** Each category as it reads: its name, its word, then each condition with its sign and its clause. */
export async function categories(page, ...names) {
  // What does not fit is folded away inside the fold.
  await page.locator('details details').evaluateAll((folds) => folds.forEach((fold) => { fold.open = true; }));
  const told = await all(page.locator('section.category'));
  return names.length ? names.map((name) => told.find((text) => text.startsWith(`${name} `))) : told;
}

/** 低保 and 低保边缘 by their names in the law. */
export const TWO = ['最低生活保障', '最低生活保障边缘家庭'];

/** Each row of the ledger, sums included. */
export const ledger = (page) => all(page.locator('table.ledger tr'));

/** The items below a heading of the second level. */
export const below = (page, title) => all(
  page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name: title, exact: true }) }).locator('li'),
);

/** The pages of a printed text, each as one line. */
export const sheets = (text) => text.split('\f').map(flat).filter(Boolean);
