// Where one applies and where help is, the way past each mistake, and the way without a finger.
import assert from 'node:assert/strict';
import { asFile, example, household as filled } from './families.mjs';
import { journey } from './harness.mjs';
import { TWO, categories, gates, sheets } from './reading.mjs';
import {
  RESULT, begin, button, choose, done, edit, group, heading, input, leave, link, next, open, people, place, press,
} from './steps.mjs';

const A = example('a-clear-below');
const PLACE = '您在哪里申请？';
const COUNTY = '哪个市、县？';
const DAYE = '大冶市（湖北黄石）';
const TOWN = '乡镇、街道';
const AREA = '按农村还是城市的标准？';

journey('outside the pilot towns the general rules count, and nothing is called a draft', async (it) => {
  const page = await it.phone();
  await open(page, A);
  await leave(page, link(page, '看看答案，改一改'), '您的答案');
  await leave(page, edit(page, '在哪里申请'), PLACE);
  await page.getByText('这里是试点，按试点方案算。').waitFor();
  await choose(page, TOWN, '其他乡镇、街道');
  await page.getByText('试点方案不包括这里，按全国和上级的规定算。').waitFor();
  await done(page);
  await page.getByText(RESULT).waitFor();
  assert.match((await gates(page))[1], /一年计入 12,300 元，人均 6,150 元。低保标准 8,532 元\/年，每人。/);
  for (const title of ['每一类怎么看的', RESULT]) await press(page.getByText(title, { exact: true }));
  const [dibao, edge] = await categories(page, ...TWO);
  assert.match(dibao, /^最低生活保障 符合 /);
  assert.match(dibao, /民发〔2021〕57号/);
  assert.match(edge, /^最低生活保障边缘家庭 不符合 ✗ 不成立 不符合低保条件 民发〔2021〕57号第八条/);
  assert.equal(await page.getByText('征求意见稿').count(), 0);
  await leave(page, link(page, '打印申请材料'), '申请材料');
  const papers = sheets(await it.pdfText(await it.printPdf(page, 'elsewhere'))).join('\n');
  assert.match(papers, /大冶市其他乡镇、街道社会救助窗口：/);
  assert.doesNotMatch(papers, /草案|征求意见稿/);
});

journey('elsewhere is told whom to ask, and is not led on', async ({ phone, fits, axe, shot }) => {
  const page = await phone();
  await begin(page);
  await choose(page, COUNTY, '其他地方');
  await page.getByText('您可以打 12345，或到户口所在的乡镇、街道问，全国的办法一样适用。').waitFor();
  await choose(page, AREA, '农村');
  await next(page, PLACE);
  await group(page, COUNTY).getByText('这里的规则还没有收进来，算不了。').waitFor();
  await fits(page);
  await axe(page);
  await shot(page, 'place-elsewhere');
});

journey('from the start a telephone is two taps away, and so is the way back', async ({ phone, fits, axe, shot }) => {
  const page = await phone();
  await leave(page, page.getByRole('link', { name: /现在就有急难/ }), '现在就有急难，找谁？');
  const calls = page.getByRole('link', { name: /^打 / });
  assert.deepEqual(await calls.evaluateAll((all) => all.map((it) => it.getAttribute('href'))),
    ['tel:120', 'tel:119', 'tel:12345', 'tel:12349']);
  const first = await calls.first().boundingBox();
  assert.ok(first.y + first.height <= 740 && first.height >= 48, 'the first number is in reach without scrolling');
  await fits(page);
  await axe(page);
  await shot(page, 'urgent');
  await leave(page, link(page, '上一步'), '您家可能符合哪一类救助？');
});

const CHOOSE = '请选一个；拿不准就选“不清楚”。';
const ASSETS = [
  ['存款、现金、理财，一共多少？', '请填一个数，或选“不清楚”。'],
  ['有几套住房？', '请填一个整数，或选“不清楚”。'],
  ['有没有汽车、船、大型农机？', CHOOSE],
  ['有没有开公司、办企业、个体登记？', CHOOSE],
  ['有没有能退钱的商业保险？', CHOOSE],
  ['有没有放弃或送掉应得的财产？', CHOOSE],
  ['近6个月有没有一次花3万元以上？', CHOOSE],
];

/** The list of what is missing is these, has the focus, and each entry leads into its question. */
const told = ([question, mend]) => `${question.replace(/？$/, '')}：${mend}`;

async function missing(page, all) {
  const errors = page.getByRole('alert');
  await errors.getByRole('heading', { name: '请先改好下面这几处' }).waitFor();
  // In the next frame, for the list may have stood there before.
  await page.locator('[role=alert]:focus').waitFor();
  assert.deepEqual(await errors.getByRole('button').allInnerTexts(), all.map(told));
  for (const [question, mend] of all) {
    await press(button(errors.page(), told([question, mend])));
    const there = group(page, question).locator(':focus');
    await there.waitFor();
    await group(page, question).getByText(mend, { exact: true }).waitFor();
  }
}

journey('going on with nothing filled in lists what is missing, each entry leading to its field', async (it) => {
  const page = await it.phone();
  await begin(page);
  await next(page);
  await missing(page, [[COUNTY, '请选市、县。'], [AREA, CHOOSE]]);
  await choose(page, COUNTY, DAYE);
  await next(page);
  await missing(page, [[AREA, CHOOSE], [TOWN, '请选乡镇、街道。']]);
  await it.fits(page);
  await it.axe(page);
  await it.shot(page, 'errors-place');
  await place(page);
  await leave(page, '添加申请人', '申请人');
  await done(page);
  await missing(page, [
    ['哪年哪月哪日出生？', '请填年份，或选“不清楚”。'], ['有没有下面的情形？', CHOOSE],
    ['有没有残疾证？', CHOOSE], ['有没有重病？', CHOOSE], ['有没有工作？', CHOOSE], ['该管的人就这些吗？', CHOOSE],
  ]);
});

