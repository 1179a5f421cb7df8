import path from 'node:path';
import open from 'open';
import { startProduct } from './start-product';
import { USAGE, sentenceOf, startOptions } from './start-options';

async function start(words: readonly string[]): Promise<void> {
  if (words.includes('--help')) {
    console.log(USAGE);
    return;
  }
  const wanted = startOptions(words, process.env['CI'] === undefined);
  const host = await startProduct({
    port: wanted.port,
    // A folder for each port, so that hosts never share files.
    folder: path.join(wanted.data, String(wanted.port)),
    ...(wanted.begin === undefined ? {} : { begin: wanted.begin }),
    hasIntracity: true,
    say: console.log,
  });
  console.log(`骑手在哪: ${host.address}  (Ctrl+C ends it)`);
  if (wanted.open) await open(host.address);

  let ending = false;
  const stop = (): void => {
    if (ending) return;
    ending = true;
    void host.stop().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // Stops when the IPC channel closes, because the parent dev/run.mjs was probably killed.
  process.on('disconnect', stop);
}

start(process.argv.slice(2)).catch((error: unknown) => {
  console.error(sentenceOf(error));
  process.exitCode = 1;
});
