import { AsyncLocalStorage } from 'node:async_hooks';
import circus from 'jest-circus/runner';

/*
 * jest-circus makes a storage of its own for each test file and never ends it, and Node 20 asks
 * every storage of the process at every promise. So each file made all files after it slower.
 */
const used = new Set();
const { run } = AsyncLocalStorage.prototype;
AsyncLocalStorage.prototype.run = function remembered(...args) {
  used.add(this);
  return run.apply(this, args);
};

/** Runs a test file with jest-circus, and ends what it has stored for asynchronous calls. */
export default async function runFile(...args) {
  try {
    return await circus.default(...args);
  } finally {
    for (const storage of used) storage.disable();
    used.clear();
  }
}
