// How a resident goes through the pages: by the words on them, typing and tapping, nothing else.
// Every step ends by leaving the page it stands on, so the next one starts where this one leads.
import assert from 'node:assert/strict';

export const RESULT = '依据哪些文件';

const HEADS = {
  wages: {
    heading: '过去12个月，家里谁打过工、上过班？', add: '添加一笔工资',
    each: '挣多少？', costs: '上班要花的车费、工具钱，12个月一共多少？',
  },
  business: {
    heading: '过去12个月，家里种地、养殖、做生意吗？', add: '添加一项经营',
    each: '一共卖了多少？', costs: '种子、饲料、化肥、进货等本钱，一共多少？',
  },
  property: {
    heading: '过去12个月，有没有利息、租金、分红？', add: '添加一笔',
    each: '一共多少？', costs: '为这笔收入付的费用，一共多少？',
  },
  transfers: { heading: '过去12个月，有没有养老金、赡养费、补贴？', add: '添加一笔', each: '领到多少？' },
};
const PEOPLE = '家里有哪些人？';
const PAID_OUT = '过去12个月，有没有固定交出去的钱？';
const SPENDING = '过去12个月，有没有大额看病、康复、上学的花费？';
const ASSETS = '家里有哪些财产？';
const MORE = '家里还有这些情况吗？';

/** What is looked at on every page before it is left: `watch(page, async (heading) => …)`. */
const watchers = new WeakMap();
export const watch = (page, look) => watchers.set(page, look);

/** Waits until the engine has answered what the page in view needs. */
export const settled = (page) => page.waitForSelector('html:not([data-busy])', { state: 'attached' });

/** A tap where there are fingers, a click where there are none. */
export function press(it) {
  return it.page().viewportSize().width < 600 ? it.tap() : it.click();
}

export const button = (page, name) => page.getByRole('button', { name, exact: true });
export const link = (page, name) => page.getByRole('link', { name, exact: true });
export const group = (page, question) => page.getByRole('group', { name: question, exact: true });
export const heading = (page, name) => page.getByRole('heading', { level: 1, name, exact: true });
export const input = (page, label) => page.getByLabel(label, { exact: true }).and(page.locator('input'));

/** The way to change what a line or a part of the answers says. */
export const edit = (page, what) => page.getByRole('link', { name: new RegExp(`^改\\s*${what}`) });

/** Leaves the page by a button or a link, and waits for the page it leads to. */
export async function leave(page, by, to) {
  await settled(page);
  await watchers.get(page)?.(await page.getByRole('heading', { level: 1 }).innerText());
  await press(typeof by === 'string' ? button(page, by) : by);
  if (to) await heading(page, to).waitFor();
}

export const next = (page, to) => leave(page, '下一步', to);
export const done = (page, to) => leave(page, '好了', to);

/** Chooses an answer of a question by its words, and sees it chosen. */
export async function choose(page, question, answer) {
  await press(group(page, question).getByText(answer, { exact: true }));
  await chosen(page, question, answer);
  await settled(page);
}

/** The answer of a question, be it a button that stays pressed or one of several. */
export async function chosen(page, question, answer) {
  const radio = group(page, question).getByRole('radio', { name: answer, exact: true, checked: true });
  const box = group(page, question).getByRole('checkbox', { name: answer, exact: true, checked: true });
  await radio.or(box).or(group(page, question).getByRole('button', { name: answer, pressed: true })).waitFor();
}

export const begin = (page) => leave(page, '开始', '您在哪里申请？');

export async function place(page, { county = '大冶市（湖北黄石）', town = '还地桥镇', area = '农村', day = [2025, 11, 20] } = {}) {
  await choose(page, '哪个市、县？', county);
  if (town) await choose(page, '乡镇、街道', town);
  await choose(page, '按农村还是城市的标准？', area);
  await applyOn(page, day);
  await next(page, PEOPLE);
}

export async function applyOn(page, day) {
  await choose(page, '哪天申请？', '另外一天');
  await typeDay(page, '哪天申请？', day);
}

async function typeDay(page, question, day) {
  const units = ['年', '月', '日'];
  for (const [at, part] of day.entries()) await input(page, `${question}${units[at]}`).fill(String(part));
}

/** Answers a question that is put only where it matters, if it is. */
export async function ifAsked(page, question, answer) {
  await settled(page);
  if (await group(page, question).isVisible()) await choose(page, question, answer);
}

