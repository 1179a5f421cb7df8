/** All errors since the page was loaded, oldest first. Tests read them as `__phone.errors`. */
export const errors: string[] = [];

/** Records an error of product code, or an error or warning of the framework, and prints it. */
export function reportError(error: unknown, where: string): void {
  errors.push(
    `${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  console.error(`${where}:`, error);
}

/** Runs product code. Its errors are reported and do not reach the caller. */
export function guarded(where: string, run: () => void): void {
  try {
    run();
  } catch (error) {
    reportError(error, where);
  }
}
