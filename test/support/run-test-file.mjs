import { AsyncLocalStorage } from 'node:async_hooks';
import vm from 'node:vm';
import circus from 'jest-circus/runner';

/*
 * jest-circus makes a storage for each test file and leaves it enabled. Node before 24 copies the
 * value of each enabled storage to every new promise, so each file made all later ones slower.
 */
const used = new Set();
const { run } = AsyncLocalStorage.prototype;
AsyncLocalStorage.prototype.run = function runAndRemember(...args) {
  used.add(this);
  return run.apply(this, args);
};

/*
 * jest compiles each module anew for each test file. A script that is kept runs in every context,
 * together with what V8 has compiled of its functions. Nothing here imports dynamically.
 */
const kept = new Map();
vm.compileFunction = (source, names, { filename, parsingContext }) => {
  let [keptSource, script] = kept.get(filename) ?? [];
  if (keptSource !== source) {
    script = new vm.Script(`(function (${names.join()}) {${source}\n})`, { filename });
    kept.set(filename, [source, script]);
  }
  return script.runInContext(parsingContext);
};

/** Runs a test file with jest-circus, and disables the storages that were used meanwhile. */
export default async function runTestFile(...args) {
  try {
    return await circus.default(...args);
  } finally {
    for (const storage of used) storage.disable();
    used.clear();
  }
}
