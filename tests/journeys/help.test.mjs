// Who does what for whom: the chain of a household and of each person, from the office to what it does to the way there; and
// what comes of an answer. Family D of 大冶's pilot towns, where the draft states 70 % of hospital costs for 低保 and 60 % for 边缘.
import assert from 'node:assert/strict';
import { asFile, household } from './families.mjs';
import { journey } from './harness.mjs';
import { open, press } from './steps.mjs';

const CHAINS = '一户（人）一条救助链：谁、帮什么、怎么办';
const flat = (text) => text.replace(/\s+/g, ' ').trim();
const chain = (page, whose) => page.locator('section.chain').filter({ has: page.getByRole('heading', { level: 3, name: whose, exact: true }) });
const links = async (page, whose) => (await chain(page, whose).locator('.chain__link').allInnerTexts()).map(flat);

journey('a family follows its chain, and each of its people theirs', async (it) => {
  const page = await it.phone();
  await open(page, asFile(household('d-needs-explaining')));
  await press(page.getByText(CHAINS, { exact: true }));
  assert.equal((await page.locator('.chain__who').allInnerTexts()).map(flat)[0], '全家');
  const [money] = await links(page, '全家');
  assert.match(money, /^批了低保以后 基本生活 市民政局 低保金，按月打到卡上 由部门直接办，不用另外申请 如果批了低保，按差额大约每月 0 到 1,319\.67 元/);
  const hers = (await links(page, '申请人')).join('\n');
  assert.match(hers, /市医保局/);
  assert.match(hers, /不低于70%/);
  assert.match(hers, /附件二 市医保局/);
  await it.fits(page);
  await it.axe(page, { include: 'section.chain' });
  await it.shot(page, 'help-chain');
});

journey('what has happened to a family opens the way to help in an emergency', async (it) => {
  const told = household('d-needs-explaining');
  const urgent = async (what) => {
    const page = await it.phone();
    await open(page, asFile({ ...told, troubles: { items: what.map((one) => ({ what: one })), complete: 'yes' } }));
    await press(page.getByText(CHAINS, { exact: true }));
    return (await links(page, '全家')).filter((link) => link.includes('临时救助')).length;
  };
  assert.deepEqual([await urgent([]), await urgent(['sudden-illness'])], [0, 1]);
});
