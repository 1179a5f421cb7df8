/** All errors since the page was loaded, oldest first. `__phone.errors` for tests. */
export const errors: string[] = [];

/** Records an error of the framework or a handler, and prints it. */
export function reportError(error: unknown, where: string): void {
  errors.push(
    `${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  console.error(`${where}:`, error);
}

/** Runs product code. An error is reported and does not reach the caller. */
export function guarded(where: string, run: () => void): void {
  try {
    run();
  } catch (error) {
    reportError(error, where);
  }
}
