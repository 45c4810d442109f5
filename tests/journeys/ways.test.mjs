// Addresses that lead elsewhere do not trap the way back, and a page inside another page does not run.
import assert from 'node:assert/strict';
import { example } from './families.mjs';
import { journey, started } from './harness.mjs';
import { begin, heading, open, place } from './steps.mjs';

journey('the way back leads out of every address that leads elsewhere', async ({ phone }) => {
  const page = await phone();
  await begin(page);
  await place(page);
  const elsewhere = [
    ['#/people/7', '#/people'], ['#/people/7/supporters/0', '#/people'], ['#/income/wages/3', '#/income/wages'],
    ['#/people/x', '#/people'], ['#/answer/people.items.7.birth', null], ['#/info/search/x', '#/info/search'],
  ];
  for (const [from, to] of elsewhere) {
    await page.goto('./#/urgent');
    await heading(page, '现在就有急难，找谁？').waitFor();
    const before = await page.evaluate(() => history.length);
    await page.evaluate((to) => { location.hash = to; }, from);
    if (to) await page.waitForURL((url) => url.hash === to);
    await page.waitForTimeout(100);
    assert.equal(await page.evaluate(() => history.length), before + 1, from);
    await page.goBack();
    await heading(page, '现在就有急难，找谁？').waitFor();
    await page.waitForTimeout(100);
    assert.match(page.url(), /#\/urgent$/, from);
  }
});

journey('with nothing to print, the papers lead to the result and back', async ({ phone }) => {
  const page = await phone();
  await page.goto('./#/urgent');
  await page.evaluate(() => { location.hash = '#/print'; });
  await page.waitForURL(/#\/result$/);
  await page.goBack();
  await heading(page, '现在就有急难，找谁？').waitFor();
  await page.waitForTimeout(100);
  assert.match(page.url(), /#\/urgent$/);
});

for (const [look, path, told] of [['phone', './', '为了安全不能填'], ['desk', './', '在这里不能使用']]) {
  journey(`the ${look}'s page does not run inside another page, and opens by itself`, async (it) => {
    const page = await it[look]();
    const url = new URL(path, page.url()).href;
    // A host that sends no header: only the policy in the page counts.
    await page.context().route(url, async (route) => {
      const answer = await route.fetch();
      const { 'content-security-policy': _, ...headers } = answer.headers();
      await route.fulfill({ response: answer, headers });
    });
    const outer = new URL('outer.html', url).href;
    await page.context().route(outer, (route) => route.fulfill({
      contentType: 'text/html',
      body: `<!DOCTYPE html><html lang="zh-CN"><meta name="viewport" content="width=device-width"><title>x</title><iframe src="${url}" style="width:100%;height:700px;border:0"></iframe>`,
    }));
    await page.goto(outer);
    const frame = page.frameLocator('iframe');
    await frame.getByText(told).waitFor();
    await frame.locator('html[data-app=framed]').waitFor({ state: 'attached' });
    assert.equal(await frame.getByRole('button').count(), 0);
    await it.shot(page, `ways-framed-${look}`);
    await frame.getByRole('link', { name: '单独打开这个页面' }).click();
    await started(page);
    assert.equal(page.url().split('#')[0], url);
  });
}

journey('the way back from the result of an opened file is the start', async ({ phone }) => {
  const page = await phone();
  await open(page, example('a-clear-below'));
  await page.goBack();
  await heading(page, '您家可能符合哪一类救助？').waitFor();
});
