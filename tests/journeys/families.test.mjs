// Families A, B and C from the start page to the printed page. Every figure is worked out by hand:
// A 900 × 12 + 2,400 − 900 = 12,300; 8,532 × 2 − 12,300 = 4,764 = 397 × 12.  B 8,532 × 3 = 25,596.  C 40,000 / 2 = 20,000.
import assert from 'node:assert/strict';
import { a, b, c } from './families.mjs';
import { journey } from './harness.mjs';
import { TWO as NAMES, categories, gates, headline, ledger, paragraphs, sheets } from './reading.mjs';
import { RESULT, done, edit, input, leave, link, press, walk, watch } from './steps.mjs';

const PLAN = '大冶市“两项政策”衔接并轨试点工作方案（征求意见稿）';
const DRAFT = `${PLAN}是征求意见稿，还没有正式生效。`;
const LINE = '低保标准 8,532 元/年，每人。';
const TWO = '2 人合计 17,064 元。';
const THREE = '3 人合计 25,596 元。';
const NOTHING = '财产 已清楚 没有限额会查到的财产。';

const dibao = (word, income, property = '✓ 成立') =>
  `最低生活保障 ${word} ${income} 人均收入低于低保标准 ${PLAN}二(一)2(2) ${property} 家庭财产符合条件 ${PLAN}二(一)2(2)`;
const edge = (word, above, within, property = '✓ 成立') =>
  `最低生活保障边缘家庭 ${word} ${above} 人均收入高于低保标准 ${PLAN}二(一)2(3) `
  + `${within} 人均收入不超过低保标准的2倍 ${PLAN}二(一)2(3) ${property} 家庭财产符合条件 ${PLAN}二(一)2(3)`;
// Whoever is above every published line may still be watched, by rules that are not.
const NOT_YET = '按公布的线，够不上低保、低保边缘、刚性支出；防返贫监测还要核';
const HOLDS = '✓ 成立';
const FAILS = '✗ 不成立';
const OPEN = '？ 还没有定';

const unfold = async (page, ...titles) => {
  for (const title of titles) await press(page.getByText(title, { exact: true }));
};

/** To the printed page, and what stands on each sheet. */
async function printed(page, name, { printPdf, pdfText }) {
  await leave(page, link(page, '打印申请材料'), '申请材料');
  return sheets(await pdfText(await printPdf(page, name)));
}

const NAMED = ['社会救助申请书', '家庭情况表', '家庭收入核算表（自测）', '承诺书', '家庭经济状况核对授权书'];

function named(papers, name) {
  const paper = papers.find((text) => text.startsWith(`${name} `));
  assert.ok(paper, `no sheet begins with ${name}`);
  return paper;
}

async function papersOf(page, name, it) {
  const papers = await printed(page, name, it);
  return NAMED.map((one) => named(papers, one));
}

function says(text, ...what) {
  for (const it of what) assert.ok(text.includes(it), `“${it}” is not in: ${text}`);
}

