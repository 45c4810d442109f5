// Who belongs together: where people live and who is whose, asked where it matters, said in words, kept, and taken back.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asFile } from './families.mjs';
import { journey } from './harness.mjs';
import {
  addPerson, assets, begin, belongsAll, button, choose, chosen, group, heading, incomes, leave, link, more, next, open,
  people, place, press, spending,
} from './steps.mjs';

const PEOPLE = '家里有哪些人？';
const WAGES = '过去12个月，家里谁打过工、上过班？';
const RELATION = '是申请人的什么人？';
const OTHER_TOWN = { town: '其他乡镇、街道' };
const kept = (page) => page.evaluate(() => JSON.parse(localStorage.getItem('doudi.household')));
const wage = (who, each) => ({ who, kind: '上班工资', per: '12个月合计', each, costs: '0' });
const file = (name) => JSON.parse(readFileSync(join(import.meta.dirname, '../../examples', `${name}.json`), 'utf8'));

const GRANDMOTHER = [
  { birth: [1959, 4, 5], married: '不是', supporters: [['子女', '有能力']] },
  { relation: '子女', birth: [1985, 6, 7], lives: '在外打工、上学，常回来' },
  { relation: '儿媳、女婿', birth: [1987, 8, 9], spouse: '子女' },
  { relation: '孙子女、外孙子女', birth: [2016, 2, 3], parents: ['子女', '儿媳、女婿'] },
  { relation: '孙子女、外孙子女', birth: [2019, 10, 11], parents: ['子女', '儿媳、女婿'] },
];

journey('a grandmother says whose the children are, and where everybody lives', async ({ phone, fits, axe }) => {
  const page = await phone();
  await begin(page);
  await place(page, OTHER_TOWN);
  for (const person of GRANDMOTHER) await addPerson(page, person);
  await choose(page, '家里就这些人吗？', '以上就是全部');
  await fits(page);
  await axe(page);
  assert.equal(await page.locator('fieldset').count(), 1, 'nothing is asked again on the list');
  await next(page, WAGES);
  const [, son, wife, boy, girl] = (await kept(page)).people.items;
  assert.deepEqual([son.lives, wife.lives], [{ is: 'away' }, { is: 'home' }]);
  assert.deepEqual(wife.spouse, { items: [son.id], complete: 'yes' });
  for (const child of [boy, girl]) assert.deepEqual(child.parents, { items: [son.id, wife.id], complete: 'yes' });
  await incomes(page, { wages: [wage('子女', '60000')] });
  await spending(page);
  await assets(page, { savings: '0' });
  await more(page);
  assert.equal(await page.getByText('可以去申请').count() > 0, true);
});

journey('what a later person makes a question of is asked on the list of people', async ({ phone, axe }) => {
  const page = await phone();
  await begin(page);
  await place(page, OTHER_TOWN);
  const [grandmother, , wife, boy] = GRANDMOTHER;
  for (const person of [grandmother, boy, wife]) await addPerson(page, person);
  assert.equal(await page.locator('fieldset').count(), 1);
  await choose(page, '家里就这些人吗？', '以上就是全部');
  const whose = '孙子女、外孙子女：孩子的爸爸妈妈是谁，在不在家里这些人当中？';
  await group(page, whose).waitFor();
  await axe(page);
  await choose(page, whose, '儿媳、女婿');
  await belongsAll(page);
  await next(page, WAGES);
  const [, child, mother] = (await kept(page)).people.items;
  assert.deepEqual(child.parents, { items: [mother.id], complete: 'yes' });
});

journey('of two grandchildren whose parents are not listed it is asked once whether they are brother and sister', async ({ phone, fits, axe, shot }) => {
  const page = await phone();
  await begin(page);
  await place(page, OTHER_TOWN);
  const grandchild = { relation: '孙子女、外孙子女', parents: '都不在' };
  for (const person of [
    GRANDMOTHER[0], { ...grandchild, birth: [2004, 5, 5], married: '不是', study: '不在上学' },
    { ...grandchild, birth: [2009, 5, 5], dependent: '是' },
  ]) await addPerson(page, person);
  await choose(page, '家里就这些人吗？', '以上就是全部');
  const asked = page.getByRole('group', { name: '和家里哪些人还有这些关系？' });
  await asked.waitFor();
  assert.equal(await asked.count(), 1, 'of one of the two alone');
  await fits(page);
  await axe(page);
  await shot(page, 'ties-grandchildren');
  await press(asked.getByText('孙子女、外孙子女2 · 2009-05-05 出生，是兄弟姐妹', { exact: true }));
  await next(page, WAGES);
  const [, elder, younger] = (await kept(page)).people.items;
  assert.deepEqual(elder.kin, { items: [{ who: younger.id, is: 'sibling' }], complete: 'yes' });
  assert.equal(younger.kin, undefined);
});

