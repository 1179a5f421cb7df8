/** Fields of a log line: short facts about a call, never a phone, name, token, sign or secret. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export type Log = (fields: LogFields) => void;

/** Writes one JSON line, the format that the cloud console's log search reads. */
export const logLine: Log = (fields) => {
  console.log(JSON.stringify(fields));
};

/** Greatest length of a chain of causes. A longer one is a circle. */
const MOST_CAUSES = 10;
/**
 * Pattern of the codes of Node's errors (`ENOTFOUND`, `CERT_HAS_EXPIRED`): no others are logged.
 */
const CODE = /^[A-Z][A-Z0-9_]{2,40}$/;

/**
 * Finds the cause of a failure, for the log. Messages are left out, since they may quote private
 * data.
 *
 * @returns code of the innermost cause that has one; undefined when none has
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
