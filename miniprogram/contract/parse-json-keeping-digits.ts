/** Digits of a long integer: JavaScript rounds integers of 16 digits and more. */
const LONG_DIGITS = /\d{16}/;
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONG_INTEGER = /^-?\d{16,}$/;

/**
 * Parses JSON and turns integers of 16 digits and more, which a number cannot hold reliably, into
 * text, digit for digit.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseJsonKeepingDigits(text: string): unknown {
  const parsed: unknown = JSON.parse(text);
  if (!LONG_DIGITS.test(text)) return parsed;
  const quoted = text.replace(STRING_OR_NUMBER, (token) =>
    LONG_INTEGER.test(token) ? `"${token}"` : token,
  );
  return JSON.parse(quoted);
}
