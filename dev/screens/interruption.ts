/** What this process was told to end by. */
export class Interrupted extends Error {
  constructor(readonly by: string) {
    super(`Ended by ${by}.`);
    this.name = 'Interrupted';
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** How long putting everything away may take, ms. */
const LONGEST_END_MS = 5000;

/**
 * Rejects with Interrupted when the process is told to end: by a signal, or since whoever started it is gone. If it is still there some seconds later it
 * is ended as it stands; a second signal does so at once.
 */
export function interruption(): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = (by: string): void => {
      reject(new Interrupted(by));
      setTimeout(() => process.exit(INTERRUPTED), LONGEST_END_MS).unref();
    };
    for (const signal of SIGNALS) process.once(signal, stop);
    process.once('disconnect', () => {
      stop('its parent');
    });
  });
}

/** The exit code of an interrupted program. */
export const INTERRUPTED = 130;
