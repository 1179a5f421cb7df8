import path from 'node:path';
import { parseArgs } from 'node:util';
import type { WorldKind } from '../protocol/host-state';

export const USAGE =
  'Usage: npm start -- [--port 8123] [--no-open] [--fresh | --empty] [--data dist/local]';

/**
 * Returns the options of `npm start`.
 *
 * @param words command-line arguments
 * @param mayOpen whether a browser may be opened, unless `--no-open` forbids it
 * @throws Error that {@link sentenceOf} turns into a message
 */
export function startOptions(words: readonly string[], mayOpen: boolean) {
  const { values } = parseArgs({
    args: [...words],
    options: {
      port: { type: 'string', default: '8123' },
      'no-open': { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      empty: { type: 'boolean', default: false },
      data: { type: 'string', default: path.resolve(__dirname, '../../dist/local') },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || values.port === '' || port < 1 || port > 65_535) {
    throw new Error(`--port takes a number from 1 to 65535, not "${values.port}".`);
  }
  const begin: WorldKind | undefined = values.empty ? 'empty' : values.fresh ? 'demo' : undefined;
  return {
    port,
    open: mayOpen && !values['no-open'],
    /** Deletes the kept data and begins with the demo or an empty database. undefined keeps it. */
    begin,
    /** Folder with one subfolder per port, which holds the data of the host on that port. */
    data: path.resolve(values.data),
  };
}

/** Returns the message that explains a failed start at the terminal. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    const next = Number(error.port) + 1;
    return `Port ${String(error.port)} is taken, perhaps by another npm start. Take another one: npm start -- --port ${next}`;
  }
  if ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
    return `${error.message}\n${USAGE}`;
  }
  return error.message;
}
