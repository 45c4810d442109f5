// Families who receive help already, were refused, or left: what seems to have changed, and what follows from a change.
// The couple of `a-clear-below` counts 12,300 of 17,064; with 2,600 a month it is 32,700, above one standard and within two.
import assert from 'node:assert/strict';
import { asFile, household } from './families.mjs';
import { journey } from './harness.mjs';
import { below, headline } from './reading.mjs';
import { open, press } from './steps.mjs';

const HELD = '您家在领的';
const PAST = '您家以前申请过、退出过的';
const STEPS = '情况变了，告诉谁、多久办好';
const couple = (more) => ({ ...household('a-clear-below'), ...more });
const receives = (...what) => ({ items: what.map((one) => ({ what: one })), complete: 'yes' });

/** The result of a family, on a phone of its own. */
async function result(it, told) {
  const page = await it.phone();
  await open(page, asFile(told));
  return page;
}

journey('a family on 低保 reads that its conditions hold, and whom to tell of a change', async (it) => {
  const page = await result(it, couple({ receives: receives('dibao') }));
  assert.equal(await headline(page), '您家在领的低保，条件看起来还符合');
  assert.deepEqual(await below(page, HELD), ['低保：条件看起来还符合。']);
  await press(page.getByText(STEPS, { exact: true }));
  await page.getByText('家里人口、收入、财产有大变化，告诉村里或乡镇').first().waitFor();
  await it.fits(page);
  await it.axe(page);
  await it.shot(page, 'held');
});

journey('a family whose income rose by work reads what changed, of the fade-out, and of what fits now', async (it) => {
  const told = couple({ receives: receives('dibao') });
  told.background['rose-by-work'] = { is: true };
  told.incomes.wages.items[0].each = { is: '2600' };
  let page = await result(it, told);
  assert.equal(await headline(page), '可以去申请低保边缘');
  assert.deepEqual(await below(page, HELD), [
    '低保：有条件看起来不再符合（人均收入低于低保标准）。复核以后可能调整或停发，以窗口核定为准。',
    '低保渐退期：要看窗口怎么核。', '草案没写渐退多久；全国一般不超过6个月。',
  ]);
  told.incomes.wages.items[0].each = { is: '9000' };
  page = await result(it, told);
  assert.equal(await headline(page), '您家在领的低保，有条件看起来变了');
  await it.shot(page, 'held-changed');
});

journey('a family that was refused and one that left read what the place makes of it', async (it) => {
  const past = (what, day) => ({ items: [{ what, when: { is: day } }], complete: 'yes' });
  let page = await result(it, couple({ past: past('refused', '2025-06-01') }));
  const AGAIN = '情况变了，随时可以再申请。';
  assert.deepEqual(await below(page, PAST), ['一年内申请没有批准，列入动态监测。', AGAIN]);
  assert.deepEqual(await below(page, HELD), []);
  page = await result(it, couple({ past: past('left', '2023-11-21') }));
  assert.deepEqual(await below(page, PAST), ['退出不满两年，列入动态监测。', AGAIN]);
  await it.shot(page, 'held-left');
  page = await result(it, couple({ past: past('left', '2023-11-20') }));
  assert.deepEqual(await below(page, PAST), [AGAIN], 'two years ago to the day');
});
