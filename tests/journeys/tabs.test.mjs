// Two tabs show one family: neither writes over what the other keeps, and what one wipes stays wiped. What cannot be kept is
// said, and what cannot be read is not lost.
import assert from 'node:assert/strict';
import { mkdtemp, open as openFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { example } from './families.mjs';
import { journey, started } from './harness.mjs';
import { below } from './reading.mjs';
import { addPerson, begin, button, choose, chosen, home, input, leave, link, open, pick, place, press, see } from './steps.mjs';

// A reload while the icon is still on its way breaks that one request off.
const ICON = { tolerate: [/icon\.svg: net::ERR_ABORTED/] };
const A = example('a-clear-below');
const CHANGED = '答案刚在另一个页面改过，这里已经换成改过的。';
const NOT_KEPT = /^答案存不下来：存满了，或浏览器不让存。关掉页面前请留一份：/;

/** Another tab of the same browser. */
async function tab(page, hash = '') {
  const other = await page.context().newPage();
  other.setDefaultTimeout(15_000);
  await other.goto(`./${hash}`);
  await started(other);
  return other;
}
const kept = (page) => page.evaluate(() => localStorage.getItem('doudi.household'));

journey('what is answered in one tab is there in the other', async ({ phone, fits, axe, shot }) => {
  const here = await phone();
  await begin(here);
  const there = await tab(here, '#/place');
  await choose(here, '哪个市、县？', '汨罗市（湖南岳阳）');
  await chosen(there, '哪个市、县？', '汨罗市（湖南岳阳）');
  await there.getByText(CHANGED).waitFor();
  await fits(there);
  await axe(there);
  await shot(there, 'tabs-changed');
  await choose(there, '按农村还是城市的标准？', '城市');
  await chosen(here, '按农村还是城市的标准？', '城市');
  await chosen(here, '哪个市、县？', '汨罗市（湖南岳阳）');
  assert.equal(await there.getByText(CHANGED).count(), 1, 'no tab answers the other forever');
});

journey('what is typed in one tab stands in the fields of the other', async ({ phone }) => {
  const here = await phone();
  await open(here, A);
  await leave(here, link(here, '看看答案，改一改'), '您的答案');
  const there = await tab(here, '#/assets');
  await here.goto('./#/assets');
  await input(here, '存款、现金、理财，一共多少？').fill('4321');
  await there.waitForFunction(() => document.querySelector('#assets-savings input').value === '4321');
});

journey('wiping in one tab wipes the other, and its next tap brings nothing back', async ({ phone, fits, axe, shot }) => {
  const here = await phone();
  await open(here, A);
  const there = await tab(here, '#/people');
  await home(here);
  await press(button(here, '清除全部答案'));
  await press(button(here, '清除'));
  await here.getByText('已经清除，这台设备上没有答案了。').waitFor();
  await there.getByText('已经清除，这台设备上没有答案了。').waitFor();
  await fits(there);
  await axe(there);
  await shot(there, 'tabs-wiped');
  assert.equal(await kept(here), null);
  await begin(there);
  await choose(there, '按农村还是城市的标准？', '农村');
  assert.doesNotMatch(await kept(there), /daye|self|wages":\s*\{\s*"items/, 'only what was told since');
});

journey('a tab that heard nothing does not write over what the other kept', async ({ phone, fits, shot }) => {
  const here = await phone(ICON);
  await here.context().addInitScript(() => {
    // As in a browser that holds a tab back.
    addEventListener('storage', (event) => event.stopImmediatePropagation(), { capture: true });
    document.addEventListener('visibilitychange', (event) => event.stopImmediatePropagation(), { capture: true });
  });
  await here.reload();
  await started(here);
  await begin(here);
  const there = await tab(here, '#/place');
  await choose(here, '哪个市、县？', '汨罗市（湖南岳阳）');
  await press(there.getByText('城市', { exact: true }));
  await there.getByText('刚才这一下没有记上，请再答。').waitFor();
  await chosen(there, '哪个市、县？', '汨罗市（湖南岳阳）');
  await fits(there);
  await shot(there, 'tabs-lost');
  assert.match(await kept(here), /miluo/);
  assert.doesNotMatch(await kept(here), /urban/);
  await choose(there, '按农村还是城市的标准？', '城市');
  assert.match(await kept(here), /urban/);
});

journey('a wipe that was not heard is heeded at the next tap', async ({ phone }) => {
  const here = await phone();
  await open(here, A);
  await here.goto('./#/place');
  await here.getByText('城市', { exact: true }).waitFor();
  await here.evaluate(() => localStorage.clear());
  await press(here.getByText('城市', { exact: true }));
  await here.getByText('已经清除，这台设备上没有答案了。').waitFor();
  assert.equal(await kept(here), null);
});

journey('a full device is told where one answers, and the answers can be saved', async ({ phone, fits, axe, shot }) => {
  const page = await phone();
  await begin(page);
  await page.evaluate(() => {
    let some = 'x'.repeat(1 << 20);
    for (let nth = 0; some; nth += 1) {
      try { localStorage.setItem(`full.${nth}`, some); } catch { some = some.slice(some.length / 2 + 1); }
    }
  });
  await choose(page, '哪个市、县？', '汨罗市（湖南岳阳）');
  const said = page.getByRole('status').filter({ hasText: NOT_KEPT });
  await said.waitFor();
  await fits(page);
  await axe(page);
  await shot(page, 'tabs-full');
  const [download] = await Promise.all([page.waitForEvent('download'), press(button(page, '存成文件'))]);
  assert.equal(download.suggestedFilename(), '兜底自查.json');
  await page.evaluate(() => localStorage.removeItem('full.0'));
  await choose(page, '按农村还是城市的标准？', '农村');
  await said.waitFor({ state: 'detached' });
  assert.match(await kept(page), /miluo/);
});

journey('a browser that keeps nothing says so, and goes on', async ({ phone }) => {
  const page = await phone(ICON);
  await page.context().addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
  });
  await page.reload();
  await started(page);
  await page.getByRole('status').filter({ hasText: NOT_KEPT }).waitFor();
  await press(button(page, '清除全部答案'));
  await press(button(page, '清除'));
  await begin(page);
  await place(page);
  await addPerson(page, { birth: [1967, 3, 15] });
});

