/** Everything that went wrong since the page was loaded, oldest first; `__phone.errors`. */
export const errors: string[] = [];

/** Collects an error that the framework or a handler threw, and says it on the console. */
export function reportError(error: unknown, where: string): void {
  errors.push(
    `${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  console.error(`${where}:`, error);
}

/** Runs product code; its error is reported and does not reach the caller. */
export function guarded(where: string, run: () => void): void {
  try {
    run();
  } catch (error) {
    reportError(error, where);
  }
}
