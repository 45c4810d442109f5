// What was told stays on this device, and only there, until it is wiped; what cannot be read is not lost.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { asFile, example, household } from './families.mjs';
import { journey, started } from './harness.mjs';
import { below, headline } from './reading.mjs';
import {
  begin, button, choose, chosen, done, heading, home, input, leave, link, next, open, people, pick, place, press, see,
} from './steps.mjs';

const A = example('a-clear-below');
const WAGES = '过去12个月，家里谁打过工、上过班？';
const COSTS = '上班要花的车费、工具钱，12个月一共多少？';
const MONTHS = '12个月里有几个月？';

// A reload while the icon is still on its way breaks that one request off.
const ICON = { tolerate: [/icon\.svg: net::ERR_ABORTED/] };
const reload = async (page) => {
  await page.reload();
  await started(page);
};
journey('every state of an answer is there again after a reload, and among the answers', async ({ phone }) => {
  const page = await phone(ICON);
  await begin(page);
  await place(page);
  await people(page, [{ birth: ['1967'] }]);

  await leave(page, '添加一笔工资', '这笔收入');
  await choose(page, '是哪一种？', '打零工');
  await next(page, '申请人 · 打零工');
  await input(page, '挣多少？').fill('900');
  await input(page, COSTS).fill('0');
  await reload(page);
  assert.equal(await input(page, '挣多少？').inputValue(), '900', 'exact');
  assert.equal(await input(page, COSTS).inputValue(), '0', 'zero');
  assert.equal(await input(page, MONTHS).inputValue(), '', 'not asked yet');
  assert.equal(await page.getByRole('button', { pressed: true }).count(), 0, 'not asked is not 不清楚');
  await choose(page, MONTHS, '不清楚');
  await reload(page);
  await chosen(page, MONTHS, '不清楚');
  await done(page, WAGES);

  await leave(page, '添加一笔工资', '这笔收入');
  await choose(page, '是哪一种？', '上班工资');
  await next(page, '申请人 · 上班工资');
  await choose(page, '怎么算的？', '12个月合计');
  await choose(page, '挣多少？', '说个大概范围');
  await input(page, '挣多少？最少').fill('1000');
  await input(page, '挣多少？最多').fill('2000.50');
  await choose(page, COSTS, '不清楚');
  await reload(page);
  await chosen(page, '怎么算的？', '12个月合计');
  await chosen(page, '挣多少？', '说个大概范围');
  assert.equal(await input(page, '挣多少？最少').inputValue(), '1000');
  assert.equal(await input(page, '挣多少？最多').inputValue(), '2000.50');
  await chosen(page, COSTS, '不清楚');
  await done(page, WAGES);
  await choose(page, '就这些吗？', '以上就是全部');
  await next(page, '过去12个月，家里种地、养殖、做生意吗？');
  await choose(page, '有没有？', '没有');
  await reload(page);
  await chosen(page, '有没有？', '没有');
  await next(page, '过去12个月，有没有利息、租金、分红？');
  await choose(page, '有没有？', '不清楚');
  await reload(page);
  await chosen(page, '有没有？', '不清楚');

  await home(page);
  await button(page, '接着上次的答案').waitFor();
  await leave(page, link(page, '看结果'));
  await leave(page, link(page, '看看答案，改一改'), '您的答案');
  assert.deepEqual(await below(page, '家里的人'), ['申请人 · 1967 出生；有没有服刑、失踪等情形：都没有；有没有残疾证：没有；有没有重病：没有']);
  assert.deepEqual(await below(page, '打工、上班的收入'), [
    '申请人 · 打零工 · 每月 900 元 · 不清楚几 个月 · 成本 0 元',
    '申请人 · 上班工资 · 12个月合计 1,000 到 2,000.50 元 · 成本 不清楚多少',
  ]);
  assert.deepEqual(await below(page, '种地、养殖、做生意的收入'), ['没有']);
  assert.deepEqual(await below(page, '利息、租金、分红'), ['不清楚还有没有']);
  assert.equal((await below(page, '财产'))[0], '存款、现金、理财，一共多少？ 还没有填');
});