journey('what cannot be read nor set aside stays where it is', async ({ phone, fits, axe, shot }) => {
  const page = await phone(ICON);
  await page.context().addInitScript(() => {
    if (!sessionStorage.getItem('planted')) localStorage.setItem('doudi.household', `{"doudi":0,"old":"${'x'.repeat(4 << 20)}"}`);
    sessionStorage.setItem('planted', 'once');
  });
  await page.reload();
  await started(page);
  await page.getByText(/^旧答案读不了，又没处另放，就原样没动/).waitFor();
  await fits(page);
  await axe(page);
  await shot(page, 'tabs-locked');
  await begin(page);
  await choose(page, '哪个市、县？', '汨罗市（湖南岳阳）');
  const length = (page) => page.evaluate(() => localStorage.getItem('doudi.household').length);
  assert.ok(await length(page) > 4 << 20, 'nothing was written over it');
  await home(page);
  const [download] = await Promise.all([page.waitForEvent('download'), press(button(page, '把旧答案存成文件'))]);
  assert.equal(download.suggestedFilename(), '兜底自查.json');
  await press(button(page, '清除全部答案'));
  await press(button(page, '清除'));
  await page.getByText('已经清除，这台设备上没有答案了。').waitFor();
  await begin(page);
  await choose(page, '哪个市、县？', '汨罗市（湖南岳阳）');
  assert.match(await kept(page), /miluo/, 'there is room again');
});

journey('a huge file is refused before it is read, and the limit is named', async ({ phone, fits, shot }) => {
  const page = await phone();
  await page.evaluate(() => {
    const read = FileReader.prototype.readAsText;
    FileReader.prototype.readAsText = function (...all) { globalThis.wasRead = true; return read.apply(this, all); };
  });
  const folder = await mkdtemp(join(tmpdir(), 'doudi-'));
  try {
    const path = join(folder, 'huge.json');
    const file = await openFile(path, 'w');
    await file.truncate(120 * 1024 * 1024);
    await file.close();
    await pick(page, path);
    await page.getByText(/文件超过 256 KB，太大/).waitFor();
    assert.equal(await page.evaluate(() => globalThis.wasRead), undefined);
    await fits(page);
    await shot(page, 'tabs-huge');
    await pick(page, A);
    await page.getByText('文件已打开。').waitFor();
    assert.equal(await page.evaluate(() => globalThis.wasRead), true);
  } finally {
    await rm(folder, { recursive: true });
  }
});

journey('words that are looked for stay out of the address and the history', async ({ phone }) => {
  const page = await phone();
  await open(page, A);
  await page.goto('./#/info/process/daye');
  const before = await page.evaluate(() => history.length);
  for (const words of ['公示', '坐牢']) {
    await input(page, '查一查').fill(words);
    await press(button(page, '查一查'));
    await page.getByRole('heading', { level: 1, name: `查“${words}”` }).waitFor();
    assert.match(page.url(), /#\/info\/search$/);
  }
  assert.equal(await page.evaluate(() => history.length), before + 1);
  assert.equal(await input(page, '查一查').inputValue(), '坐牢');
  await page.goBack();
  await page.waitForURL(/#\/info\/process\/daye$/);
  // A link with words from elsewhere shows them, and drops them from the address.
  await page.goto('./#/info/search/公示');
  await page.getByRole('heading', { level: 1, name: '查“公示”' }).waitFor();
  assert.match(page.url(), /#\/info\/search$/);
});
