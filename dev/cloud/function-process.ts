/**
 * Program that runs one cloud function in its own process, started by function-child.ts. `Date` is
 * set to the simulated clock before the function is loaded.
 */
import { installClock } from '../clock/shown-date';
import type { CallMessage, ProcessMessage } from './call';

let clock = { realAt: 0, shownAt: 0, speed: 1 };
installClock(globalThis, () => clock);

function send(message: ProcessMessage): void {
  process.send?.(message);
}

/** Sends printed text as messages to the parent, so that it arrives before the call's answer. */
function sendWhatIsPrinted(stream: NodeJS.WriteStream): void {
  stream.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    send({
      kind: 'printed',
      text: typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString(),
    });
    const done = rest.find((each): each is () => void => typeof each === 'function');
    done?.();
    return true;
  };
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

type CloudFunction = (event: unknown, context: unknown) => unknown;

function loadFunction(folder: string): CloudFunction {
  // `require`, because the function's path is known only at run time.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const loaded = require(folder) as { readonly main?: unknown };
  if (typeof loaded.main !== 'function') throw new Error(`${folder} exports no function "main".`);
  return loaded.main as CloudFunction;
}

async function answer(main: CloudFunction, call: CallMessage): Promise<void> {
  clock = call.clock;
  Object.assign(process.env, call.environment);
  try {
    send({ kind: 'returned', result: (await main(call.event, call.context)) ?? null });
  } catch (error) {
    send({ kind: 'threw', error: textOf(error) });
  }
}

function start(folder: string, startedClock: string): void {
  clock = JSON.parse(startedClock) as typeof clock;
  sendWhatIsPrinted(process.stdout);
  sendWhatIsPrinted(process.stderr);
  process.on('disconnect', () => process.exit());
  let main: CloudFunction;
  try {
    main = loadFunction(folder);
  } catch (error) {
    send({ kind: 'threw', error: textOf(error) });
    process.disconnect();
    return;
  }
  process.on('message', (call) => void answer(main, call as CallMessage));
  send({ kind: 'ready' });
}

start(process.argv[2] ?? '', process.argv[3] ?? '');
