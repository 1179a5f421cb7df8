/** Fields of a log line. They must not contain a phone number, name, token, signature or secret. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export type Log = (fields: LogFields) => void;

/** Writes one JSON line, the format that the cloud console's log search reads. */
export const logLine: Log = (fields) => {
  console.log(JSON.stringify(fields));
};

/** Pattern of error codes that may be logged, such as Node's `ENOTFOUND` and `CERT_HAS_EXPIRED`. */
const CODE = /^[A-Z][A-Z0-9_]{2,40}$/;

/**
 * Finds the error code behind a failure, for the log. Messages are not logged, because they may
 * quote private data.
 *
 * @returns code of the innermost cause that has one; undefined when none has
 */
export function causeCodeOf(failure: unknown): string | undefined {
  let found: string | undefined;
  for (let error = failure; error instanceof Error; error = error.cause) {
    const code = 'code' in error ? error.code : undefined;
    if (typeof code === 'string' && CODE.test(code)) found = code;
  }
  return found;
}
