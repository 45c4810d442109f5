// Whatever a page complains about while a journey runs: console warnings and errors, uncaught
// errors, breaches of the policy, requests that fail, and requests that leave for elsewhere.
import assert from 'node:assert/strict';

// What is nobody's fault: playwright's own means when a journey keeps the service worker out, and the tab's icon, which the
// browser fetches when it likes and gives up when the page is left.
const harmless = [/Service Worker registration blocked by Playwright/, /\/icon\.svg: net::ERR_ABORTED$/];

export class Complaints {
  #heard = [];
  #tolerated;

  constructor(tolerated) {
    this.#tolerated = [...harmless, ...tolerated];
  }

  async listenTo(context, home) {
    await context.exposeBinding('doudiBreach', (_source, text) => this.#hear(`policy: ${text}`));
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        globalThis.doudiBreach(`${event.violatedDirective} forbids ${event.blockedURI || event.sourceFile}`);
      });
    });
    context.on('console', (message) => {
      if (['error', 'warning', 'assert'].includes(message.type())) this.#hear(`console: ${message.text()}`);
    });
    context.on('weberror', (error) => this.#hear(`uncaught: ${error.error().stack ?? error.error()}`));
    context.on('requestfailed', (request) => this.#hear(`request: ${request.url()}: ${request.failure()?.errorText}`));
    context.on('response', (response) => {
      if (response.status() >= 400) this.#hear(`request: ${response.url()}: ${response.status()}`);
    });
    context.on('request', (request) => {
      const url = request.url();
      const local = url.startsWith(home) || url.startsWith('data:') || url.startsWith('blob:');
      if (!local) this.#hear(`request: leaves for ${url}`);
    });
  }

  #hear(text) {
    if (!this.#tolerated.some((it) => it.test(text))) this.#heard.push(text);
  }

  assertNone() {
    assert.deepEqual(this.#heard, [], `the page complained:\n${this.#heard.join('\n')}`);
  }
}
