// Loads and starts the app. GLUE, WASM and WORKER (null on the staff page) are written by finish.mjs.
const root = document.documentElement;
const framed = window.top !== window.self;

if (framed) {
  // boot.js says why, and how to open the page by itself.
  root.dataset.app = 'framed';
} else try {
  const app = await import(GLUE);
  await app.default({ module_or_path: new URL(WASM, import.meta.url) });
  root.dataset.app = 'started';
  document.dispatchEvent(new Event('doudi-started'));
} catch (error) {
  root.dataset.app = 'failed';
  document.dispatchEvent(new Event('doudi-failed'));
  throw error;
}

if (!framed && WORKER && 'serviceWorker' in navigator) {
  // Without it the page works all the same, only not with the network off.
  navigator.serviceWorker.register(new URL(WORKER, import.meta.url)).catch((error) => console.info(error));
}
