/**
 * Run of 16 or more digits where a number may begin, not a string: a JavaScript number may round an
 * integer that long.
 */
const LONG_NUMBER = /(?:^|[\s:,[-])\d{16}/;
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONG_INTEGER = /^-?\d{16,}$/;

/**
 * Parses JSON, but returns integers of 16 or more digits as strings, because a JavaScript number
 * may not hold them exactly.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseJsonKeepingDigits(text: string): unknown {
  const parsed: unknown = JSON.parse(text);
  if (!LONG_NUMBER.test(text)) return parsed;
  const quoted = text.replace(STRING_OR_NUMBER, (token) =>
    LONG_INTEGER.test(token) ? `"${token}"` : token,
  );
  return JSON.parse(quoted);
}
