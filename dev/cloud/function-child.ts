import { fork } from 'node:child_process';
import type { ClockState } from '../clock/clock';
import { type CallMessage, type Outcome, type ProcessMessage, failed, timedOut } from './call';
import type { FunctionManifest } from './function-manifest';

export interface ChildOptions {
  readonly id: string;
  /** Path of the program that is built from function-process.ts. */
  readonly program: string;
  readonly nodeExecutable: string;
  readonly manifest: FunctionManifest;
  readonly environment: Readonly<Record<string, string>>;
  readonly clock: ClockState;
  /** Receives the error text when the process crashes between calls. */
  readonly onCrash: (words: string) => void;
}

/** The outcome of a call, and the lines that the function printed. */
export interface Answered {
  readonly outcome: Outcome;
  readonly lines: readonly string[];
}

/** Process that runs one cloud function, one call at a time. */
export type FunctionChild = ReturnType<typeof startChild>;

/** Number of last characters of a crashed process's stderr that are reported. */
const CRASH_WORDS = 2000;
/** Limit in ms for loading a function, against hangs. A call's time-out starts after loading. */
const LOADING_LIMIT_MS = 60_000;

/** A call that waits to be sent or answered. */
interface Waiting {
  readonly call: CallMessage;
  readonly resolve: (outcome: Outcome) => void;
}

export function startChild({ manifest, environment, ...options }: ChildOptions) {
  const child = fork(options.program, [manifest.folder, JSON.stringify(options.clock)], {
    cwd: manifest.folder,
    env: environment,
    execPath: options.nodeExecutable,
    // Node tells what a later Node warns of, so that tests on an old one see it, too.
    execArgv: [`--max-old-space-size=${manifest.memoryMb}`, '--pending-deprecation'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let printed = '';
  let crashWords = '';
  let started: ProcessMessage | undefined;
  let waiting: Waiting | undefined;
  let patience: NodeJS.Timeout | undefined;
  let ended = false;

  const settle = (outcome: Outcome): void => {
    clearTimeout(patience);
    const settled = waiting;
    waiting = undefined;
    settled?.resolve(outcome);
  };
  const waitAtMost = (ms: number): void => {
    clearTimeout(patience);
    patience = setTimeout(() => {
      child.kill('SIGKILL');
      settle(timedOut(ms / 1000));
    }, ms);
  };
  const sendWaiting = (): void => {
    if (started?.kind === 'threw') settle(failed(started.error));
    else if (started !== undefined && waiting !== undefined) {
      child.send(waiting.call);
      waitAtMost(waiting.call.context.time_limit_in_ms);
    }
  };

  child.stderr?.on('data', (chunk: Buffer) => {
    crashWords = (crashWords + chunk.toString('utf8')).slice(-CRASH_WORDS);
  });
  child.on('message', (message) => {
    const said = message as ProcessMessage;
    if (said.kind === 'printed') printed += said.text;
    else if (started === undefined) {
      started = said;
      sendWaiting();
    } else if (said.kind === 'returned') settle({ result: said.result });
    else if (said.kind === 'threw') settle(failed(said.error));
  });
  child.on('error', (error) => {
    ended = true;
    settle(failed(`The function's process failed: ${error.message}`));
  });
  const closed = new Promise<void>((resolve) => {
    // Uses `close`, since at `exit` the last output may still be on its way.
    child.on('close', (code, signal) => {
      ended = true;
      const how = signal === null ? `with exit code ${String(code)}` : `by ${signal}`;
      const words = `The process of ${manifest.name} ended ${how}. ${crashWords}`.trim();
      if (waiting !== undefined) settle(failed(words));
      else if (!child.killed && started?.kind === 'ready') options.onCrash(words);
      resolve();
    });
  });

  return {
    /** Id by which the database recognizes requests of this process. */
    id: options.id,
    /** Runs a call. The promise always settles. After a crash or time-out the process is dead. */
    call: async (call: CallMessage) => {
      printed = '';
      const outcome = await new Promise<Outcome>((resolve) => {
        waiting = { call, resolve };
        if (ended) settle(failed("The function's process has ended."));
        else {
          waitAtMost(LOADING_LIMIT_MS);
          sendWaiting();
        }
      });
      return { outcome, lines: printed.split('\n').filter((line) => line !== '') };
    },
    isAlive: () => !ended && !child.killed && started?.kind !== 'threw' && child.connected,
    /** Kills the process, and resolves when it has ended. */
    kill: () => {
      child.kill('SIGKILL');
      return closed;
    },
  };
}
