// Where the engine runs: in a worker beside the page, or in the page itself where no worker can be had.
// WORKER, MODULE and MODULE_WASM are written by finish.mjs; without it, they stand where trunk leaves them.
const names = typeof WORKER === 'undefined' ? ['worker.js', 'module.js', 'module_bg.wasm'] : [WORKER, MODULE, MODULE_WASM];
const { dataset } = document.documentElement;
let tried = 0;
let onArrival;
let onAnswer;
let worker;
let module;
let asked;

function at(name) {
  const url = new URL(name, document.baseURI);
  // A browser may remember that an address failed; another one is tried anew.
  if (tried > 1) url.search = tried;
  return url;
}

function pass(id, answer) {
  delete dataset.busy;
  onAnswer(id, answer);
}

function beside() {
  try {
    worker = new Worker(at(names[0]));
  } catch {
    return here();
  }
  worker.onerror = here;
  worker.onmessage = ({ data: [id, answer] }) => {
    if (id) pass(id, answer);
    else if (answer) onArrival(true);
    else here();
  };
}

function here() {
  worker?.terminate();
  worker = null;
  module ??= import(at(names[1])).then(async (it) => {
    await it.default({ module_or_path: at(names[2]) });
    return it;
  });
  module.then(() => onArrival(true), () => {
    delete dataset.busy;
    onArrival(false);
  });
  if (asked) inPage(asked);
}

function inPage([id, request]) {
  // After a pause in which the page shows what was done last.
  module.then((it) => setTimeout(() => {
    let answer;
    try {
      answer = it.answer(request);
    } catch (error) {
      console.error(error);
    }
    pass(id, answer);
  }), () => {});
}

export function start(arrived, answered) {
  onArrival = arrived;
  onAnswer = answered;
  tried += 1;
  module = asked = null;
  beside();
}

export function post(id, request) {
  asked = [id, request];
  dataset.busy = '';
  if (!worker && !module) beside();
  if (worker) worker.postMessage(asked);
  else inPage(asked);
}

export function stop() {
  worker?.terminate();
  worker = asked = null;
  delete dataset.busy;
}

export function salt() {
  const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => signs[byte & 31]).join('');
}