journey('A is told to apply for 低保 with 397 a month, on screen and on paper', async (it) => {
  const page = await it.phone();
  let nth = 0;
  watch(page, async () => {
    const name = new URL(page.url()).hash.replace(/^#\//, '').replaceAll('/', '-') || 'start';
    await it.fits(page);
    await it.axe(page);
    await it.shot(page, `a-${String(++nth).padStart(2, '0')}-${name}`);
  });
  await walk(page, a);

  assert.equal(await headline(page), '可以去申请低保');
  says(await page.locator('main').innerText(),
    '自测看来，公布的条件都够得上。窗口核了才算。', '初步自测，以审核确认为准。', DRAFT,
    '如果批了低保，按差额大约每月 397 元（每年 4,764 元），以窗口核定为准。');
  assert.deepEqual(await gates(page), [
    '人口 已清楚 按 2 人算。', `收入 已清楚 一年计入 12,300 元，人均 6,150 元。${LINE}${TWO}`, NOTHING,
  ]);
  await unfold(page, '每一类怎么看的', '收入是怎么算的', RESULT);
  assert.deepEqual(await categories(page, ...NAMES), [dibao('符合', HOLDS), edge('不符合', FAILS, HOLDS)]);
  assert.deepEqual(await ledger(page), [
    '项目 说的数 计入',
    '申请人 · 打零工 10,800 10,800',
    '申请人 · 种植 经营净收入：扣除成本（民发〔2021〕57号第十三条）：900 元 2,400 1,500',
    '合计 12,300',
    '人均（2 人） 6,150',
  ]);
  await page.getByText('低保标准：8,532 元/年（黄政发〔2025〕7号农村低保标准），核对至 2026-06-30。').waitFor();

  const papers = await printed(page, 'a', it);
  await it.fits(page);
  await it.axe(page);
  await it.shot(page, `a-${++nth}-print`);
  assert.deepEqual(papers.map((sheet) => sheet.match(/\d+\/\d+$/)?.[0]), papers.map((_, at) => `${at + 1}/${papers.length}`));
  assert.ok(papers.length <= 10, 'only what was told, the timetable and the chain may run on to a second sheet');
  const [application, , sheet, commitment, authorisation] = NAMED.map((name) => named(papers, name));
  says(application,
    '草案：依据的试点方案为征求意见稿', '大冶市还地桥镇社会救助窗口：', '申请人 1967-03-15 计入', '配偶 1970-06-01 计入',
    '一次申请，请按规定分类审核，属于哪一类由窗口核定。', '申请人签字（按手印）', '受理人签字（盖章）', '初步自测，以审核确认为准。');
  says(sheet,
    '申请人 · 打零工 10,800 10,800', '申请人 · 种植 2,400 1,500', '：900 元', '合计 12,300', '人均（2 人） 6,150',
    '自测结果（自己看的，不是审核结论）', '低保：符合', '低保边缘：不符合', '人口（已清楚）：按 2 人算。',
    `收入（已清楚）：一年计入 12,300 元，人均 6,150 元。${LINE}${TWO}`, '财产（已清楚）：没有限额会查到的财产。',
    '每月 397 元（每年 4,764 元）', '按 2025-11-20 申请算。', '8,532 元/年', DRAFT);
  says(commitment, '申请人签字（按手印）', '日期： 年 月 日');
  says(authorisation, '申请人签字（按手印）', '共同生活的家庭成员签字', '日期： 年 月 日');
  says(application, '申请人姓名 身份证号码 联系电话 家庭住址 家庭成员');
  assert.doesNotMatch(papers.join(' '), /\d{15}/, 'nothing as long as an ID number is printed');
});

const below = [dibao('符合', HOLDS), edge('不符合', FAILS, HOLDS)];
const exactly = [dibao('要看窗口怎么核', OPEN), edge('要看窗口怎么核', OPEN, HOLDS)];
const above = [dibao('不符合', FAILS), edge('符合', HOLDS, HOLDS)];
const beyond = [dibao('不符合', FAILS), edge('不符合', HOLDS, FAILS)];

const wages = [
  { typed: '25595.99', sum: '25,595.99', words: below, lead: '可以去申请低保', asks: false },
  { typed: '25596.00', sum: '25,596', words: exactly,
    lead: '可以去申请低保或低保边缘', asks: true },
  { typed: '25596.01', sum: '25,596.01', words: above, lead: '可以去申请低保边缘；低保够不上', asks: false },
];
const TIE = '人均收入正好等于低保标准，按低保、按边缘，还是两样都不算？';

async function tells(page, { sum, words, lead, asks }) {
  assert.equal(await headline(page), lead);
  const [people, income, property] = await gates(page);
  assert.equal(people, '人口 已清楚 按 3 人算。');
  says(income, asks ? '收入 由窗口定' : '收入 已清楚', `一年计入 ${sum} 元`, LINE + THREE);
  assert.equal(property, NOTHING);
  // Told again with the reasons, which are folded.
  assert.equal(await page.getByText(TIE).filter({ visible: true }).count(), asks ? 1 : 0);
  await unfold(page, '每一类怎么看的', '收入是怎么算的');
  assert.deepEqual(await categories(page, ...NAMES), words);
  const rows = await ledger(page);
  says(rows.join('\n'), `申请人 · 上班工资 ${sum} ${sum}`, `合计 ${sum}`);
}

async function toPaper(it, wage) {
  const page = await it.phone();
  await walk(page, b(wage.typed));
  await tells(page, wage);
  await it.fits(page);
  const [application, , sheet] = await papersOf(page, `b-${wage.typed}`, it);
  const word = (name, words) => `${name}：${words.match(/ (\S+)/)[1]}`;
  says(application, '草案：依据的试点方案为征求意见稿');
  says(sheet, word('低保', wage.words[0]), word('低保边缘', wage.words[1]), `一年计入 ${wage.sum} 元`);
  assert.equal(application.includes(TIE), wage.asks);
  says(sheet, `申请人 · 上班工资 ${wage.sum} ${wage.sum}`, `合计 ${wage.sum}`);
}

journey('B is told three things, a 分 below the line, on it and a 分 above it', (it) =>
  Promise.all(wages.map((wage) => toPaper(it, wage))));

journey('B at twice the line is still 低保边缘, and a 分 above it no longer', async (it) => {
  const page = await it.phone();
  await walk(page, b('51192'));
  await tells(page, { sum: '51,192', words: above, lead: '可以去申请低保边缘；低保够不上', asks: false });
  await leave(page, link(page, '看看答案，改一改'), '您的答案');
  await leave(page, edit(page, '打工、上班的收入'), '过去12个月，家里谁打过工、上过班？');
  await leave(page, edit(page, '申请人 · 上班工资'), '申请人 · 上班工资');
  await input(page, '挣多少？').fill('51192.01');
  await done(page, '过去12个月，家里谁打过工、上过班？');
  await done(page, NOT_YET);
  await tells(page, { sum: '51,192.01', words: beyond, lead: NOT_YET, asks: false });
});

journey('C is told that the lines are passed, that this is no decision, and what the window alone can say', async (it) => {
  const page = await it.phone();
  await walk(page, c);
  assert.equal(await headline(page), NOT_YET);
  says((await paragraphs(page)).join('\n'), '这不是最后决定。情况有变化或有特殊困难，仍然可以申请。');
  const property = '财产 由窗口定 有限额可能会查到的财产；限额没有公布，由窗口核对。';
  assert.deepEqual(await gates(page), [
    '人口 已清楚 按 2 人算。', `收入 已清楚 一年计入 40,000 元，人均 20,000 元。${LINE}${TWO}`, property,
    '风险 由窗口定 有没有致贫返贫的风险，由窗口看。',
  ]);
  await unfold(page, '每一类怎么看的', '收入是怎么算的');
  assert.deepEqual(await categories(page, ...NAMES), [dibao('不符合', FAILS, OPEN), edge('不符合', HOLDS, FAILS, OPEN)]);
  assert.deepEqual(await ledger(page), [
    '项目 说的数 计入', '申请人 · 上班工资 40,000 40,000', '合计 40,000', '人均（2 人） 20,000',
  ]);
  assert.equal(await page.getByText('如果批了低保').count(), 0);
  await it.fits(page);
  const [application, , sheet] = await papersOf(page, 'c', it);
  assert.doesNotMatch(application, /不符合/, 'nobody signs a refusal of their own');
  says(application, '一次申请，请按规定分类审核，属于哪一类由窗口核定。');
  says(sheet, '低保：不符合', '低保边缘：不符合', '一年计入 40,000 元，人均 20,000 元',
    '财产（由窗口定）：有限额可能会查到的财产；限额没有公布，由窗口核对。',
    '申请人 · 上班工资 40,000 40,000', '合计 40,000', '人均（2 人） 20,000');
});
