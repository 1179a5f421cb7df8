const INTERRUPTED = 130;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Ctrl-C arrives twice: from the terminal, and from dev/run.mjs. */
const SAME_AGAIN_MS = 1000;
/** Time to clean up, in ms, before the process is ended; a browser may still be starting. */
const HANGS_AFTER_MS = 120_000;

/**
 * Resolves at a signal, or when the parent is gone. The process then cleans up. At a second signal
 * it exits at once.
 *
 * @returns the exit code
 */
export function interruption(): Promise<number> {
  let toldAt: number | null = null;
  return new Promise((resolve) => {
    const stop = (by: string): void => {
      if (toldAt !== null && Date.now() - toldAt > SAME_AGAIN_MS) process.exit(INTERRUPTED);
      if (toldAt !== null) return;
      toldAt = Date.now();
      console.log(`Ended by ${by}: putting everything away …`);
      setTimeout(() => process.exit(INTERRUPTED), HANGS_AFTER_MS).unref();
      resolve(INTERRUPTED);
    };
    for (const signal of SIGNALS) process.on(signal, stop);
    process.once('disconnect', () => {
      stop('its parent');
    });
  });
}