journey('the list of what is missing leads to every question about property', async (it) => {
  const household = filled('a-clear-below');
  delete household.assets;
  const page = await it.phone();
  await open(page, asFile(household));
  await leave(page, link(page, '存款、现金一共多少'), '家里有哪些财产？');
  await done(page);
  await missing(page, ASSETS);
  await it.fits(page);
  await it.axe(page);
  await it.shot(page, 'errors-assets');
});

const mistakes = [
  ['abc', '这里要写数字，比如 900 或 25596.01。'],
  ['1.234', '最多写到分，也就是两位小数。'],
  ['-5', '这里不能写负数。'],
  ['99999999999', '这个数太大了，请看看是不是多打了零。最多 100,000,000 元。'],
];

journey('what is mistyped stays as it was typed, with the mend beside it', async (it) => {
  const page = await it.phone();
  await begin(page);
  await place(page);
  await people(page, [{ birth: [1967, 3, 15] }]);
  await leave(page, '添加一笔工资', '这笔收入');
  await choose(page, '是哪一种？', '打零工');
  await next(page, '申请人 · 打零工');
  const pay = input(page, '挣多少？');
  for (const [typed, mend] of mistakes) {
    await pay.fill('');
    await pay.pressSequentially(typed);
    await pay.blur();
    await group(page, '挣多少？').getByText(mend, { exact: true }).waitFor();
    assert.equal(await pay.inputValue(), typed);
  }
  const months = input(page, '12个月里有几个月？');
  await months.pressSequentially('13');
  await months.blur();
  await group(page, '12个月里有几个月？').getByText('最多 12，请改小。', { exact: true }).waitFor();
  assert.equal(await months.inputValue(), '13');
  await done(page);
  await page.getByRole('alert').getByText('12个月里有几个月：最多 12，请改小。').waitFor();
  await heading(page, '申请人 · 打零工').waitFor();
  await it.fits(page);
  await it.axe(page);
  await it.shot(page, 'errors-typed');
});

/** Tab until something has the focus, and seen to have it. */
async function tabTo(page, it) {
  for (let pressed = 0; pressed < 40; pressed++) {
    await page.keyboard.press('Tab');
    if (await it.evaluate((element) => element === document.activeElement)) {
      assert.notEqual(await it.evaluate((element) => getComputedStyle(element).outlineStyle), 'none');
      return;
    }
  }
  assert.fail(`no way there by Tab: ${it}`);
}

journey('place and people can be told with the keys alone', async ({ phone }) => {
  const page = await phone({ viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false });
  const radio = (question, name) => group(page, question).getByRole('radio', { name, exact: true });
  const enter = async (it, to) => {
    await tabTo(page, it);
    await page.keyboard.press('Enter');
    await heading(page, to).waitFor();
  };
  const pick = async (question, from, name) => {
    await tabTo(page, radio(question, from));
    await page.keyboard.press('Space');
    for (let pressed = 0; pressed < 12 && !(await radio(question, name).isChecked()); pressed++) {
      await page.keyboard.press('ArrowDown');
    }
    assert.ok(await radio(question, name).isChecked(), `${question} ${name}`);
  };
  const type = async (question, parts) => {
    for (const [at, unit] of ['年', '月', '日'].entries()) {
      await tabTo(page, input(page, question + unit));
      await page.keyboard.press('Control+A');
      await page.keyboard.type(String(parts[at]));
    }
  };
  await enter(button(page, '开始'), PLACE);
  await pick(COUNTY, DAYE, DAYE);
  await pick(TOWN, '还地桥镇', '保安镇');
  await pick(AREA, '农村', '农村');
  await tabTo(page, group(page, '哪天申请？').getByRole('radio', { checked: true }));
  await page.keyboard.press('ArrowDown');
  await type('哪天申请？', [2025, 11, 20]);
  await enter(button(page, '下一步'), '家里有哪些人？');
  await enter(button(page, '添加申请人'), '申请人');
  await type('哪年哪月哪日出生？', [1967, 3, 15]);
  await pick('有没有残疾证？', '有', '没有');
  await pick('有没有重病？', '有', '没有');
  await pick('有没有下面的情形？', '都没有', '都没有');
  await enter(button(page, '好了'), '家里有哪些人？');
  await enter(button(page, '添加一个人'), '第 2 个人');
  await pick('是申请人的什么人？', '配偶', '子女');
  await type('哪年哪月哪日出生？', [2012, 5, 5]);
  await pick('平时住哪儿？', '这个家', '这个家');
  await pick('有没有残疾证？', '有', '没有');
  await pick('有没有重病？', '有', '没有');
  await pick('孩子母亲的情况？', '能照顾孩子', '能照顾孩子');
  await group(page, '该管的人就这些吗？').waitFor({ state: 'detached' });
  await pick('有没有下面的情形？', '都没有', '都没有');
  await enter(button(page, '好了'), '家里有哪些人？');
  await pick('家里就这些人吗？', '以上就是全部', '以上就是全部');
  assert.deepEqual(await page.locator('.entry-line > span:first-child').allInnerTexts(),
    ['申请人 · 1967-03-15 出生', '子女 · 2012-05-05 出生']);
  await enter(button(page, '下一步'), '过去12个月，家里谁打过工、上过班？');
});
