import { rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import open from 'open';
import { buildFunctions } from '../build/functions';
import { buildMiniprogramNpm } from '../build/miniprogram-npm';
import { createHost } from './host';

const USAGE = 'npm start -- [--port 8123] [--no-open] [--fresh]';

interface Arguments {
  readonly port: number;
  readonly open: boolean;
  readonly fresh: boolean;
}

/** @throws Error with a sentence for the person at the terminal */
function readArguments(words: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...words],
    options: {
      port: { type: 'string', default: '8123' },
      'no-open': { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port takes a number from 0 to 65535, not "${values.port}".`);
  }
  return { port, open: !values['no-open'] && process.env['CI'] === undefined, fresh: values.fresh };
}

async function start(words: readonly string[]): Promise<void> {
  const wanted = readArguments(words);
  const root = path.resolve(__dirname, '../..');
  const dataFolder = path.join(root, 'dist/local');
  const miniprogramFolder = path.join(root, 'miniprogram');
  if (wanted.fresh) rmSync(dataFolder, { recursive: true, force: true });

  const [functions] = await Promise.all([
    buildFunctions(),
    buildMiniprogramNpm({ miniprogramFolder, packagesFolder: root }),
  ]);
  const host = await createHost({
    port: wanted.port,
    dataFolder,
    pagesFolder: path.join(root, 'dist/pages'),
    functionsFolder: path.dirname(functions[0]?.folder ?? ''),
    miniprogramFolder,
    say: console.log,
  });
  console.log(`骑手在哪: ${host.address}  (Ctrl+C ends it)`);
  if (wanted.open) await open(host.address);

  let ending = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (ending) return;
      ending = true;
      void host.stop().then(() => process.exit(0));
    });
  }
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') {
    return `The port is taken, perhaps by another npm start. Take a free one: npm start -- --port 8124`;
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
