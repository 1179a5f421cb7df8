/** The exit code of a program that was told to end. */
const INTERRUPTED = 130;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Ctrl-C comes twice: from the terminal, and from dev/run.mjs, which started this. */
const SAME_AGAIN_MS = 1000;
/** Putting everything away takes less, ms, unless something hangs; a browser may be starting. */
const HANGS_AFTER_MS = 120_000;

/**
 * Resolves when the process is told to end: by a signal, or since whoever started it is gone. Then
 * it may put everything away; when it is told once more, it ends as it stands.
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
