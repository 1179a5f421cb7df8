const INTERRUPTED = 130;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Time in which a repeated signal is ignored, ms: dev/run.mjs forwards Ctrl-C a second time. */
const SAME_AGAIN_MS = 1000;
/** Time limit of the clean-up, ms. It is long, because a browser may still be starting. */
const HANGS_AFTER_MS = 120_000;

/**
 * Resolves at the first signal, or when the parent process is gone, so that the caller cleans up. A
 * later signal ends the process at once.
 *
 * @returns the exit code for the process
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
