// What is asked only where it matters, in each of the five places; and what is kept of it.
import assert from 'node:assert/strict';
import { asFile, household } from './families.mjs';
import { journey, started } from './harness.mjs';
import { below, categories, headline } from './reading.mjs';
import {
  PAST, RECEIVES, RESULT, TROUBLES, addPerson, assets, begin, choose, chosen, done, edit, group, incomes, input, leave, link,
  more, next, open, people, place, press, spending, walk, watch,
} from './steps.mjs';

const alone = { birth: [1955, 3, 3], work: '没有工作，也没在找', labour: '干不了', married: '不是' };
const SUPPORTERS = '该管的人就这些吗？';
const WASH = '自己能不能洗澡？';

const places = [
  ['盘州市（贵州六盘水）', '盘关镇', /低保|特困/], ['汨罗市（湖南岳阳）', null, /低保|特困/], ['乡宁县（山西临汾）', null, /低保|特困|窗口/],
  ['同仁市（青海黄南）', null, /低保|特困|窗口/], ['大冶市（湖北黄石）', '其他乡镇、街道', /低保|特困/],
];
for (const [county, town, told] of places) {
  journey(`an old person alone in ${county} is led from the start to a result`, async (it) => {
    const page = await it.phone();
    watch(page, async () => {
      await it.fits(page);
    });
    await walk(page, { place: { county, town }, people: [alone], assets: { savings: '0' } });
    assert.match(await headline(page), told);
    await it.fits(page);
    await it.axe(page);
    await it.shot(page, `place-${county.slice(0, 2)}`);
  });
}

journey('who owes support, and what a person can do alone, is asked only where it matters', async (it) => {
  const page = await it.phone();
  await begin(page);
  // 汨罗 pays for care by what a person can do alone; 大冶 has one sum.
  await place(page, { county: '汨罗市（湖南岳阳）', town: null });
  await addPerson(page, { birth: [1985, 3, 3] });
  await leave(page, edit(page, '申请人'), '申请人');
  assert.equal(await group(page, SUPPORTERS).count(), 0, 'not of a healthy person of forty');
  assert.equal(await group(page, WASH).count(), 0);
  await choose(page, '有没有残疾证？', '有');
  await choose(page, '哪一类？', '肢体');
  await choose(page, '几级？', '2 级');
  await group(page, SUPPORTERS).waitFor();
  await it.fits(page);
  await it.axe(page);
  await it.shot(page, 'person-disabled');
  await leave(page, '添加一个该管的人', '该赡养、抚养申请人的人');
  await done(page);
  await page.getByRole('alert').getByRole('heading', { name: '请先改好下面这几处' }).waitFor();
  await choose(page, '是什么关系？', '子女');
  await choose(page, '这个人能不能养？', '有能力');
  await it.fits(page);
  await it.axe(page);
  await it.shot(page, 'person-supporter');
  await done(page, '申请人');
  await edit(page, '子女 · 有能力').waitFor();
  await choose(page, SUPPORTERS, '以上就是全部');
  await group(page, WASH).waitFor({ state: 'detached' });
  await leave(page, edit(page, '子女 · 有能力'), '该赡养、抚养申请人的人');
  await choose(page, '这个人能不能养？', '服刑、失踪，或没有行为能力');
  await done(page, '申请人');
  await group(page, WASH).waitFor();
  await it.shot(page, 'person-care');
  await choose(page, WASH, '不能');
  await page.reload();
  await started(page);
  await chosen(page, WASH, '不能');
  await chosen(page, '有没有残疾证？', '有');
  await chosen(page, '哪一类？', '肢体');
  await chosen(page, '几级？', '2 级');
  await choose(page, '几级？', '不清楚');
  await done(page);
});

journey('a person alone without anybody who owes support reaches 特困', async (it) => {
  const page = await it.phone();
  await walk(page, { people: [alone], assets: { savings: '0' } });
  assert.match(await headline(page), /^可以去申请特困（申请人）、低保$/);
  await press(page.getByText('每一类怎么看的', { exact: true }));
  assert.match((await categories(page, '特困人员（申请人）'))[0], /^特困人员（申请人） 符合 /);
  await it.fits(page);
  await it.axe(page);
  await it.shot(page, 'tekun-result');
});

journey('the page of other circumstances keeps its answers', async (it) => {
  const page = await it.phone({ tolerate: [/icon\.svg: net::ERR_ABORTED/] });
  await begin(page);
  await place(page);
  await people(page, [{ birth: [1967, 3, 15] }]);
  await incomes(page);
  await spending(page);
  await assets(page, { savings: '0' });
  await next(page);
  const errors = page.getByRole('alert');
  await errors.getByText('最近一年碰到过这些事吗：请选一个；拿不准就选“不清楚”。').waitFor();
  await choose(page, TROUBLES, '没了工作');
  await choose(page, TROUBLES, '意外事故');
  await choose(page, RECEIVES, '不清楚');
  await choose(page, PAST, '退出了救助');
  await input(page, '退出了救助：是哪一天年').fill('2024');
  await it.fits(page);
  await it.axe(page);
  await it.shot(page, 'more');
  await page.reload();
  await started(page);
  await chosen(page, TROUBLES, '没了工作');
  await chosen(page, TROUBLES, '意外事故');
  await chosen(page, RECEIVES, '不清楚');
  await chosen(page, PAST, '退出了救助');
  assert.equal(await input(page, '退出了救助：是哪一天年').inputValue(), '2024');
  await choose(page, TROUBLES, '都没有');
  assert.equal(await group(page, TROUBLES).getByRole('checkbox', { checked: true }).count(), 1, '都没有 takes the others back');
  await choose(page, RECEIVES, '低保');
  await more(page, { troubles: ['意外事故'], receives: [], past: [] });
  await leave(page, link(page, '看看答案，改一改'), '您的答案');
  assert.deepEqual((await below(page, '其他情况')).slice(0, 3),
    ['最近一年碰到的困难：意外事故', '已经在领的救助：低保', '以前被拒、退出过：退出了救助（2024-01-01 到 2024-12-31）']);
  await it.fits(page);
  await it.axe(page);
});

journey('what a file leaves out is asked when its page is opened, and changes the result', async (it) => {
  const told = household('old-man-alone');
  delete told.people.items[0].supporters;
  delete told.receives;
  const page = await it.phone();
  await open(page, asFile(told));
  assert.equal(await headline(page), '可以去申请低保；特困（申请人）还要核');
  await leave(page, link(page, '看看答案，改一改'), '您的答案');
  await leave(page, edit(page, '家里的人'), '家里有哪些人？');
  await leave(page, edit(page, '申请人'), '申请人');
  await choose(page, SUPPORTERS, '没有');
  await done(page, '家里有哪些人？');
  await done(page);
  await page.getByText(RESULT).waitFor();
  await leave(page, link(page, '看看答案，改一改'), '您的答案');
  await leave(page, edit(page, '其他情况'), '家里还有这些情况吗？');
  await choose(page, RECEIVES, '都没有');
  await done(page);
  await page.getByText(RESULT).waitFor();
  assert.equal(await headline(page), '可以去申请特困（申请人）、低保');
});
