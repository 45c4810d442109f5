// On a desk, in the dark and in large type the pages hold as well as on a phone.
import assert from 'node:assert/strict';
import { example } from './families.mjs';
import { journey } from './harness.mjs';
import { RESULT, button, choose, edit, leave, link, open, press } from './steps.mjs';

const D = example('d-needs-explaining');
const unfold = async (page) => {
  for (const title of ['收入是怎么算的', '每一类怎么看的', RESULT]) await press(page.getByText(title, { exact: true }));
};

journey('result and answers fit on a desk', async ({ phone, fits, axe, shot }) => {
  const page = await phone({ viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false });
  await open(page, D);
  await unfold(page);
  await fits(page);
  await axe(page);
  await shot(page, 'desk-result');
  await leave(page, link(page, '看看答案，改一改'), '您的答案');
  await fits(page);
  await axe(page);
  await shot(page, 'desk-answers');
});

journey('start and result can be read in the dark', async ({ phone, axe, shot }) => {
  const page = await phone({ colorScheme: 'dark' });
  await axe(page);
  await shot(page, 'dark-start');
  await open(page, D);
  await unfold(page);
  await axe(page);
  await shot(page, 'dark-result');
});

journey('nothing sticks out when the browser\'s own type is twice as large', async ({ phone, fits }) => {
  const page = await phone();
  const browser = await page.context().newCDPSession(page);
  await browser.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 32 } });
  const holds = async () => {
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), '32px');
    await fits(page);
  };
  await holds();
  await open(page, D);
  await unfold(page);
  await holds();
  await leave(page, link(page, '打印申请材料'), '申请材料');
  await holds();
  await leave(page, link(page, '回到结果'), '可以去申请低保或低保边缘；全家够不上时，子女可以单独申请');
  await leave(page, link(page, '看看答案，改一改'), '您的答案');
  await holds();
  await leave(page, edit(page, '打工、上班的收入'), '过去12个月，家里谁打过工、上过班？');
  await press(button(page, '删'));
  await holds();
  await leave(page, edit(page, '子女 · 打零工'), '子女 · 打零工');
  await choose(page, '挣多少？', '说个大概范围');
  await holds();
});
