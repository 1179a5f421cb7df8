import { cutText } from '../../../../../cloudfunctions/core/providers/wechat/mask';
import { parseAnswer } from '../../../../../cloudfunctions/core/providers/wechat/wire';
import { thrownBy } from '../../../../support/thrown-by';

/** A number as the library that reads the wire would make it. */
const OF_LIBRARY = '{"isLosslessNumber":true,"value":"7"}';

const noNumber = (value: string) => [value, null] as const;

describe('parseAnswer', () => {
  it.each(['null', '""', '"  "', '0', '"0"', '0.0', '"-0.0"', '{}', '[]', 'true', OF_LIBRARY])(
    '%s is no text',
    (value) => {
      expect(parseAnswer(`{"x":${value}}`).text('x')).toBeNull();
    },
  );

  it.each<readonly [string, number | null]>([
    ['301', 301],
    ['"301"', 301],
    ['" -1 "', -1],
    ['113.33012345678901234567', 113.33012345678901],
    ['0', 0],
    ['-0', 0],
    ['"3.01E+2"', 301],
    ['"30100e-2"', 301],
    ['"3e12"', 3e12],
    ['"+7"', 7],
    ['"113.3301"', 113.3301],
    ['"\\n 7\\t "', 7],
    ...['null', '""', '"soon"', '1e999', '"Infinity"', '"0x12d"', '[1]', 'true'].map(noNumber),
    ...['"7."', '".5"', '"7 8"', '"7e"', '"7 元"', '"约 7"', '"--7"'].map(noNumber),
  ])('%s is the number %j', (value, number) => {
    expect(parseAnswer(`{"x":${value}}`).number('x')).toBe(number);
  });

  it.each(['', '<html>', '[]', '"ok"', '7', 'null', '{"x":'])(
    '%j is a malformed answer',
    (body) => {
      expect(thrownBy(() => parseAnswer(body))).toHaveProperty('code', 'upstream-malformed');
    },
  );

  it('keeps why an answer is no JSON', () => {
    const cause = expect.any(SyntaxError) as unknown;
    expect(thrownBy(() => parseAnswer('<html>'))).toHaveProperty('cause', cause);
  });

  it.each([
    // Every digit of a long number, be it text or bare (docs/getorder-contract.md §1 [R]).
    ['{"x":12345678901234567890123456}', '12345678901234567890123456'],
    ['{"x":"12345678901234567890123456"}', '12345678901234567890123456'],
    ['{"x":7}', '7'],
    ['{"x":" 7 "}', '7'],
    ['{"x":"ok"}', 'ok'],
    ['{"x":-1.5}', '-1.5'],
  ])('%s holds text', (body, text) => {
    expect(parseAnswer(body).text('x')).toBe(text);
  });

  it('tells a code that is not there from one that cannot be read, which may tell of a failure', () => {
    const codeIn = (body: string): unknown => parseAnswer(body).code('x');
    expect(['{}', '{"x":null}', '{"x":" "}'].map(codeIn)).toEqual([null, null, null]);
    expect(['{"x":0}', '{"x":"0"}', '{"x":-1}'].map(codeIn)).toEqual([0, 0, -1]);
    for (const body of ['{"x":"E1001"}', '{"x":1e999}', '{"x":true}', '{"x":{}}']) {
      expect(thrownBy(() => codeIn(body))).toHaveProperty('code', 'upstream-malformed');
    }
  });

  it('is not fooled by names that every object has', () => {
    const wire = parseAnswer('{}');
    for (const name of ['constructor', '__proto__', 'toString'])
      expect([wire.text(name), wire.number(name)]).toEqual([null, null]);
  });

  it('holds objects and lists of them; whatever else stands in a list is none of them', () => {
    const wire = parseAnswer(
      '{"quota":{"remain":"7"},"shops":[{"id":"a"},null,7,[],{"id":"b"}],"x":7}',
    );
    expect(wire.object('quota')?.number('remain')).toBe(7);
    expect(wire.objects('shops').map((shop) => shop.text('id'))).toEqual(['a', 'b']);
    for (const field of ['x', 'shops', 'missing']) expect(wire.object(field)).toBeNull();
    for (const field of ['x', 'quota', 'missing']) expect(wire.objects(field)).toEqual([]);
  });
});

it.each([
  ['', 3, ''],
  ['abc', 3, 'abc'],
  ['abcd', 3, 'abc…'],
  ['陈🛵🛵', 3, '陈🛵🛵'],
  ['🛵🛵🛵🛵', 3, '🛵🛵🛵…'],
])('cut %j to %i characters is %j', (text, bound, kept) => {
  expect(cutText(text, bound)).toBe(kept);
});