// What is asked of a person only where it matters, with what most people answer.
const BELONGING = {
  lives: [/^平时住哪儿？$/, '这个家'], livesWith: [/^(和家里哪些人一起住|轮着在哪些人家里住)？$/, '都不是'],
  married: [/^是不是已婚？$/, '是'], spouse: [/^爱人是家里这些人当中的谁？$/, '不在这些人当中'],
  parents: [/^(孩子的另一位家长|孩子的爸爸妈妈|爸爸妈妈)是谁，在不在家里这些人当中？$/], kin: [/^和家里哪些人还有这些关系？$/, '都不是'],
  purse: [/^钱是一起挣、一起花吗？$/, '是'], study: [/^在上学吗？$/, '不在上学'], dependent: [/^是不是因为残疾、重病，不能自己生活？$/, '不是'],
};
const OF_PERSON = {
  disability: ['有没有残疾证？', '没有'], ill: ['有没有重病？', '没有'], work: ['有没有工作？', '有活干'],
  labour: ['能不能干活？', '能干活'],
  mother: ['孩子母亲的情况？', '能照顾孩子'], father: ['孩子父亲的情况？', '能照顾孩子'],
};
const CARE = ['吃饭', '穿衣', '上下床', '上厕所'].map((what) => `自己能不能${what}？`).concat(['在屋里自己能不能走？', '自己能不能洗澡？']);

/**
 * Answers who belongs together, as far as it is asked on this page: `{ lives: '另过', spouse: '儿媳、女婿' }`. Several people
 * are a list. A child's other parent is the spouse, where one is listed.
 */
export async function belongs(page, told = {}) {
  await settled(page);
  for (const [key, [question, usual]] of Object.entries(BELONGING)) {
    const field = page.getByRole('group', { name: question });
    for (let at = 0; at < await field.count(); at += 1) {
      const one = field.nth(at);
      if (await one.locator('input:checked').count()) continue;
      const spouse = one.getByText('配偶', { exact: true });
      const other = (await spouse.count()) ? '配偶' : (await one.getByText('都不在', { exact: true }).count()) ? '都不在' : '不在这些人当中';
      for (const answer of [told[key] ?? usual ?? other].flat()) await press(one.getByText(answer, { exact: true }));
      await settled(page);
    }
  }
}

/** Adds a person; who belongs together is told as in `belongs`. `card` is a kind and a grade. */
export async function addPerson(page, { relation, birth, away = '都没有', card, supporters = [], ...more }) {
  const nth = await page.locator('.entry-line').count() + 1;
  const to = nth === 1 ? '申请人' : `第 ${nth} 个人`;
  await leave(page, nth === 1 ? '添加申请人' : '添加一个人', to);
  if (relation) await choose(page, '是申请人的什么人？', relation);
  await typeDay(page, '哪年哪月哪日出生？', birth);
  await choose(page, '有没有下面的情形？', away);
  // The rules come while the first page is answered; with them come the questions that matter.
  await group(page, '有没有残疾证？').waitFor();
  if (card) {
    await choose(page, '有没有残疾证？', '有');
    await choose(page, '哪一类？', card[0]);
    await choose(page, '几级？', card[1]);
  }
  for (const [key, [question, usual]] of Object.entries(OF_PERSON)) {
    if (key !== 'disability' || !card) await ifAsked(page, question, more[key] ?? usual);
  }
  await belongs(page, more);
  await support(page, to, supporters);
  for (const question of CARE) await ifAsked(page, question, (more.cannot ?? []).includes(question) ? '不能' : '能');
  await done(page, PEOPLE);
}

const SUPPORTERS = '该管的人就这些吗？';

/** Tells who owes a person support, where that is asked: `[['子女', '有能力']]`. */
async function support(page, person, all) {
  await settled(page);
  if (!await group(page, SUPPORTERS).isVisible()) return assert.equal(all.length, 0, 'supporters are not asked for');
  for (const [relation, state] of all) {
    await leave(page, '添加一个该管的人');
    await choose(page, '是什么关系？', relation);
    await choose(page, '这个人能不能养？', state);
    await done(page, person);
  }
  await choose(page, SUPPORTERS, all.length ? '以上就是全部' : '没有');
}

export async function people(page, all) {
  for (const person of all) await addPerson(page, person);
  await choose(page, '家里就这些人吗？', '以上就是全部');
  await belongsAll(page);
  await next(page, HEADS.wages.heading);
}

/** Answers what the list of people still asks, each as most people would; `told` by the whole question, where it is asked. */
export async function belongsAll(page, told = {}) {
  await settled(page);
  for (const [question, answers] of Object.entries(told)) {
    if (!await group(page, question).count()) continue;
    for (const answer of [answers].flat()) await press(group(page, question).getByText(answer, { exact: true }));
  }
  for (const [question, usual] of Object.values(BELONGING)) {
    const field = page.getByRole('group', { name: new RegExp(question.source.replace('^', '^.+：')) });
    for (let at = 0; at < await field.count(); at += 1) {
      const one = field.nth(at);
      if (await one.locator('input:checked').count()) continue;
      await press(one.getByText(usual ?? '不清楚', { exact: true }));
    }
  }
}

