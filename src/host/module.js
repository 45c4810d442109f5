// MODULE and MODULE_WASM are written by finish.mjs; without it, they stand where trunk leaves them.
const names = typeof MODULE === 'undefined' ? ['module.js', 'module_bg.wasm'] : [MODULE, MODULE_WASM];
let there = null;
let tried = 0;

export function fetch(told) {
  const [code, wasm] = names.map((name) => new URL(name, document.baseURI));
  // A browser may remember that an address failed; another one is tried anew.
  if (tried++) code.search = tried;
  import(code)
    .then(async (module) => {
      await module.default({ module_or_path: wasm });
      there = module;
    })
    .then(() => told(true), () => told(false));
}

export function ask(household, today) {
  return there?.reply(household, today);
}

export function asks(household, today) {
  return there?.asks(household, today);
}

export function page(path, household, today) {
  return there?.page(path, household, today);
}

export function salt() {
  const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => signs[byte & 31]).join('');
}
