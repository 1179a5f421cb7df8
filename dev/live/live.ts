import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { serveSandbox } from '../bench/served-sandbox';
import { Door } from './door';
import { sandboxInput, typedInput } from './live-input';
import { runLive } from './run';

async function live(words: readonly string[]): Promise<void> {
  const options = { sandbox: { type: 'boolean', default: false } } as const;
  const isSandbox = parseArgs({ args: [...words], options }).values.sandbox;
  if (!isSandbox && !process.stdin.isTTY) throw new Error('It asks at a terminal; this is none.');
  const served = isSandbox ? await serveSandbox(Date.now) : null;
  const input = await (served === null
    ? typedInput(process.stdin, process.stdout)
    : sandboxInput(served.sandbox));
  const door = new Door(served?.url ?? 'https://api.weixin.qq.com', input.apiKeys);

  const stop = new AbortController();
  const ending = (): void => {
    if (!stop.signal.aborted) console.log('Moving the test order to its end first …');
    stop.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ending);
  const around = { say: console.log, stop: stop.signal, pauseMs: isSandbox ? 0 : 1000 };
  const report = await runLive(input, door, around);
  const name = `live-report${isSandbox ? '.sandbox' : ''}.json`;
  const file = path.resolve(__dirname, '../..', name);
  writeFileSync(file, `${JSON.stringify({ isSandbox, ...report }, null, 2)}\n`);
  for (const difference of report.differences) console.log(difference);
  console.log(`${report.differences.length} differences, ${report.requests} requests: ${file}`);
  process.exit(isSandbox && report.differences.length > 0 ? 1 : 0);
}

live(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
