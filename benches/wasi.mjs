// Runs a program built for WASI: node benches/wasi.mjs PROGRAM.wasm WHAT COUNT
import { readFile } from "node:fs/promises";
import { WASI } from "node:wasi";

const [, , program, ...given] = process.argv;
const wasi = new WASI({ version: "preview1", args: ["benches", ...given], env: {}, returnOnExit: true });
const module = await WebAssembly.compile(await readFile(program));
process.exitCode = wasi.start(await WebAssembly.instantiate(module, wasi.getImportObject()));
