// Every screen that docs/requirements.toml names is there: opened by its address on a phone, it shows its own heading.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { journey } from './harness.mjs';
import { open } from './steps.mjs';

const root = join(import.meta.dirname, '../..');

journey('every screen a requirement lives on shows its own heading', async ({ phone, fits }) => {
  const catalogue = await readFile(join(root, 'docs/requirements.toml'), 'utf8');
  const screens = [...catalogue.matchAll(/^\[\[screen\]\]\npath = "(.+)"\nheading = "(.+)"$/gm)];
  const named = new Set([...catalogue.matchAll(/"screen:([^"]+)"/g)].map(([, path]) => path));
  assert.deepEqual(screens.map(([, path]) => path).sort(), [...named].sort(), 'the screens listed are those lived on');

  const page = await phone();
  await open(page, join(root, 'examples/a-clear-below.json'));
  for (const [, path, heading] of screens) {
    await page.evaluate((to) => { location.hash = to; }, `#/${path}`);
    await page.getByRole('heading', { name: heading, exact: true }).waitFor();
    await fits(page);
  }
});
