// A harness that cannot fail proves nothing: each complaint is provoked once and must be heard.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { walkThrough } from './harness.mjs';

const provocations = [
  ['a console error', /console: broken/, () => console.error('broken')],
  ['an uncaught error', /uncaught: .*broken/, () => { setTimeout(() => { throw new Error('broken'); }); }],
  ['an inline style', /policy: style-src/, () => { document.body.innerHTML = '<p style="margin:0">x</p>'; }],
  ['a request that leaves', /request: leaves for/, () => { new Image().src = 'http://127.0.0.1:9/x.png'; }],
  ['a missing file', /nope\.js: 404/, () => fetch('./nope.js')],
];

for (const [what, heard, provoke] of provocations) {
  test(`${what} fails a journey`, () => assert.rejects(walkThrough(async ({ phone }) => {
    const page = await phone();
    await page.evaluate(provoke);
    await page.waitForTimeout(200);
  }), heard));
}

test('a page wider than the screen does not fit', () => assert.rejects(walkThrough(async ({ phone, fits }) => {
  const page = await phone();
  await page.evaluate(() => { document.querySelector('h1').style.width = '500px'; });
  await fits(page);
}), /first to stick out: <h1/));

test('an image without words is a violation', () => assert.rejects(walkThrough(async ({ phone, axe }) => {
  const page = await phone();
  await page.evaluate(() => document.querySelector('main').append(new Image(40, 40)));
  await axe(page);
}), /image-alt/));
