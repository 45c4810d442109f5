// The engine runs beside the page: whatever it takes, the page goes on, can be left, and loses nothing. An engine is made slow
// here, so that the order of things is looked at and no time is measured.
import assert from 'node:assert/strict';
import { example } from './families.mjs';
import { journey } from './harness.mjs';
import { headline } from './reading.mjs';
import { RESULT, begin, button, choose, heading, input, leave, link, open, pick, place, press, settled } from './steps.mjs';

const A = example('a-clear-below');
const WORKING = '正在算……';
const SAVINGS = '存款、现金、理财，一共多少？';
const WORKER = /module-worker-.*\.js/;

/** Whatever engine the page starts from now on does this with each request, once it is there: `answer(event)` is its own way. */
const spoil = (page, code) => page.context().route(WORKER, async (route) => {
  const answer = await route.fetch();
  const spoilt = `{
    const [answer, say] = [onmessage, postMessage];
    const there = new Promise((ready) => {
      self.postMessage = (...all) => { say.apply(self, all); if (!all[0][0]) ready(); };
    });
    onmessage = async (event) => { await there; ${code} };
  }`;
  await route.fulfill({ response: answer, body: `${await answer.text()}\n${spoilt}` });
});
const slow = (page, milliseconds) => spoil(page, `
  const until = Date.now() + ${milliseconds};
  while (Date.now() < until);
  answer(event);`);
const isBusy = (page) => page.evaluate(() => 'busy' in document.documentElement.dataset);
const kept = (page) => page.evaluate(() => localStorage.getItem('doudi.household'));

/** Opens a file and goes to the result, which is not there yet. */
async function wait(page) {
  await pick(page, A);
  await page.getByText('文件已打开。').waitFor();
  await press(link(page, '看结果'));
  await heading(page, WORKING).waitFor();
}

journey('while a result is computed the page says so, can be left, and takes answers', async ({ phone, fits, axe, shot }) => {
  const page = await phone();
  await slow(page, 4000);
  await wait(page);
  await page.waitForTimeout(300);
  await fits(page);
  await axe(page);
  await shot(page, 'engine-working');
  await press(link(page, '上一步'));
  await heading(page, '您家可能符合哪一类救助？').waitFor();
  await page.evaluate(() => { location.hash = '#/assets'; });
  await input(page, SAVINGS).fill('4321');
  assert.match(await page.getByText('4,321 元').first().innerText(), /四千三百二十一/);
  assert.match(await kept(page), /4321/, 'kept at once');
  assert.ok(await isBusy(page), 'all of it before the engine had answered');
  await page.evaluate(() => { location.hash = '#/result'; });
  await page.getByText(RESULT).waitFor();
  assert.equal(await headline(page), '可以去申请低保');
});

journey('no task of the page waits for the engine', async ({ phone }) => {
  const page = await phone();
  await page.evaluate(() => {
    globalThis.longest = 0;
    new PerformanceObserver((list) => {
      globalThis.longest = Math.max(globalThis.longest, ...list.getEntries().map((it) => it.duration));
    }).observe({ type: 'longtask' });
  });
  await slow(page, 3000);
  await wait(page);
  await page.getByText(RESULT).waitFor();
  assert.ok(await page.evaluate(() => globalThis.longest) < 1500, 'half of what the engine takes');
});

journey('what hangs is given up for what is needed now', async ({ phone }) => {
  const page = await phone();
  let workers = 0;
  page.on('worker', () => { workers += 1; });
  // The first engine answers nothing.
  await spoil(page, '');
  await wait(page);
  assert.equal(workers, 1);
  await page.context().unroute(WORKER);
  await page.evaluate(() => { location.hash = '#/assets'; });
  await input(page, SAVINGS).fill('4321');
  await settled(page);
  assert.equal(workers, 2, 'the one that hung was ended');
  await page.evaluate(() => { location.hash = '#/result'; });
  await page.getByText(RESULT).waitFor();
  assert.equal(workers, 2, 'the other was not');
});

journey('on the way to a page that hangs on the engine nothing is passed over', async ({ phone }) => {
  // A reload while the icon is still on its way breaks that one request off.
  const page = await phone({ tolerate: [/icon\.svg: net::ERR_ABORTED/] });
  await begin(page);
  await place(page);
  await settled(page);
  await slow(page, 60_000);
  await page.reload();
  await page.waitForSelector('html[data-app=started]', { state: 'attached' });
  await page.evaluate(() => { location.hash = '#/income/wages'; });
  await press(page.getByText('没有', { exact: true }));
  await press(button(page, '下一步'));
  await heading(page, '过去12个月，家里种地、养殖、做生意吗？').waitFor();
  assert.ok(await isBusy(page));
});

journey('what the engine failed at is said, and tried again', async ({ phone, fits, axe, shot }) => {
  const page = await phone();
  await spoil(page, 'postMessage([event.data[0], undefined]);');
  await pick(page, A);
  await page.getByText('文件已打开。').waitFor();
  await leave(page, link(page, '看结果'), '没有算出来，答案都还在。请再试，或到窗口问。');
  await fits(page);
  await axe(page);
  await shot(page, 'engine-failed');
  await page.context().unroute(WORKER);
  await leave(page, '再试一次', '可以去申请低保');
});

const without = [
  ['a browser without workers', (page) => page.context().addInitScript(() => { delete globalThis.Worker; })],
  ['a worker that cannot be made', (page) => page.context().addInitScript(() => {
    globalThis.Worker = class { constructor() { throw new DOMException('no', 'SecurityError'); } };
  })],
  ['a worker that does not start', (page) => spoil(page, '').then(() => page.context().route(WORKER, (route) => route.fulfill({
    contentType: 'text/javascript', body: 'throw new Error("old");',
  })))],
];
for (const [what, take] of without) {
  journey(`${what} leaves the engine to the page`, async ({ phone }) => {
    const page = await phone({ tolerate: [/uncaught: .*old/, /console: .*old/, /icon\.svg: net::ERR_ABORTED/] });
    await take(page);
    await page.reload();
    await page.waitForSelector('html[data-app=started]', { state: 'attached' });
    await open(page, A);
    assert.equal(await headline(page), '可以去申请低保');
    await page.evaluate(() => { location.hash = '#/assets'; });
    await choose(page, '有没有汽车、船、大型农机？', '有');
    await leave(page, '好了');
    await page.getByText(RESULT).waitFor();
  });
}

journey('one change is computed once, for the result, the papers and back', async ({ phone }) => {
  const page = await phone();
  await page.evaluate(() => {
    globalThis.posted = 0;
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (...all) { globalThis.posted += 1; return post.apply(this, all); };
  });
  await open(page, A);
  await leave(page, link(page, '打印申请材料'));
  await page.getByRole('heading', { level: 1, name: /打印|材料/ }).waitFor();
  await page.goBack();
  await page.getByText(RESULT).waitFor();
  await leave(page, link(page, '看看答案，改一改'), '您的答案');
  await page.goBack();
  await page.getByText(RESULT).waitFor();
  assert.equal(await page.evaluate(() => globalThis.posted), 1);
});
