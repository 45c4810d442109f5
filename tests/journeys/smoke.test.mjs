// The least that must hold: the pages load, start, complain about nothing, and say so when they cannot.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { example } from './families.mjs';
import { journey, started } from './harness.mjs';
import { headline } from './reading.mjs';
import { leave, link, open, pick } from './steps.mjs';

const A = example('a-clear-below');

journey('the resident\'s page starts on a phone without a complaint', async ({ phone, axe, fits, shot }) => {
  const page = await phone();
  assert.equal(await page.title(), '兜底自查');
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await page.locator('#boot').count(), 0, 'the app removes #boot when it mounts');
  await fits(page);
  await axe(page);
  await shot(page, 'smoke-phone');
});

journey('the staff page starts on a desk without a complaint', async ({ desk, axe, fits }) => {
  const page = await desk();
  await fits(page);
  await axe(page);
});

journey('the page can be read with scripts off', async ({ phone, shot }) => {
  const page = await phone({ javaScriptEnabled: false, ready: false });
  await page.getByText('12345').waitFor();
  await page.locator('noscript').waitFor();
  assert.equal(await page.locator('#boot-failed').isVisible(), false);
  await shot(page, 'smoke-no-scripts');
});

journey('a page whose wasm does not arrive says what to do', async ({ phone, axe, shot }) => {
  const page = await phone({ ready: false, block: /\.wasm$/, tolerate: [/\.wasm/, /Failed to fetch/, /ERR_FAILED/] });
  await page.locator('#boot-failed').waitFor({ state: 'visible' });
  await axe(page);
  await shot(page, 'smoke-failed');
});

journey('what watches the start may come after it has failed', async ({ phone }) => {
  const page = await phone({
    ready: false, block: /\.wasm$/, delay: /boot-.*\.js$/, tolerate: [/\.wasm/, /Failed to fetch/, /ERR_FAILED/],
  });
  await page.locator('#boot-failed').waitFor({ state: 'visible' });
});

journey('a page whose wasm never comes says so after twenty seconds', async ({ phone }) => {
  const page = await phone({ ready: false, stall: /\.wasm$/, clock: true });
  const note = page.locator('#boot-failed');
  await page.clock.fastForward(19_000);
  assert.equal(await note.isVisible(), false);
  await page.clock.fastForward(2_000);
  assert.equal(await note.isVisible(), true);
});

journey('after one visit the page opens with the network off', async ({ phone }) => {
  const page = await phone({ worker: true });
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.context().setOffline(true);
  await page.goto(`${page.url()}?from=elsewhere#/anything`);
  await started(page);
});

journey('after one visit a family can be assessed with the network off', async ({ phone }) => {
  const page = await phone({ worker: true });
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.context().setOffline(true);
  await page.reload();
  await started(page);
  await open(page, A);
  assert.equal(await headline(page), '可以去申请低保');
});

journey('rules that do not come are asked for again, and no answer is lost', async ({ phone, axe, fits, shot }) => {
  const failed = [/module-/, /ERR_FAILED/];
  const page = await phone({ block: /module-.*\.wasm/, tolerate: failed });
  await pick(page, A);
  await page.getByText('文件已打开。').waitFor();
  await leave(page, link(page, '看结果'), '规则没有取到，答案都还在。请检查网络再试。');
  await fits(page);
  await axe(page);
  await shot(page, 'smoke-no-rules');
  await page.context().unroute(/module-.*\.wasm/);
  await leave(page, '再试一次', '可以去申请低保');
});

journey('the policy is sent and written, and both say the same', async ({ phone }) => {
  const page = await phone();
  const answer = await page.request.get('./');
  const sent = answer.headers()['content-security-policy'];
  const written = await page.locator('meta[http-equiv=Content-Security-Policy]').getAttribute('content');
  assert.equal(sent, `${written}; frame-ancestors 'none'`);
  assert.equal((await page.request.get('./nope.js')).status(), 404);
});

journey('a journey may choose its day', async ({ phone }) => {
  const page = await phone({ day: '2025-11-20T09:00+08:00' });
  assert.equal(await page.evaluate(() => new Date().toLocaleDateString('zh-CN')), '2025/11/20');
});

journey('a print can be read back', async ({ phone, printPdf, pdfText }) => {
  const page = await phone();
  const path = await printPdf(page, 'smoke');
  assert.equal(String((await readFile(path)).subarray(0, 4)), '%PDF');
  assert.match(await pdfText(path), /您家可能符合哪一类救助？/);
});