journey('a pupil who applies is counted with the parents who earn', async ({ phone }) => {
  const page = await phone();
  await begin(page);
  await place(page, OTHER_TOWN);
  const parent = { relation: '父母', lives: '另过', study: '不在上学' };
  for (const person of [
    { birth: [2007, 5, 6], study: '全日制，本科及以下', married: '不是', work: '没有工作，也没在找' },
    { ...parent, birth: [1980, 3, 4] }, { ...parent, birth: [1978, 1, 2], livesWith: '父母1 · 1980-03-04 出生', spouse: '父母1 · 1980-03-04 出生' },
  ]) await addPerson(page, person);
  await choose(page, '家里就这些人吗？', '以上就是全部');
  await belongsAll(page, { '申请人：在上学吗？': '全日制，本科及以下', '申请人：是不是已婚？': '不是' });
  await next(page, WAGES);
  assert.equal((await kept(page)).people.items[0].study.is, 'full-time');
  await incomes(page, { wages: [wage('父母1', '16000'), wage('父母2', '20000')] });
  await spending(page);
  await assets(page, { savings: '0' });
  await more(page);
  assert.doesNotMatch(await page.locator('main').innerText(), /可以去申请低保(?!边缘)/);
  await page.getByText('按 3 人算。').first().waitFor();
});

journey('a file of the first version is read, and saved as the second', async ({ phone }) => {
  const page = await phone();
  const old = file('grandchild');
  assert.equal(old.doudi, 1);
  await open(page, asFile(old));
  await page.getByText('按 2 人算。').first().waitFor();
  const now = await kept(page);
  assert.equal(now.doudi, 2);
  assert.deepEqual(now.people.items[1].lives, { is: 'home' });
  assert.equal(now.people.items[1]['lives-together'], undefined);
  await page.goto(`${page.url().split('#')[0]}#/people/1`);
  await heading(page, '第 2 个人').waitFor();
  await chosen(page, '平时住哪儿？', '这个家');
});

journey('who is deleted is named by nobody any more', async ({ phone }) => {
  const page = await phone();
  const family = file('grandmother-family');
  family.receives = { items: [{ what: 'single', who: 'son' }], complete: 'yes' };
  await open(page, asFile(family));
  await page.goto(`${page.url().split('#')[0]}#/people`);
  await heading(page, PEOPLE).waitFor();
  const row = page.locator('.entry-line').nth(1);
  await press(row.getByRole('button', { name: '删', exact: true }));
  await press(row.locator('.sure').getByRole('button', { name: '删', exact: true }));
  await page.locator('.entry-line').nth(4).waitFor({ state: 'detached' });
  assert.doesNotMatch(JSON.stringify(await kept(page)), /"son"/);
});

journey('a second spouse is refused below the answer, and another answer goes on', async ({ phone, axe, fits }) => {
  const page = await phone();
  await begin(page);
  await place(page, OTHER_TOWN);
  await people(page, [{ birth: [1967, 3, 15] }, { relation: '配偶', birth: [1970, 6, 1] }]);
  await leave(page, link(page, '上一步'), PEOPLE);
  await leave(page, '添加一个人', '第 3 个人');
  const bride = group(page, RELATION).getByText('配偶', { exact: true });
  const before = await bride.boundingBox();
  await press(bride);
  await group(page, RELATION).getByText('一个人只有一个配偶').waitFor();
  assert.deepEqual(await bride.boundingBox(), before, 'it moved under the finger');
  await fits(page);
  await axe(page);
  await press(button(page, '好了'));
  await page.getByText('请先改好下面这几处').waitFor();
  await choose(page, RELATION, '兄弟姐妹');
  assert.equal(await page.getByText('一个人只有一个配偶').count(), 0);
});

journey('the heading of the supporters follows the relation', async ({ phone }) => {
  const page = await phone();
  await begin(page);
  await place(page, OTHER_TOWN);
  await addPerson(page, { birth: [1950, 3, 15], work: '没有工作，也没在找', labour: '干不了', married: '不是' });
  await leave(page, '添加一个人', '第 2 个人');
  await choose(page, RELATION, '兄弟姐妹');
  for (const [at, unit] of ['年', '月', '日'].entries()) {
    await page.getByLabel(`哪年哪月哪日出生？${unit}`, { exact: true }).fill(String([1945, 6, 1][at]));
  }
  await page.getByRole('heading', { name: '谁该赡养、抚养兄弟姐妹？' }).waitFor();
  await choose(page, RELATION, '其他亲属');
  await page.getByRole('heading', { name: '谁该赡养、抚养其他亲属？' }).waitFor();
});

journey('who lives in turn says with whom, asked only after where', async ({ phone }) => {
  const page = await phone();
  const homes = '轮着在哪些人家里住？';
  await begin(page);
  await place(page, OTHER_TOWN);
  await addPerson(page, { birth: [1980, 5, 6] });
  await leave(page, '添加一个人', '第 2 个人');
  await choose(page, RELATION, '父母');
  for (const [at, unit] of ['年', '月', '日'].entries()) {
    await page.getByLabel(`哪年哪月哪日出生？${unit}`, { exact: true }).fill(String([1950, 3, 4][at]));
  }
  await group(page, '平时住哪儿？').waitFor();
  assert.equal(await page.getByRole('group', { name: /住？$/ }).count(), 0, 'asked before where');
  await choose(page, '平时住哪儿？', '几家轮着住');
  await choose(page, homes, '申请人');
  assert.deepEqual((await kept(page)).people.items[1]['lives-with'], { items: ['p1'], complete: 'yes' });
  await choose(page, '平时住哪儿？', '这个家');
  await group(page, homes).waitFor({ state: 'detached' });
  assert.equal((await kept(page)).people.items[1]['lives-with'], undefined);
});
