// How a place works: from the result to its page, on to a department, and a word looked up.
import assert from 'node:assert/strict';
import { example } from './families.mjs';
import { journey } from './harness.mjs';
import { heading, input, leave, link, open, press } from './steps.mjs';

journey('from the result one reads how the place works, who does what, and finds the days of the notice', async (it) => {
  const page = await it.phone();
  await open(page, example('a-clear-below'));
  await leave(page, link(page, '大冶市怎么办事，谁管什么'), '大冶市怎么办事，谁管什么？');
  const loop = page.locator('.loop > li');
  assert.deepEqual(await loop.locator('strong').allInnerTexts(),
    ['发现', '申请受理', '核对调查', '公示', '审核确认', '帮扶', '动态复核', '退出']);
  assert.match(await loop.nth(3).innerText(), /村（居）委会[\s\S]*5天/);
  await it.fits(page);
  await it.axe(page);
  await it.shot(page, 'process-daye');
  await leave(page, link(page, '市医保局').first(), '市医保局在大冶市管什么？');
  await page.getByText('附件二 市医保局').first().waitFor();
  await it.fits(page);
  await input(page, '查一查').fill('公示');
  await leave(page, '查一查', '查“公示”');
  const found = page.locator('.acts > li');
  assert.match(await found.first().innerText(), /^公示/);
  await found.filter({ hasText: '5天' }).first().waitFor();
  await it.fits(page);
  await it.axe(page);
});

const places = [
  ['panzhou', '盘州市', '抽查不低于10%'], ['miluo', '汨罗市', '收到后40个工作日内'], ['xiangning', '乡宁县', '不少于5天'],
  ['tongren', '同仁市', '文件没写这一步'], ['daye', '大冶市', '每半年一次'],
];

journey('each of the five places tells its loop on a phone', async (it) => {
  const page = await it.phone();
  await open(page, example('a-clear-below'));
  for (const [id, name, said] of places) {
    await page.evaluate((to) => { location.hash = to; }, `#/info/process/${id}`);
    await heading(page, `${name}怎么办事，谁管什么？`).waitFor();
    await page.locator('.loop').getByText(said).first().waitFor();
    await press(page.getByText('数据怎么共享', { exact: true }));
    await it.fits(page);
  }
});
