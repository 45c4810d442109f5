// Small things that went wrong once: notices that stay, texts that get lost, ways that lead elsewhere.
import assert from 'node:assert/strict';
import { asFile, example, household as filled } from './families.mjs';
import { journey, started } from './harness.mjs';
import {
  RESULT, begin, button, choose, edit, home, input, leave, link, next, open, people, pick, place, press,
} from './steps.mjs';

const A = example('a-clear-below');
const PEOPLE = '家里有哪些人？';
const settled = (page) => page.waitForTimeout(300);
const title = (page) => page.getByRole('heading', { level: 1 }).innerText();

async function wipe(page) {
  await press(button(page, '清除全部答案'));
  await press(button(page, '清除'));
  await page.getByText('已经清除，这台设备上没有答案了。').waitFor();
}

journey('who answers again after wiping is not told that there are no answers', async ({ phone }) => {
  const page = await phone();
  await pick(page, A);
  await page.getByText('文件已打开。').waitFor();
  await wipe(page);
  await begin(page);
  await place(page);
  await home(page);
  assert.equal(await page.getByText('已经清除').count(), 0);
});

const plant = async (page, text) => {
  await page.evaluate((it) => localStorage.setItem('doudi.household', it), text);
  await page.reload();
  await started(page);
};
const ICON = { tolerate: [/icon\.svg: net::ERR_ABORTED/] };

journey('after wiping nothing says that old answers are kept', async ({ phone }) => {
  const page = await phone(ICON);
  await plant(page, 'not json');
  await wipe(page);
  assert.equal(await page.getByText('没有删掉').count(), 0);
});

journey('a second text that cannot be read is not lost either', async ({ phone }) => {
  const page = await phone(ICON);
  await plant(page, 'first');
  await plant(page, 'second');
  assert.match(await page.evaluate(() => Object.values({ ...localStorage }).join('\n')), /second/);
});

journey('one cannot go on without anybody', async ({ phone }) => {
  const page = await phone();
  await begin(page);
  await place(page);
  await next(page);
  await settled(page);
  assert.equal(await title(page), PEOPLE);
});

journey('a sum that is refused is not counted in another shape', async ({ phone }) => {
  const page = await phone();
  await begin(page);
  await place(page);
  await people(page, [{ birth: [1967, 3, 15] }]);
  await leave(page, '添加一笔工资', '这笔收入');
  await choose(page, '是哪一种？', '打零工');
  await next(page, '申请人 · 打零工');
  await input(page, '挣多少？').pressSequentially('99999999999');
  await leave(page, link(page, '上一步'), '过去12个月，家里谁打过工、上过班？');
  assert.doesNotMatch(await page.locator('.entry-line').innerText(), /99,999,999/);
});

journey('the way back from a change is to the answers', async ({ phone }) => {
  const page = await phone();
  await open(page, A);
  await leave(page, link(page, '看看答案，改一改'), '您的答案');
  await leave(page, edit(page, '固定交出去的钱'), '过去12个月，有没有固定交出去的钱？');
  await press(link(page, '上一步'));
  await settled(page);
  assert.equal(await title(page), '您的答案');
});

journey('who answers what was still open is back at the result', async ({ phone }) => {
  const household = filled('a-clear-below');
  household.incomes.wages.complete = 'unknown';
  const page = await phone();
  await open(page, asFile(household));
  await leave(page, link(page, '“打工、上班的收入”说完了没有'), '过去12个月，家里谁打过工、上过班？');
  await choose(page, '就这些吗？', '以上就是全部');
  await press(page.getByRole('button', { name: /^(下一步|好了)$/ }));
  await settled(page);
  assert.equal(await page.getByText(RESULT).count(), 1, `at: ${await title(page)}`);
});

journey('one question for the window is not called three', async ({ phone }) => {
  const page = await phone();
  await open(page, example('e-alone'));
  await page.getByText('到窗口问这几句').waitFor();
  assert.equal(await page.getByText('到窗口问三句话').count(), 0);
});
