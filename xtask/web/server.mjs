// Serves the finished site the way a careful host would: compressed, typed, with the policy, and an
// honest 404. node xtask/web/server.mjs DIR [PORT], or `serve()` from a test.
import { createServer } from 'node:http';
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { headerPolicy } from './policy.mjs';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};
const encodings = [['br', '.br'], ['gzip', '.gz']];
const hashed = /-[0-9a-f]{10}\.\w+$/;

/** Starts serving `dir`; port 0 takes any free one. Gives `{ url, close }`. */
export function serve({ dir, port = 0, host = '127.0.0.1' }) {
  const root = resolve(dir);
  const server = createServer((request, response) => {
    answer(root, request, response).catch((error) => {
      console.error(`error: ${request.url}: ${error.message}`);
      response.writeHead(500).end();
    });
  });
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, host, () => done({
      url: `http://${host}:${server.address().port}/`,
      close: () => new Promise((closed) => { server.close(closed); server.closeAllConnections(); }),
    }));
  });
}

async function answer(root, request, response) {
  const headers = {
    'Content-Security-Policy': headerPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cache-Control': 'no-cache',
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return response.writeHead(405, { ...headers, Allow: 'GET, HEAD' }).end();
  }
  const path = fileOf(root, request.url);
  const found = path && await stat(path).catch(() => null);
  if (found?.isDirectory()) {
    const to = `${new URL(request.url, 'http://host').pathname}/`;
    return response.writeHead(308, { ...headers, Location: to }).end();
  }
  if (!found) {
    return response.writeHead(404, { ...headers, 'Content-Type': types['.txt'] }).end('not found\n');
  }
  headers['Content-Type'] = types[extname(path)] ?? 'application/octet-stream';
  headers.Vary = 'Accept-Encoding';
  if (hashed.test(path)) headers['Cache-Control'] = 'public, max-age=31536000, immutable';
  const { body, encoding } = await packed(path, request.headers['accept-encoding'] ?? '');
  if (encoding) headers['Content-Encoding'] = encoding;
  headers.ETag = `"${createHash('sha256').update(body).digest('hex').slice(0, 20)}"`;
  if (request.headers['if-none-match'] === headers.ETag) return response.writeHead(304, headers).end();
  headers['Content-Length'] = body.length;
  response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body);
}

// The file a request names, or null when it names none inside the site.
function fileOf(root, url) {
  let name;
  try {
    name = decodeURIComponent(new URL(url, 'http://host').pathname);
  } catch {
    return null;
  }
  if (name.includes('\0')) return null;
  const path = join(root, normalize(name));
  if (path !== root && !path.startsWith(join(root, '/'))) return null;
  return name.endsWith('/') ? join(path, 'index.html') : path;
}

async function packed(path, accepted) {
  const wanted = new Set(accepted.split(',').map((it) => it.split(';')[0].trim()));
  for (const [encoding, suffix] of encodings) {
    if (!wanted.has(encoding)) continue;
    const body = await readFile(path + suffix).catch(() => null);
    if (body) return { body, encoding };
  }
  return { body: await readFile(path), encoding: null };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [dir, port = '8080'] = process.argv.slice(2);
  try {
    const { url } = await serve({ dir, port: Number(port) });
    console.log(`resident  ${url}\nstaff     ${url}desk/\nstop with Ctrl-C`);
  } catch (error) {
    const mend = error.code === 'EADDRINUSE'
      ? `port ${port} is taken; choose another: cargo xtask serve --port ${Number(port) + 1}`
      : error.message;
    console.error(`error: serving ${dir}: ${mend}`);
    process.exit(1);
  }
}
