import { parseJsonKeepingDigits } from '../../../miniprogram/contract/parse-json-keeping-digits';

describe('parseJsonKeepingDigits', () => {
  it.each([
    ['{"a":12345678901234567890123456}', { a: '12345678901234567890123456' }],
    ['[1,12345678901234567890,2]', [1, '12345678901234567890', 2]],
    ['1234567890123456', '1234567890123456'],
    ['{"a":\n1234567890123456}', { a: '1234567890123456' }],
    ['[-1234567890123456, 1234567890123456]', ['-1234567890123456', '1234567890123456']],
  ])('gives long integers as text: %s', (text, value) => {
    expect(parseJsonKeepingDigits(text)).toEqual(value);
  });

  it.each([
    '{"a":123456789012345,"b":-7,"c":null}',
    '{"a":113.33012345678901234567,"b":1.2345678901234567e25,"c":12345678901234567890.5}',
    '{"a":"1234567890123456","12345678901234567890":"x: 12345678901234567890"}',
    '[1e00000000000000021,1E+00000000000000021,10e-00000000000000021,12345678901234567.5]',
    String.raw`{"a":"\n 12345678901234567890 \\ 12345678901234567890 \n"}`,
    String.raw`{"a":"\"b\":12345678901234567890,","c":"\\"}`,
  ])('reads all else as JSON.parse does: %s', (text) => {
    expect(parseJsonKeepingDigits(text)).toEqual(JSON.parse(text));
  });

  it.each(['', '{"a":012345678901234567890}', '{1234567890123456:1}', '12345678901234567890,'])(
    'refuses what is no JSON: %s',
    (text) => {
      expect(() => parseJsonKeepingDigits(text)).toThrow(SyntaxError);
    },
  );

  it('holds a text of a megabyte, in one piece or in many', () => {
    const long = JSON.stringify(['"\\'.repeat(200_000), '1234567890123456'.repeat(20_000)]);
    expect(parseJsonKeepingDigits(long)).toEqual(JSON.parse(long));
    const many = `[${'1234567890123456,'.repeat(50_000)}0]`;
    expect(parseJsonKeepingDigits(many)).toHaveLength(50_001);
  });
});
