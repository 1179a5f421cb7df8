/** What a log line may hold: short facts about a call, never a phone, name, token, sign or secret. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export type Log = (fields: LogFields) => void;

/** Writes one JSON line, which is what the cloud console's log search takes apart. */
export const logLine: Log = (fields) => {
  console.log(JSON.stringify(fields));
};

/** A chain of causes longer than this is a circle. */
const MOST_CAUSES = 10;
/** Names of Node's own errors (`ENOTFOUND`, `CERT_HAS_EXPIRED`): nothing else may reach the log. */
const CODE = /^[A-Z][A-Z0-9_]{2,40}$/;

/**
 * Finds what brought a failure about, for the log. Messages stay out: they may quote what was
 * being worked on.
 *
 * @returns the code of the innermost cause that has one; undefined when none has
 */
export function causeCodeOf(failure: unknown): string | undefined {
  let found: string | undefined;
  let error = failure;
  for (let depth = 0; depth < MOST_CAUSES && error instanceof Error; depth += 1) {
    const { code, cause }: { code?: unknown; cause?: unknown } = error;
    if (typeof code === 'string' && CODE.test(code)) found = code;
    error = cause;
  }
  return found;
}
