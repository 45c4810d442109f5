// What every journey stands on: one server and one browser a test file, a phone and a desk, and the
// rule that a page which complains has failed, whatever it shows.
//
//   import { journey } from './harness.mjs';
//   journey('what must be true', async ({ phone, axe, fits, shot }) => {
//     const page = await phone();          // opened and started
//     await page.getByRole('button', { name: '开始' }).click();
//     await axe(page);
//   });
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import axeCore from 'axe-core';
import { chromium } from 'playwright-core';
import { serve } from '../../xtask/web/server.mjs';
import { Complaints } from './complaints.mjs';

const root = join(import.meta.dirname, '../..');
const shots = join(root, 'target/shots');
const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

const looks = {
  phone: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  desk: { viewport: { width: 1280, height: 800 } },
};

// Both are started by the first journey of a file that needs them.
let server;
let browser;
const theServer = () => (server ??= serve({ dir: join(root, 'dist') }));
const theBrowser = () => (browser ??= chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: flags,
}));

after(async () => {
  await (await browser)?.close();
  await (await server)?.close();
});

/**
 * One journey. It fails when `walk` does, or when any page it opened complained. Where a whole run would be lost to one slow
 * moment of a shared machine (CI), it is walked once more from the start, and the first failure is told.
 */
export function journey(name, walk) {
  test(name, { timeout: 240_000 }, async (t) => {
    try {
      await walkThrough(walk, t);
    } catch (error) {
      if (!process.env.CI) throw error;
      t.diagnostic(`SECOND TRY of "${name}", after: ${error.stack ?? error}`);
      await walkThrough(walk, t);
    }
  });
}

export async function walkThrough(walk, t) {
  const opened = [];
  const open = (look, path) => async (options) => {
    const { page, context, complaints } = await openPage(look, path, options);
    opened.push({ context, complaints });
    return page;
  };
  try {
    await walk({ t, phone: open('phone', ''), desk: open('desk', 'desk/'), axe, fits, printPdf, pdfText, shot });
    for (const { complaints } of opened) complaints.assertNone();
  } finally {
    for (const { context } of opened) {
      // An answer that is still being made up when the journey is over fails nobody.
      await context.unrouteAll({ behavior: 'ignoreErrors' });
      await context.close();
    }
  }
}

/**
 * Opens a page in a context of its own. Options, all with a default:
 * - `hash`: what follows the address, such as '#/start'
 * - `ready`: wait until the app has started (true), or give the page back at once (false)
 * - `worker`: let the service worker in (false), for journeys with the network off
 * - `tolerate`: complaints that this journey provokes, as regular expressions
 * - `block`: addresses that are refused, as a regular expression; `stall`: such as never answer; `delay`: such as come
 *   only after the app has started or failed
 * - `day`: what the page takes for now, such as '2025-11-20T09:00+08:00'; its timers run on
 * - `clock`: true gives `page.clock` the timers too (`page.clock.fastForward(20_000)`)
 * - anything else is for playwright's `newContext`, such as `javaScriptEnabled` or `colorScheme`
 */
async function openPage(look, path, options = {}) {
  const { hash = '', ready = true, worker = false, tolerate = [], block, stall, delay, day, clock, ...context } = options;
  const { url } = await theServer();
  const it = await (await theBrowser()).newContext({
    ...looks[look], locale: 'zh-CN', timezoneId: 'Asia/Shanghai', baseURL: url,
    serviceWorkers: worker ? 'allow' : 'block', ...context,
  });
  // With scripts off Chromium refuses the preloaded module and calls it a matter of policy.
  const refused = options.javaScriptEnabled === false ? [/\.js: csp$/] : [];
  const complaints = new Complaints([...tolerate, ...refused]);
  await complaints.listenTo(it, url);
  if (block) await it.route(block, (route) => route.abort());
  if (stall) await it.route(stall, () => {});
  let goOn;
  const outcome = new Promise((done) => { goOn = done; });
  if (delay) await it.route(delay, async (route) => { await outcome; await route.continue(); });
  if (clock) await it.clock.install();
  if (day) await it.clock.setFixedTime(new Date(day));
  const page = await it.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(`${url}${path}${hash}`, { waitUntil: delay ? 'commit' : 'load' });
  if (delay) await page.waitForSelector('html[data-app]', { state: 'attached' });
  goOn();
  if (ready) await started(page);
  return { page, context: it, complaints };
}

/** Waits until the app runs. Also to be called after a reload. */
export async function started(page) {
  await page.waitForSelector('html[data-app=started]', { state: 'attached' });
}

/** No violation of axe's rules, contrast of 7:1 and targets of a finger's size included. */
export async function axe(page, { include, disable = [] } = {}) {
  // Through the debugger, so the page's own policy stays as it is.
  await page.evaluate(axeCore.source);
  const rules = Object.fromEntries([
    ['color-contrast-enhanced', { enabled: true }], ['target-size', { enabled: true }],
    ...disable.map((rule) => [rule, { enabled: false }]),
  ]);
  const { violations } = await page.evaluate(
    ([where, options]) => globalThis.axe.run(where, options), [include ?? 'html', { rules }]);
  const told = violations.map(({ id, help, nodes }) =>
    `${id}: ${help}\n${nodes.map((node) => `    ${node.html}\n    ${node.failureSummary.replaceAll('\n', ' ')}`).join('\n')}`);
  assert.deepEqual(told, [], `axe at ${page.url()}:\n${told.join('\n')}`);
}

/** Nothing sticks out to the right. */
export async function fits(page) {
  const { scroll, client, wide } = await page.evaluate(() => {
    const { scrollWidth: scroll, clientWidth: client } = document.documentElement;
    const out = [...document.querySelectorAll('body *')].filter((it) => it.getBoundingClientRect().right > client + 0.5);
    return { scroll, client, wide: out.slice(0, 5).map((it) => it.cloneNode(false).outerHTML) };
  });
  assert.equal(scroll, client, `${page.url()}: wider than the screen; first to stick out: ${wide.join(' ')}`);
}

/** Prints as the browser would on A4 and gives the file's path. */
export async function printPdf(page, name = 'print', options = {}) {
  const path = await target(`${name}.pdf`);
  await page.pdf({ path, format: 'A4', preferCSSPageSize: true, ...options });
  return path;
}

/** What a printed file says, laid out as printed; pages end in a form feed. */
export async function pdfText(path) {
  return (await promisify(execFile)('pdftotext', ['-layout', path, '-'], { maxBuffer: 1 << 24 })).stdout;
}

/** Saves what the page looks like as target/shots/NAME.png. */
export async function shot(page, name) {
  const path = await target(`${name}.png`);
  await page.screenshot({ path, fullPage: true });
  return path;
}

async function target(file) {
  await mkdir(shots, { recursive: true });
  return join(shots, file);
}
