/** JavaScript rounds integers of 16 digits and more. */
const LONG_DIGITS = /\d{16}/;
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONG_INTEGER = /^-?\d{16,}$/;

/**
 * JSON.parse, but integers of 16 digits and more, which a number cannot be trusted to hold, become text, digit for digit.
 *
 * @throws SyntaxError when the text is no JSON
 */
export function parseJsonKeepingDigits(text: string): unknown {
  const parsed: unknown = JSON.parse(text);
  if (!LONG_DIGITS.test(text)) return parsed;
  const quoted = text.replace(STRING_OR_NUMBER, (token) =>
    LONG_INTEGER.test(token) ? `"${token}"` : token,
  );
  return JSON.parse(quoted);
}