/** Adds an income of a head, from its list and back to it. */
export async function addIncome(page, head, { who, kind, per, each, times, costs, basePart, basis }) {
  const words = HEADS[head];
  await leave(page, words.add, '这笔收入');
  await choose(page, '谁的？', who);
  await choose(page, '是哪一种？', kind);
  await next(page, `${who} · ${kind}`);
  if (per) await choose(page, '怎么算的？', per);
  await input(page, words.each).fill(each);
  if (times) await input(page, '12个月里有几个月？').fill(times);
  if (costs) await input(page, words.costs).fill(costs);
  if (basePart) await input(page, '其中中央基础养老金，12个月一共多少？').fill(basePart);
  if (basis) await choose(page, '这笔钱是怎么定的？', basis);
  await done(page, words.heading);
}

/** Closes the list one stands on: 没有 when it is empty, 以上就是全部 when it is not. */
export async function close(page, to) {
  const told = await page.locator('.entry-line').count();
  await choose(page, told ? '就这些吗？' : '有没有？', told ? '以上就是全部' : '没有');
  await onward(page, to);
}

/** The pages after the people, in order; those on which nothing can matter are passed over. */
const ways = () => [...Object.values(HEADS).map((head) => head.heading), PAID_OUT, SPENDING, ASSETS, MORE];

const title = (page) => page.getByRole('heading', { level: 1 }).innerText();

/** Goes on to a page, or past it where it is passed over. */
async function onward(page, to) {
  const from = await title(page);
  const beyond = ways().slice(ways().indexOf(to));
  await next(page);
  await page.waitForFunction(
    ([from, beyond]) => {
      const now = document.querySelector('h1')?.innerText;
      return now !== from && (beyond.includes(now) || document.querySelector('.self-check'));
    },
    [from, ways().includes(to) ? beyond : [to]],
  );
}

const stands = async (page, name) => (await title(page)) === name;

export async function incomes(page, told = {}) {
  for (const [at, head] of Object.keys(HEADS).entries()) {
    if (!(await stands(page, HEADS[head].heading))) continue;
    for (const income of told[head] ?? []) await addIncome(page, head, income);
    await close(page, ways()[at + 1]);
  }
}

export async function spending(page) {
  if (await stands(page, PAID_OUT)) await close(page, SPENDING);
  if (await stands(page, SPENDING)) await close(page, ASSETS);
}

export async function assets(page, { savings, homes = '1' }) {
  if (!(await stands(page, ASSETS))) return;
  await input(page, '存款、现金、理财，一共多少？').fill(savings);
  await input(page, '有几套住房？').fill(homes);
  for (const question of [
    '有没有汽车、船、大型农机？', '有没有开公司、办企业、个体登记？', '有没有能退钱的商业保险？',
    '有没有放弃或送掉应得的财产？', '近6个月有没有一次花3万元以上？',
  ]) await choose(page, question, '没有');
  await onward(page, MORE);
}

export const TROUBLES = '最近一年碰到过这些事吗？';
export const RECEIVES = '现在已经在领哪些救助？';
export const PAST = '以前申请没通过，或退出过救助吗？';

/** What else the family is: each list of words, 都没有 where it is left out. */
export async function more(page, { troubles = ['都没有'], receives = ['都没有'], past = ['都没有'], background = {} } = {}) {
  if (await stands(page, MORE)) await moreOf(page, { troubles, receives, past, background });
  await page.getByText(RESULT).waitFor();
}

async function moreOf(page, { troubles, receives, past, background }) {
  for (const word of troubles) await choose(page, TROUBLES, word);
  for (const word of receives) await choose(page, RECEIVES, word);
  for (const word of past) await ifAsked(page, PAST, word);
  for (const [question, usual] of Object.entries(BACKGROUND)) await ifAsked(page, question, background[question] ?? usual);
  await next(page);
}

const BACKGROUND = {
  '以前是不是建档立卡贫困户？': '不是', '是不是易地搬迁户？': '不是', '是不是长期住在城镇？': '不是',
  '有没有承包地、集体分红？': '是', '收入多了，是不是因为找到活干？': '不是',
};

/** A whole family, from the start page to the result. */
export async function walk(page, family) {
  await begin(page);
  await place(page, family.place);
  await people(page, family.people);
  await incomes(page, family.incomes);
  await spending(page);
  await assets(page, family.assets);
  await more(page, family.more);
}

/** Opens a saved file on the start page: a path, or `{ name, mimeType, buffer }`. */
export const pick = (page, file) => page.getByLabel('打开保存的文件').setInputFiles(file);

/** From the start page to the result of a saved file. */
export async function open(page, file) {
  await pick(page, file);
  await page.getByText('文件已打开。').waitFor();
  await see(page);
}

export async function see(page) {
  await leave(page, link(page, '看结果'));
  await page.getByText(RESULT).waitFor();
}

export const home = (page) => leave(page, link(page, '兜底自查'), '您家可能符合哪一类救助？');
