// Answers changed from the result, and answers that are not known: what they do to the words.
import assert from 'node:assert/strict';
import { asFile, example, household } from './families.mjs';
import { journey } from './harness.mjs';
import { TWO, below, categories, gates, headline } from './reading.mjs';
import { RESULT, choose, done, edit, heading, home, input, leave, link, open, press } from './steps.mjs';

const PEOPLE = '家里有哪些人？';
const WAGES = '过去12个月，家里谁打过工、上过班？';
const BUSINESS = '过去12个月，家里种地、养殖、做生意吗？';
const ASSETS = '家里有哪些财产？';

const answers = (page) => leave(page, link(page, '看看答案，改一改'), '您的答案');
const words = async (page) => (await categories(page, ...TWO)).map((text) => text.split(' ').slice(0, 2).join('：'));
const unfolded = (page) => press(page.getByText('每一类怎么看的', { exact: true }));
async function back(page) {
  await done(page);
  await page.getByText(RESULT).waitFor();
}

journey('a change from the result leads back to it and says what became of the words', async (it) => {
  const page = await it.phone();
  await open(page, example('a-clear-below'));
  await answers(page);
  await it.fits(page);
  await it.axe(page);
  await it.shot(page, 'changing-answers');
  await leave(page, edit(page, '打工、上班的收入'), WAGES);
  await leave(page, edit(page, '申请人 · 打零工'), '申请人 · 打零工');
  await input(page, '挣多少？').fill('2000');
  await page.getByText('2,000 元（二千元）').waitFor();
  await done(page, WAGES);
  await back(page);
  // 2,000 × 12 + 2,400 − 900 = 25,500; 12,750 a head.
  assert.equal(await page.getByRole('status').innerText(),
    '改了以后：低保 从“符合”变成“不符合”\n改了以后：低保边缘 从“不符合”变成“符合”');
  assert.equal(await headline(page), '可以去申请低保边缘；低保够不上');
  assert.match((await gates(page))[1], /一年计入 25,500 元，人均 12,750 元。/);
  await it.fits(page);
  await it.axe(page);
  await it.shot(page, 'changing-result');
  await answers(page);
  await leave(page, edit(page, '财产'), ASSETS);
  await back(page);
  assert.equal(await page.getByRole('status').innerText(), '结论和刚才一样。');
});

// A with 1,300 a month: 15,600 + 1,500 = 17,100 of 17,064, so near the line that every answer matters.
const near = household('a-clear-below');
near.incomes.wages.items[0].each = { is: '1300' };
const file = asFile(near);

const job = (question, asked) => ['打工、上班的收入', '申请人 · 打零工', question, `申请人打零工：${asked}`, '申请人 · 打零工'];
const field = (question, asked) => ['种地、养殖、做生意的收入', '申请人 · 种植', question, `申请人种植：${asked}`, '申请人 · 种植'];
const owned = (question, asked) => ['财产', null, question, asked, ASSETS];
const list = (part, page) => [part, null, '就这些吗？', `“${part}”说完了没有`, page, '不清楚还有没有'];
const none = (part, page) => [part, null, '有没有？', `“${part}”说完了没有`, page, '不清楚'];

// Where it is told, which entry, the question, what is asked for it then, and the page that leads to.
const unknowns = [
  ['家里的人', null, '家里就这些人吗？', '家里还有没有别的人', PEOPLE, '不清楚还有没有'],
  job('挣多少？', '金额'),
  job('12个月里有几个月？', '几个月、几天'),
  job('上班要花的车费、工具钱，12个月一共多少？', '成本、车费'),
  field('一共卖了多少？', '金额'),
  field('种子、饲料、化肥、进货等本钱，一共多少？', '成本、车费'),
  list('打工、上班的收入', WAGES),
  list('种地、养殖、做生意的收入', BUSINESS),
  none('利息、租金、分红', '过去12个月，有没有利息、租金、分红？'),
  none('养老金、赡养费、补贴', '过去12个月，有没有养老金、赡养费、补贴？'),
  ['固定交出去的钱', null, '有没有？', '固定交出去的钱说完了没有', '过去12个月，有没有固定交出去的钱？'],
  ['看病、康复、上学的花费', null, '有没有？', '看病、上学的花费说完了没有', '过去12个月，有没有大额看病、康复、上学的花费？'],
  owned('存款、现金、理财，一共多少？', '存款、现金一共多少'),
  owned('有几套住房？', '有几套住房'),
  owned('有没有汽车、船、大型农机？', '有没有汽车、船、农机'),
  owned('有没有开公司、办企业、个体登记？', '有没有公司、个体登记'),
  owned('有没有能退钱的商业保险？', '有没有商业保险'),
  owned('有没有放弃或送掉应得的财产？', '有没有放弃、送掉财产'),
  owned('近6个月有没有一次花3万元以上？', '近6个月有没有大额支出'),
];

