import path from 'node:path';
import { parseArgs } from 'node:util';
import open from 'open';
import { createHost } from './host';
import type { WorldKind } from './host-state';
import type { TileSource } from './tile-source';
import { tileSourceFrom } from './tile-source';

const USAGE =
  'npm start -- [--port 8123] [--no-open] [--fresh | --empty] [--data dist/local] [--tiles <address> [--tiles-system wgs84|gcj02]]';

interface Arguments {
  readonly port: number;
  readonly open: boolean;
  /** Forgets what was kept, and begins so. */
  readonly begin: WorldKind | undefined;
  /** Where every host of this machine keeps its own folder. */
  readonly data: string;
  readonly tiles: TileSource | undefined;
}

/** @throws Error with a sentence for the person at the terminal */
function readArguments(words: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...words],
    options: {
      port: { type: 'string', default: '8123' },
      'no-open': { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      empty: { type: 'boolean', default: false },
      tiles: { type: 'string' },
      'tiles-system': { type: 'string', default: 'wgs84' },
      data: { type: 'string', default: path.resolve(__dirname, '../../dist/local') },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || values.port === '' || port < 1 || port > 65_535) {
    throw new Error(`--port takes a number from 1 to 65535, not "${values.port}".`);
  }
  return {
    port,
    open: !values['no-open'] && process.env['CI'] === undefined,
    begin: values.empty ? 'empty' : values.fresh ? 'demo' : undefined,
    data: values.data,
    tiles:
      values.tiles === undefined ? undefined : tileSourceFrom(values.tiles, values['tiles-system']),
  };
}

async function start(words: readonly string[]): Promise<void> {
  const wanted = readArguments(words);
  const host = await createHost({
    port: wanted.port,
    // One for each port, as it is with the browser's storage: two hosts never write the same files.
    folder: path.join(wanted.data, String(wanted.port)),
    ...(wanted.begin === undefined ? {} : { begin: wanted.begin }),
    ...(wanted.tiles === undefined ? {} : { tiles: wanted.tiles }),
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
  // dev/run.mjs, which started this, is gone: killed, most likely.
  process.on('disconnect', stop);
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    const next = Number(error.port) + 1;
    return `Port ${String(error.port)} is taken, perhaps by another npm start. Take another one: npm start -- --port ${next}`;
  }
  if ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
    return `${error.message}\nUsage: ${USAGE}`;
  }
  return error.message;
}

start(process.argv.slice(2)).catch((error: unknown) => {
  console.error(sentenceOf(error));
  process.exitCode = 1;
});
