// Turns what trunk compiled into what is published: node xtask/web/finish.mjs STAGE OUT
// STAGE holds resident/ and desk/ as trunk left them. Names, integrity values and the policy are
// written here, after the last change of content, so that they cannot disagree with it.
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { basename, dirname, extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import * as esbuild from 'esbuild';
import { metaPolicy } from './policy.mjs';

const here = import.meta.dirname ?? dirname(new URL(import.meta.url).pathname);
const pages = [
  { name: 'resident', source: 'index.html', folder: '', worker: './sw.js' },
  { name: 'desk', source: 'desk.html', folder: 'desk', worker: null },
];
const compressible = new Set(['.html', '.css', '.js', '.wasm', '.svg', '.json', '.webmanifest', '.txt']);

const [stage, out] = process.argv.slice(2);
if (!stage || !out) fail('usage: node xtask/web/finish.mjs STAGE OUT');

const fresh = `${out}.new`;
await rm(fresh, { recursive: true, force: true });
await mkdir(fresh, { recursive: true });
await cp('public', fresh, { recursive: true });
for (const page of pages) await writePage(page);
await writeWorker();
for (const path of await filesUnder(fresh)) await compress(path);
// The old site stays whole until the new one is.
await rm(out, { recursive: true, force: true });
await rename(fresh, out);

async function writePage({ name, source, folder, worker }) {
  const dir = join(fresh, folder);
  await mkdir(dir, { recursive: true });
  let html = await readFile(source, 'utf8');

  const sheet = /<link rel="stylesheet" href="([^"]+)">/.exec(html);
  if (!sheet) fail(`${source}: no <link rel="stylesheet" href="style/….css">; add one`);
  const css = await writeHashed(dir, `${name}.css`, await bundleCss(sheet[1]));

  const wasm = await writeHashed(dir, `${name}.wasm`, await staged(name, `${name}_bg.wasm`));
  const module = { wasm: await writeHashed(dir, 'module.wasm', await staged(name, 'module_bg.wasm')) };
  module.code = await writeHashed(dir, 'module.js', await minify(String(await staged(name, 'module.js'))));
  const names = { MODULE: JSON.stringify(module.code.file), MODULE_WASM: JSON.stringify(module.wasm.file) };
  const beside = await writeHashed(dir, 'module-worker.js', await script('../../src/host/worker.js', names));
  const glue = await writeHashed(dir, `${name}.js`, await bundle(name, { WORKER: JSON.stringify(beside.file), ...names }));
  const start = await writeHashed(dir, 'start.js', await script('start.js', {
    GLUE: JSON.stringify(`./${glue.file}`),
    WASM: JSON.stringify(`./${wasm.file}`),
    WORKER: JSON.stringify(worker),
  }));
  const boot = await writeHashed(dir, 'boot.js', await script('boot.js', {}, 'es5'));

  html = html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<link data-trunk rel="copy-(dir|file)"[^>]*>/g, '')
    .replace('<meta charset="utf-8">', (it) => `${it}\n<meta http-equiv="Content-Security-Policy" content="${metaPolicy}">`)
    .replace(sheet[0], `<link rel="stylesheet" href="${css.file}" integrity="${css.integrity}">`)
    .replace(/<link data-trunk rel="rust"[^>]*data-type="worker"[^>]*>/, '')
    .replace(/<link data-trunk rel="rust"[^>]*>/, [
      `<script src="${boot.file}" integrity="${boot.integrity}" async></script>`,
      // No integrity value on this one: browsers ignore it for `fetch` and say so.
      `<link rel="preload" href="${wasm.file}" as="fetch" type="application/wasm" crossorigin>`,
      `<link rel="modulepreload" href="${glue.file}" integrity="${glue.integrity}">`,
      `<script type="module" src="${start.file}" integrity="${start.integrity}"></script>`,
    ].join('\n'))
    .split('\n').map((line) => line.trim()).filter(Boolean).join('\n') + '\n';
  for (const [what, pattern] of [
    ['a link left for trunk', /data-trunk/],
    ['an inline script', /<script(?![^>]*\ssrc=)/],
    ['an inline style', /<style|\sstyle=/],
  ]) {
    if (pattern.test(html)) fail(`${source}: ${what}; the policy forbids it, move it to a file`);
  }
  if (!html.includes('Content-Security-Policy')) fail(`${source}: no <meta charset="utf-8"> to put the policy after; add it`);
  await writeFile(join(dir, 'index.html'), html);
}

// Lists every file of the resident's page, so that it works offline; the staff page is left out.
async function writeWorker() {
  const files = [];
  for (const path of await filesUnder(fresh)) {
    const name = relative(fresh, path).split(sep).join('/');
    if (name === 'sw.js' || name.startsWith('desk/')) continue;
    files.push([name, integrityOf(await readFile(path))]);
  }
  files.sort(([a], [b]) => (a < b ? -1 : 1));
  const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
  const code = await script('../../public/sw.js', { VERSION: JSON.stringify(version), FILES: JSON.stringify(files) });
  await writeFile(join(fresh, 'sw.js'), code);
}

async function staged(page, file) {
  const path = join(stage, page, file);
  try {
    return await readFile(path);
  } catch {
    fail(`${path}: not there after trunk's build; look at trunk's output above`);
  }
}

async function bundleCss(entry) {
  const result = await esbuild.build({
    entryPoints: [entry], bundle: true, minify: true, write: false, logLevel: 'warning',
    target: ['chrome90', 'safari14'], external: ['*.svg', '*.png'],
  });
  return result.outputFiles[0].contents;
}

// wasm-bindgen's glue with the snippets it imports.
async function bundle(name, define) {
  const result = await esbuild.build({
    entryPoints: [join(stage, name, `${name}.js`)], bundle: true, minify: true, write: false, define,
    format: 'esm', target: 'es2022', legalComments: 'none', logLevel: 'warning',
  });
  return result.outputFiles[0].contents;
}

async function script(file, define, target = 'es2022') {
  const code = await readFile(join(here, file), 'utf8');
  return minify(code, define, target);
}

async function minify(code, define = {}, target = 'es2022') {
  const iife = target === 'es5' ? {} : { format: 'esm' };
  return (await esbuild.transform(code, { minify: true, define, target, legalComments: 'none', ...iife })).code;
}

async function writeHashed(dir, name, content) {
  const bytes = Buffer.from(content);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const extension = extname(name);
  const file = `${basename(name, extension)}-${hash}${extension}`;
  await writeFile(join(dir, file), bytes);
  return { file, integrity: integrityOf(bytes) };
}

function integrityOf(bytes) {
  return `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
}

async function compress(path) {
  if (!compressible.has(extname(path))) return;
  const bytes = await readFile(path);
  const { constants: c } = zlib;
  const brotli = await promisify(zlib.brotliCompress)(bytes, {
    params: { [c.BROTLI_PARAM_QUALITY]: 11, [c.BROTLI_PARAM_SIZE_HINT]: bytes.length, [c.BROTLI_PARAM_LGWIN]: 24 },
  });
  const gzip = await promisify(zlib.gzip)(bytes, { level: 9 });
  if (brotli.length < bytes.length) await writeFile(`${path}.br`, brotli);
  if (gzip.length < bytes.length) await writeFile(`${path}.gz`, gzip);
}

async function filesUnder(dir) {
  const found = [];
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) found.push(...await filesUnder(path));
    else found.push(path);
  }
  return found;
}

function fail(message) {
  console.error(`error: ${message}`);
  process.exit(1);
}
