// The plan: only what can still matter is asked, changed answers keep the later ones, what is not used is put aside.
import assert from 'node:assert/strict';
import { asFile, household } from './families.mjs';
import { journey } from './harness.mjs';
import { RESULT, choose, done, leave, link, open } from './steps.mjs';

const QUESTIONS = '还要问什么';
const count = async (page) => Number((await page.getByText(/还有 \d+ 个问题会影响结果/).innerText()).match(/\d+/)[0]);

journey('the result leads to the most decisive question until nothing is left that matters', async (it) => {
  const page = await it.phone();
  // A, who has not said yet what the family owns.
  const told = household('a-clear-below');
  delete told.assets;
  Object.assign(told, { receives: { complete: 'yes' }, troubles: { complete: 'yes' }, past: { complete: 'yes' } });
  await open(page, asFile(told));
  const before = await count(page);
  assert.ok(before >= 7, `${before}`);
  await leave(page, page.getByRole('link', { name: /^接着答这一问/ }));
  await it.axe(page);
});

journey('what need not be asked is said with the reason, and what was told for nothing is put aside and kept', async (it) => {
  const page = await it.phone();
  const told = household('e-alone');
  // 40, in good health, working: nobody asks who owes support to such a person, though it was told.
  Object.assign(told.people.items[0], {
    birth: { is: '1985-05-10' }, work: { is: 'working' }, study: { is: 'none' },
    supporters: { items: [{ relation: 'child', state: { is: 'able' } }], complete: 'yes' },
  });
  told.receives = { complete: 'yes' };
  await open(page, asFile(told));
  await page.locator('summary').filter({ hasText: '这些回答现在用不到，已放在一边' }).waitFor();
  await leave(page, link(page, '哪些还要问，哪些用不到？'), QUESTIONS);
  await page.getByRole('heading', { name: '这些回答现在用不到，已放在一边' }).waitFor();
  assert.ok(await page.getByText(/义务人|赡养|抚养/).count() > 0);
  await it.fits(page);
  await it.axe(page);
  await it.shot(page, 'plan-questions');
  // It is still in what this device keeps.
  assert.match(await page.evaluate(() => localStorage.getItem('doudi.household')), /supporters/);
});

journey('what changes only the help is asked by itself, and where one came for it the page has it', async (it) => {
  const page = await it.phone();
  await open(page, asFile(household('a-clear-below')));
  const to = '申请人：是不是在上学（会影响能找哪些帮扶）';
  await leave(page, link(page, '哪些还要问，哪些用不到？'), QUESTIONS);
  await page.getByRole('heading', { name: '只影响找哪些帮扶、带什么的，可以不答' }).waitFor();
  await leave(page, link(page, to), '申请人');
  await choose(page, '在上学吗？', '不在上学');
  await it.fits(page);
  await it.axe(page);
  await done(page, '家里有哪些人？');
  await done(page);
  await page.getByText(RESULT).waitFor();
  await leave(page, link(page, '哪些还要问，哪些用不到？'), QUESTIONS);
  assert.equal(await link(page, to).count(), 0, 'it is answered');
});
