/**
 * Runs one function, one call at a time. function-child.ts starts it with the function's folder.
 * The function loads only once Date shows the one clock.
 */
import { installClock } from '../clock/shown-date';
import type { CallMessage, ProcessMessage } from './call';

let clock = { realAt: 0, shownAt: 0, speed: 1 };
installClock(globalThis, () => clock);

function send(message: ProcessMessage): void {
  process.send?.(message);
}

/** Sends printed lines as messages, so that they arrive before their answer. */
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
  // The bundle's path is known at run time only.
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
