/** Fields of a log line. They must not contain a phone number, name, token, signature or secret. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export type Log = (fields: LogFields) => void;

/** Writes one JSON line, the format that the cloud console's log search reads. */
export const logLine: Log = (fields) => {
  console.log(JSON.stringify(fields));
};

/** Maximum number of causes to follow, because an error may be a cause of itself. */
const MAX_CAUSES = 10;
/** Pattern of the error codes that are logged, such as `ENOTFOUND` and `CERT_HAS_EXPIRED`. */
const LOGGABLE_CODE = /^[A-Z][A-Z0-9_]{2,40}$/;

/** Finds the innermost cause's error code. Only the code is logged: messages may be private. */
export function causeCodeOf(failure: unknown): string | undefined {
  let innermostCode: string | undefined;
  let error = failure;
  for (let depth = 0; depth < MAX_CAUSES && error instanceof Error; depth += 1) {
    const { code, cause }: { code?: unknown; cause?: unknown } = error;
    if (typeof code === 'string' && LOGGABLE_CODE.test(code)) innermostCode = code;
    error = cause;
  }
  return innermostCode;
}

/** Returns the SDK's error code (`errCode`) in a failure; null if it has none. */
export function sdkCodeOf(error: unknown): number | null {
  const code = typeof error === 'object' && error !== null && 'errCode' in error && error.errCode;
  return typeof code === 'number' ? code : null;
}
