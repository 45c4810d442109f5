// The engine beside the page: receives [id, request], posts [id, answer], and [0, whether it is there] first.
// MODULE and MODULE_WASM are written by finish.mjs; without it, they stand where trunk leaves them.
const names = typeof MODULE === 'undefined' ? ['module.js', 'module_bg.wasm'] : [MODULE, MODULE_WASM];
const [code, wasm] = names.map((name) => new URL(name + location.search, location.href));

const module = Promise.all([import(code), fetch(wasm)]).then(async ([it, wasm]) => {
  await it.default({ module_or_path: wasm });
  return it;
});
module.then(() => postMessage([0, true]), () => postMessage([0, false]));

onmessage = ({ data: [id, request] }) => module.then((it) => {
  let answer;
  try {
    answer = it.answer(request);
  } catch (error) {
    console.error(error);
  }
  postMessage([id, answer], answer ? [answer.buffer] : []);
}, () => {});
