// Why a category comes to its word, with its picture; how far each condition is; what another place would make of it.
import assert from 'node:assert/strict';
import { example } from './families.mjs';
import { journey } from './harness.mjs';
import { heading, leave, link, open, press } from './steps.mjs';

const A = example('a-clear-below');
const D = example('d-needs-explaining');
const unfold = (page, title) => press(page.getByText(title, { exact: true }).filter({ visible: true }).first());
const rows = (table) => table.locator('tbody tr').allInnerTexts();

journey('a resident opens why and sees where the income stands', async ({ phone, fits, axe, shot, printPdf }) => {
  const page = await phone();
  await open(page, A);
  await unfold(page, '每一类怎么看的');
  await unfold(page, '为什么：低保');
  await page.getByText('12,300 和 17,064 比：全家一年低 4,764 元；每人每年低 2,382 元，每人每月低 198.50 元。')
    .filter({ visible: true }).first().waitFor();
  const ladder = page.getByRole('table', { name: /^人均收入在哪一级/ }).first();
  await ladder.scrollIntoViewIfNeeded();
  // The lines from high to low, and the family below them all: 12,300 ÷ 2.
  const told = (await rows(ladder)).map((row) => row.replace(/\s+/g, ' ').trim());
  assert.deepEqual(told.slice(0, 2), ['低保标准的2倍 17,064', '低保标准 8,532']);
  assert.equal(told.at(-1), '您家 6,150');
  await fits(page);
  await axe(page);
  await shot(page, 'why-ladder');
  await unfold(page, '逐条推导');
  await fits(page);
  await axe(page);
  await shot(page, 'why-steps');
  await page.emulateMedia({ media: 'print' });
  await shot(page, 'why-print');
  await printPdf(page, 'why');
});

journey('what is open is drawn as a bar', async ({ phone, fits, axe, shot }) => {
  const page = await phone();
  await open(page, D);
  await unfold(page, '收入是怎么算的');
  await fits(page);
  await axe(page);
  await shot(page, 'why-waterfall');
  await unfold(page, '每一类怎么看的');
  await unfold(page, '为什么：低保');
  const ladder = page.getByRole('table', { name: /^人均收入在哪一级/ }).first();
  assert.match((await rows(ladder)).join(' '), /您家（还没有定）\s+3,253.33 到 8,586.67/);
  await ladder.scrollIntoViewIfNeeded();
  await shot(page, 'why-open');
});

journey('every distance, and another place, from the result', async ({ phone, fits, axe, shot }) => {
  const page = await phone();
  await open(page, A);
  await leave(page, link(page, '每一条离线有多远（给工作人员）'), '每一条离线有多远');
  await page.getByText('计入收入多 4,764 元').first().waitFor();
  await page.getByText('符合 变成 要看窗口怎么核').first().waitFor();
  await fits(page);
  await axe(page);
  await shot(page, 'why-margins');
  await page.goBack();
  await leave(page, link(page, '换个地方、换一天，会怎样'), '换个地方、换一天，会怎样？');
  await unfold(page, '大冶市还地桥镇和汨罗市各镇、街道的差别');
  // 汨罗: 485 × 12 = 5,820 a head where the rural line applies, and family A has 6,150.
  assert.match(await page.locator('main').innerText(), /低保：从“符合”变成“不符合”。.*8,532 元\/年.*换成485 元\/月/);
  await fits(page);
  await axe(page);
  await shot(page, 'why-compare');
  assert.equal(await heading(page, '换个地方、换一天，会怎样？').count(), 1);
});