journey('one button wipes everything, after it was asked once more', async ({ phone, fits, axe, shot }) => {
  const page = await phone(ICON);
  await open(page, A);
  await home(page);
  await press(button(page, '清除全部答案'));
  await page.getByText('真的清除？清除后找不回来').waitFor();
  await fits(page);
  await axe(page);
  await shot(page, 'keeping-wipe');
  await press(button(page, '不清除'));
  await button(page, '接着上次的答案').waitFor();
  await press(button(page, '清除全部答案'));
  await press(button(page, '清除'));
  await page.getByText('已经清除，这台设备上没有答案了。').waitFor();
  const left = await page.evaluate(() => Object.values({ ...localStorage }).join('\n'));
  // The salt of receipts is chance, and drawn anew.
  assert.doesNotMatch(left.replace(/"salt": "\w{16}"/, ''), /\d{3}|daye|rural|self/, 'nothing that was told is left');
  await reload(page);
  await button(page, '开始').waitFor();
  assert.equal(await link(page, '看结果').count(), 0);
});

for (const old of ['{"doudi":0,"old":true}', 'not json']) {
  journey(`what an older version left is set aside and can be saved: ${old}`, async ({ phone, fits, axe, shot }) => {
    const page = await phone(ICON);
    await page.context().addInitScript((text) => {
      if (!sessionStorage.getItem('planted')) localStorage.setItem('doudi.household', text);
      sessionStorage.setItem('planted', 'once');
    }, old);
    await reload(page);
    await fits(page);
    await axe(page);
    await shot(page, 'keeping-set-aside');
    await saves(page, old);
    await begin(page);
    await place(page);
    await reload(page);
    await home(page);
    await button(page, '接着上次的答案').waitFor();
    await saves(page, old);
  });
}

async function saves(page, text) {
  await page.getByText('这台设备上有旧版本留下的答案，这一版读不了。没有删掉，可以存成文件保留。').waitFor();
  assert.equal((await saved(page, '把旧答案存成文件')).text, text);
}

/** The file a button saves: its name and its text. */
async function saved(page, name) {
  const [download] = await Promise.all([page.waitForEvent('download'), press(button(page, name))]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

journey('a saved file gives the same result on another phone', async ({ phone }) => {
  const here = await phone();
  await open(here, example('d-needs-explaining'));
  const file = await saved(here, '存成文件');
  assert.equal(file.name, '兜底自查.json');
  assert.equal(JSON.parse(file.text).doudi, 2);
  const there = await phone();
  await open(there, { name: file.name, mimeType: 'application/json', buffer: Buffer.from(file.text) });
  const whole = (page) => page.locator('main').textContent();
  assert.equal(await headline(there), '可以去申请低保或低保边缘；全家够不上时，子女可以单独申请');
  assert.equal(await whole(there), await whole(here));
});

const wrong = [
  ['is not JSON', () => 'not json', /第 1 行第 \d+ 个字读不下去。.*请重新选“存成文件”得到的那个文件。/],
  ['is of version 3', (it) => { it.doudi = 3; }, /这是第 3 版的文件，本程序读第 1 版和第 2 版。请用同一版本打开，或重新填写。/],
  ['has an unknown key', (it) => { it.assets.yacht = true; }, /assets.*没有“yacht”这一项，请删掉或改成正确的名称/],
  ['has a birth in the future', (it) => { it.people.items[1].birth = { is: '2025-11-21' }; },
    /people\.items\[1\]\.birth：这一天还没有到，请改成申请日 2025-11-20 以前。/],
  ['has 13 months', (it) => { it.incomes.wages.items[0].times = { is: 13 }; },
    /incomes\.wages\.items\[0\]\.times：最多 12，请改小。/],
  ['has a million million yuan', (it) => { it.assets.savings = { is: '1000000000000' }; },
    /assets\.savings：这个数太大了，请看看是不是多打了零。/],
  ['has the income of nobody', (it) => { it.incomes.business.items[0].who = 'p9'; },
    /incomes\.business\.items\[0\]\.who：家里没有编号为“p9”的人，请改成家庭成员的编号，或先添加这个人。/],
];

journey('a bad file is refused with its place and the mend, and no answer is touched', async ({ phone, fits }) => {
  const page = await phone();
  await open(page, example('c-clear-above'));
  await home(page);
  for (const [what, spoil, told] of wrong) {
    const good = household('a-clear-below');
    const text = spoil(good) ?? JSON.stringify(good);
    await pick(page, asFile(text));
    const said = page.getByRole('status').filter({ hasText: told });
    await said.waitFor().catch(async () => assert.fail(`a file that ${what}: ${await page.getByRole('status').innerText()}`));
    assert.match(await said.innerText(), /^这个文件打不开，原来的答案没有动：/);
    await fits(page);
  }
  await see(page);
  await heading(page, '按公布的线，够不上低保、低保边缘、刚性支出；防返贫监测还要核').waitFor();
});
