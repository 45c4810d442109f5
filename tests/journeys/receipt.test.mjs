// The receipt: what the browser's module computes is what the command line computes, to the bit.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { example } from './families.mjs';
import { journey } from './harness.mjs';
import { button, open, press } from './steps.mjs';

const root = join(import.meta.dirname, '../..');
const CODE = /回执码 ([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})/;

/** What `doudi replay` says of a file and a code; it fails where they do not match. */
const replay = async (file, code) =>
  (await promisify(execFile)('cargo', ['run', '-q', '-p', 'doudi-cli', '--', 'replay', file, code], { cwd: root })).stdout;

/** A request for the result, as `doudi_report::Request` is written: a text with its length, a day, what is wanted. */
function request(household, [year, month, day]) {
  const number = (it) => (it > 0x7f ? [0x80 | (it & 0x7f), ...number(it >> 7)] : [it]);
  const text = new TextEncoder().encode(household);
  return Uint8Array.from([...number(text.length), ...text, ...number(year), month, day, 1]);
}

test('the module without a browser and the command line agree on every example', { timeout: 300_000 }, async () => {
  const dist = join(root, 'dist');
  const names = await readdir(dist);
  const named = (end) => join(dist, names.find((name) => /^module-[0-9a-f]{10}\./.test(name) && name.endsWith(end)));
  const module = await import(pathToFileURL(named('.js')).href);
  await module.default({ module_or_path: await readFile(named('.wasm')) });
  const folder = await mkdtemp(join(tmpdir(), 'doudi-'));
  const examples = (await readdir(join(root, 'examples'))).filter((name) => name.endsWith('.json'));
  assert.ok(examples.length >= 5);
  for (const name of examples) {
    const household = { ...JSON.parse(await readFile(join(root, 'examples', name), 'utf8')), salt: '0123456789ABCDEF' };
    const file = join(folder, name);
    await writeFile(file, JSON.stringify(household));
    const told = new TextDecoder().decode(module.answer(request(JSON.stringify(household), [2025, 11, 20])));
    const code = told.match(CODE)?.[1];
    assert.ok(code, name);
    assert.match(await replay(file, code), /^对得上/, name);
  }
});

journey('the code on the page and on paper is that of the saved file, and stays', async ({ phone }) => {
  const page = await phone();
  await open(page, example('d-needs-explaining'));
  const code = (await page.locator('main').innerText()).match(CODE)?.[1];
  const [download] = await Promise.all([page.waitForEvent('download'), press(button(page, '存成文件'))]);
  assert.match(await replay(await download.path(), code), /^对得上/);
  await page.goto(`${page.url().split('#')[0]}#/print`);
  await page.getByText(/^回执码 /).waitFor();
  assert.equal((await page.locator('main').innerText()).match(CODE)?.[1], code);
});
