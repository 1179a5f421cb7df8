import fc from 'fast-check';
import { parseJsonKeepingDigits } from '../../miniprogram/contract/schema';
import { expectAlways } from '../support/fuzz';

/** Pieces of valid and invalid JSON, with long digits. */
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', ' ', '\n') },
  fc.constantFrom(...['-', '+', '.', 'e', 'E', '0', '7', 'null', 'x', '"a":', '"a"', '\\"']),
  fc.constantFrom('1234567890123456', '01234567890123456', '-12345678901234567890123456'),
);
const anyText = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
const asJson = fc.json({ stringUnit: 'binary', maxDepth: 3 });
const withDigits = fc
  .tuple(asJson, fc.nat(60), piece, fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }))
  .map(([json, at, text, digits]) => `${json.slice(0, at)}${text}${digits}${json.slice(at)}`);

function parsed(
  parse: (text: string) => unknown,
  text: string,
): { readonly value: unknown } | null {
  try {
    return { value: parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

describe('reading JSON with long digits', () => {
  it('takes for JSON what JSON.parse takes for it, and nothing else', () => {
    expectAlways([fc.oneof(anyText, withDigits, asJson)], (text) => {
      expect(parsed(parseJsonKeepingDigits, text) === null).toBe(parsed(JSON.parse, text) === null);
    });
  });

  it('reads a whole number of any length digit for digit, wherever it stands', () => {
    expectAlways([fc.bigInt({ min: 10n ** 15n, max: 10n ** 30n }), asJson], (digits, json) => {
      const text = `{"before":${json},"id":${digits} ,"all":[${digits},-${digits}]}`;
      expect(parseJsonKeepingDigits(text)).toMatchObject({
        id: String(digits),
        all: [String(digits), `-${digits}`],
      });
    });
  });
});
