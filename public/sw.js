// Keeps the resident's page usable with the network off. It answers only from the files listed at
// build time and stores nothing else; every other request goes its way untouched.
// VERSION and FILES ([path, integrity] pairs) are written by xtask/web/finish.mjs.
const CACHE = `doudi-${VERSION}`;
const base = new URL('./', self.location.href);
const known = new Set(FILES.map(([path]) => new URL(path, base).pathname));

// A page is the same page whatever query an in-app browser appends to it.
function keyOf(url) {
  const path = url.pathname === base.pathname ? new URL('index.html', base).pathname : url.pathname;
  return known.has(path) ? path : null;
}

self.addEventListener('install', (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    // `reload` and the integrity value: never a mixture of two versions.
    await Promise.all(FILES.map(async ([path, integrity]) => {
      const url = new URL(path, base);
      const answer = await fetch(url, { cache: 'reload', integrity });
      if (!answer.ok) throw new Error(`${path}: the server answered ${answer.status}`);
      await cache.put(url.pathname, answer);
    }));
    await self.skipWaiting();
  })());
});

self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith('doudi-') && name !== CACHE) await caches.delete(name);
    }
  })());
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== base.origin) return;
  const key = keyOf(url);
  if (key === null) return;
  event.respondWith((async () => {
    const cache = await caches.open(CACHE);
    return (await cache.match(key)) ?? fetch(event.request);
  })());
});
