import { candidatesOf, MAX_ORDER_ID_BYTES, problemOf } from '../../../miniprogram/shared/order-id';

describe('candidatesOf', () => {
  it.each([
    ['a plain id', '20261124-1288', ['20261124-1288']],
    ['spaces and line ends around', ' \t20261124-1288\r\n', ['20261124-1288']],
    [
      'a byte-order mark and zero-width marks around',
      '\uFEFF\u200B20261124-1288\u200B',
      ['20261124-1288'],
    ],
    ['spaces inside: as scanned first', '2026 1124 1288', ['2026 1124 1288', '202611241288']],
    ['full-width characters', '２０２６－Ａ１', ['２０２６－Ａ１', '2026-A1']],
    ['a full-width space', '2026\u30001288', ['2026\u30001288', '20261288']],
    ['a scanner prefix', 'CODE_128,20261124-1288', ['CODE_128,20261124-1288', '20261124-1288']],
    ['another scanner prefix', 'QR_CODE:ab-1', ['QR_CODE:ab-1', 'ab-1']],
    [
      'a link',
      'https://shop.example/o?x=1&order_id=Ab9',
      ['https://shop.example/o?x=1&order_id=Ab9', 'Ab9'],
    ],
    [
      'an escaped link',
      'https://shop.example/?id=%E5%8D%95%201#top',
      ['https://shop.example/?id=%E5%8D%95%201#top', '单1'],
    ],
    ['a scene', 'id=20261124-1288', ['id=20261124-1288', '20261124-1288']],
    ['JSON', '{"sn":"Ab9"}', ['{"sn":"Ab9"}', 'Ab9']],
    [
      'JSON with a number too long for JavaScript',
      '{"orderId": 12345678901234567890}',
      ['{"orderId": 12345678901234567890}', '12345678901234567890'],
    ],
    [
      'JSON with such a number, and others under the same key deeper inside',
      '{"data":{"id":98765432109876543210},"x":"\\"id\\":1,","id":12345678901234567890}',
      [
        '{"data":{"id":98765432109876543210},"x":"\\"id\\":1,","id":12345678901234567890}',
        '12345678901234567890',
      ],
    ],
    [
      'JSON with a blank under a likelier key',
      '{"id":"\u200B","sn":"Ab9"}',
      ['{"id":"\u200B","sn":"Ab9"}', 'Ab9'],
    ],
    ['a link with a blank under a likelier key', '?id=%20&sn=Ab9', ['?id=%20&sn=Ab9', 'Ab9']],
    ['controls inside, which WeChat takes none of', '2026\u001D1288', ['20261288']],
    ['half a character', '2026\uD83D1288', ['20261288']],
    [
      'JSON with the same key deeper inside',
      '{"data":{"id":7},"id":8}',
      ['{"data":{"id":7},"id":8}', '8'],
    ],
    [
      'JSON whose likelier key holds no id',
      '{"id":1.5,"sn":"Ab9"}',
      ['{"id":1.5,"sn":"Ab9"}', 'Ab9'],
    ],
    ['JSON without any known key: the text is the id', '{"no":"Ab9"}', ['{"no":"Ab9"}']],
    [
      'a link without any known key: the text is the id',
      'https://shop.example/o?no=7',
      ['https://shop.example/o?no=7'],
    ],
    [
      'a key that only ends like a known one',
      'https://shop.example/?grid=7',
      ['https://shop.example/?grid=7'],
    ],
  ])('%s', (_name, raw, expected) => {
    expect(candidatesOf(raw)).toEqual(expected);
  });

  it('prefers the likelier key when a link holds several', () => {
    expect(candidatesOf('https://shop.example/?sn=1&id=2').at(-1)).toBe('2');
  });

  it.each(['', '   ', '\u200B\n'])('has none for a blank text (%j)', (raw) => {
    expect(candidatesOf(raw)).toEqual([]);
  });

  it('does not try a link that is longer than an id can be', () => {
    const link = `https://shop.example/?${'x'.repeat(MAX_ORDER_ID_BYTES)}&id=7`;
    expect(candidatesOf(link)).toEqual(['7']);
  });

  it('gives an over-long id back, so that its length can be told', () => {
    const long = '9'.repeat(MAX_ORDER_ID_BYTES + 1);
    expect(candidatesOf(long)).toEqual([long]);
    expect(problemOf(long)).toBe('too-long');
  });

  it('is quick with a text that is mostly spaces', () => {
    const spaces = ' '.repeat(300_000);
    expect(candidatesOf(`${spaces}a${spaces}b${spaces}`)).toEqual(['ab']);
  });
});

describe('problemOf', () => {
  it('counts bytes of UTF-8, as WeChat does, not characters', () => {
    expect(problemOf('单'.repeat(42))).toBeNull(); // 126 bytes
    expect(problemOf('单'.repeat(43))).toBe('too-long'); // 129 bytes
    expect(problemOf('😀'.repeat(32))).toBeNull(); // 128 bytes
    expect(problemOf('😀'.repeat(33))).toBe('too-long');
    expect(problemOf('é'.repeat(64))).toBeNull(); // 128 bytes
  });

  it('calls nothing "empty"', () => {
    expect(problemOf('')).toBe('empty');
  });
});