async function unknown(page, [part, entry, question, , , answer = '不清楚']) {
  await open(page, file);
  await answers(page);
  await leave(page, edit(page, part));
  if (entry) await leave(page, edit(page, entry));
  await choose(page, question, answer);
  if (entry) await done(page, part === '打工、上班的收入' ? WAGES : BUSINESS);
  await back(page);
}

async function isAsked(page, told) {
  const [part, , question, asked, to] = told;
  await unknown(page, told);
  const what = `${part}, ${question}`;
  assert.match(await headline(page), /还差几个答案/, what);
  await unfolded(page);
  assert.ok((await words(page)).some((word) => word.endsWith('：可能符合')), `${what}: ${await words(page)}`);
  assert.match((await gates(page)).join('\n'), /要您补/, what);
  await leave(page, link(page, asked), to);
  await home(page);
}

// Each is a walk of its own, so two phones share them.
journey('an unknown answer near the line gives 可能符合 and the way to its question', ({ phone }) =>
  Promise.all([0, 1].map(async (half) => {
    const page = await phone();
    for (const told of unknowns.filter((_, at) => at % 2 === half)) await isAsked(page, told);
  })));

journey('the birth of a spouse decides nothing, and is not asked again', async ({ phone }) => {
  const page = await phone();
  await open(page, example('a-clear-below'));
  await answers(page);
  await leave(page, edit(page, '家里的人'), PEOPLE);
  await leave(page, edit(page, '配偶'), '第 2 个人');
  await choose(page, '哪年哪月哪日出生？', '不清楚');
  await done(page, PEOPLE);
  await edit(page, '配偶 · 出生日期不清楚').waitFor();
  await back(page);
  assert.doesNotMatch(await page.getByRole('status').innerText(), /低保|特困/);
  assert.equal(await headline(page), '可以去申请低保');
  assert.equal(await page.getByRole('heading', { name: '还要您补的' }).count(), 0);
});

journey('D is told to apply for one of two, and what to ask at the window', async (it) => {
  const page = await it.phone();
  await open(page, example('d-needs-explaining'));
  assert.equal(await headline(page), '可以去申请低保或低保边缘；全家够不上时，子女可以单独申请');
  await unfolded(page);
  assert.deepEqual(await words(page), ['最低生活保障：要看窗口怎么核', '最低生活保障边缘家庭：要看窗口怎么核']);
  const [people, income, property] = await gates(page);
  assert.equal(people, '人口 已清楚 按 3 人算。');
  // 13,000 + 5,500 + 560 + 700 + 6,000 = 25,760; less 200 of fares, 6,000 of the daughter's and 9,800 of hospital: 9,760.
  assert.match(income, /^收入 由窗口定 一年计入 9,760 到 25,760 元，人均 3,253\.33 到 8,586\.67 元。/);
  assert.match(property, /^财产 由窗口定/);
  assert.deepEqual(await below(page, '到窗口问三句话'), [
    '看病、康复自付的钱，能不能从收入里扣？扣多少？',
    '家里人没有约定、按习惯给的钱，算不算我们的收入？',
    '上下班车费等就业成本，能不能从工资里扣？扣多少？',
  ]);
  await press(page.getByText('收入是怎么算的', { exact: true }));
  await it.fits(page);
  await it.axe(page);
  await it.shot(page, 'd-result');
});
