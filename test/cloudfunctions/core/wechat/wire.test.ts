import fc from 'fast-check';
import { readWire } from '../../../../cloudfunctions/core/wechat/wire';
import { thrownBy } from '../../../support/thrown-by';

describe('readWire', () => {
  it('keeps every digit of a long number, be it text or bare (docs/getorder-contract.md §1 [R])', () => {
    expect(readWire('{"waybill_id":12345678901234567890123456}').text('waybill_id')).toBe(
      '12345678901234567890123456',
    );
    expect(readWire('{"waybill_id":"12345678901234567890123456"}').text('waybill_id')).toBe(
      '12345678901234567890123456',
    );
  });

  it.each([
    '{}',
    '{"x":null}',
    '{"x":""}',
    '{"x":"  "}',
    '{"x":0}',
    '{"x":"0"}',
    '{"x":{}}',
    '{"x":[]}',
    '{"x":true}',
  ])('%s holds no text', (body) => {
    expect(readWire(body).text('x')).toBeNull();
  });

  it.each([
    ['{"x":301}', 301],
    ['{"x":"301"}', 301],
    ['{"x":" -1 "}', -1],
    ['{"x":113.33012345678901234567}', 113.33012345678901],
    ['{"x":0}', 0],
  ])('%s holds a number', (body, number) => {
    expect(readWire(body).number('x')).toBe(number);
  });

  it.each([
    '{}',
    '{"x":null}',
    '{"x":""}',
    '{"x":"soon"}',
    '{"x":1e999}',
    '{"x":"Infinity"}',
    '{"x":[1]}',
    '{"x":true}',
  ])('%s holds no number', (body) => {
    expect(readWire(body).number('x')).toBeNull();
  });

  it.each(['', '<html>', '[]', '"ok"', '7', 'null', '{"x":'])(
    '%j is a malformed answer',
    (body) => {
      expect(thrownBy(() => readWire(body))).toMatchObject({ code: 'upstream-malformed' });
    },
  );

  it('is not fooled by names that every object has', () => {
    const wire = readWire('{}');
    expect([wire.text('constructor'), wire.text('__proto__'), wire.number('toString')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('reads any JSON object, whatever it holds', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (fields, name) => {
        const wire = readWire(JSON.stringify(fields));
        expect([wire.text(name), wire.number(name)]).toHaveLength(2);
      }),
    );
  });
});
