import { parseJsonKeepingDigits } from '../../../miniprogram/contract/schema';
import {
  orderIdCandidates,
  isSendable,
  MAX_ORDER_ID_BYTES,
  idProblem,
  orderEndOf,
} from '../../../miniprogram/contract/order-id';

const LONG_NUMBER = '12345678901234567890';

describe('candidatesOf', () => {
  it.each([
    ['a plain id', '20261124-1288'],
    ['JSON without any known key: the text is the id', '{"no":"Ab9"}'],
    ['a link without any known key: the text is the id', 'https://shop.example/o?no=7'],
    ['a key that only ends like a known one', 'https://shop.example/?grid=7'],
    ...['CODE_128Ab9', 'XCODE_128,Ab9', 'CODE_129,Ab9', 'EAN_9,Ab9'].map((name) => [name, name]),
  ])('takes as it is %s', (_name, raw) => {
    expect(orderIdCandidates(raw)).toEqual([raw]);
  });

  it.each([
    ['spaces and line ends around', ' \t20261124-1288\r\n', '20261124-1288'],
    ['marks of no width around', '\uFEFF\u200B20261124-1288\u200B', '20261124-1288'],
    ['controls inside, which WeChat takes none of', '2026\u001D1288', '20261288'],
    ['half a character', '2026\uD83D1288', '20261288'],
  ])('leaves out %s', (_name, raw, id) => {
    expect(orderIdCandidates(raw)).toEqual([id]);
  });

  it.each([
    ['spaces inside', '2026 1124 1288', '202611241288'],
    ['full-width characters', '２０２６－Ａ１', '2026-A1'],
    ['a full-width space', '2026\u30001288', '20261288'],
    ['a scanner prefix', 'CODE_128,20261124-1288', '20261124-1288'],
    ['an AIM prefix', ']C120261124-1288', '20261124-1288'],
    ['a QR code’s', ']Q1A-7', 'A-7'],
    ['another scanner prefix', 'QR_CODE:ab-1', 'ab-1'],
    ['a link', 'https://shop.example/o?x=1&order_id=Ab9', 'Ab9'],
    ['an escaped link', 'https://shop.example/?id=%E5%8D%95%201#top', '单1'],
    ['a link with a blank under a likelier key', '?id=%20&sn=Ab9', 'Ab9'],
    ['a scene', 'id=20261124-1288', '20261124-1288'],
    ['JSON', '{"sn":"Ab9"}', 'Ab9'],
    ['JSON with a number too long for JavaScript', `{"orderId": ${LONG_NUMBER}}`, LONG_NUMBER],
    [
      'JSON with such a number, and others under the same key deeper inside',
      `{"data":{"id":98765432109876543210},"x":"\\"id\\":1,","id":${LONG_NUMBER}}`,
      LONG_NUMBER,
    ],
    ['JSON with a blank under a likelier key', '{"id":"\u200B","sn":"Ab9"}', 'Ab9'],
    ['JSON with the same key deeper inside', '{"data":{"id":7},"id":8}', '8'],
    ['JSON whose likelier key holds no id', '{"id":1.5,"sn":"Ab9"}', 'Ab9'],
  ])('tries the id without %s, then the text itself', (_name, raw, id) => {
    expect(orderIdCandidates(raw)).toEqual([id, raw]);
  });

  it.each([
    ...['CODE128', 'CODE_39', 'CODE-93', 'EAN13', 'EAN_8', 'EAN-13', 'UPCA', 'UPC_E', 'UPC-A'],
    ...['ITF', 'CODABAR', 'QRCODE', 'QR_CODE', 'QR-CODE', 'DATAMATRIX', 'DATA_MATRIX'],
    ...['PDF417', 'PDF_417', 'BARCODE', 'code_128'],
  ])('knows %s before an id for the name of a symbology', (name) => {
    expect(orderIdCandidates(`${name},Ab9`)[0]).toBe('Ab9');
  });

  it.each([',', '，', ':', '：', ' , ', ', '])('knows what follows such a name: %j', (mark) => {
    expect(orderIdCandidates(`CODE_128${mark}Ab9`)[0]).toBe('Ab9');
  });

  it.each(['id', 'orderId', 'order_id', 'shop_order_id', 'order_no', 'sn'])(
    'finds the id under %s, in a link and in JSON',
    (key) => {
      expect(orderIdCandidates(`https://shop.example/?x=1&${key}=Ab9&y=2`)[0]).toBe('Ab9');
      expect(orderIdCandidates(`https://shop.example/#${key}=Ab9`)[0]).toBe('Ab9');
      expect(orderIdCandidates(`{"${key}":"Ab9"}`)[0]).toBe('Ab9');
    },
  );

  it('takes every full-width character for its twin, and none beside them', () => {
    expect(orderIdCandidates('！～')[0]).toBe('!~');
    expect(orderIdCandidates('\uFF00A\uFF5F')).toEqual(['\uFF00A\uFF5F']);
  });

  it.each(['{"id"', '{Ab9}', '{"id":12345678901234567.5}', '["id","7"]', 'null', '"id"'])(
    'takes for the id itself JSON without one, and what only looks like JSON: %s',
    (text) => {
      expect(orderIdCandidates(text)).toEqual([text]);
    },
  );

  it.each([
    '订单号：20261126-1276',
    '订单号20261126-1276',
    '您好，订单号: 20261126-1276 ，麻烦看下到哪了',
    '订单编号：20261126-1276。',
    '订单号是20261126-1276吗',
    'No.20261126-1276',
    'Order ID: 20261126-1276',
    'order #20261126-1276',
    '#20261126-1276',
    'CODE_128,订单号：20261126-1276',
  ])('finds the id behind its label: %s', (text) => {
    expect(orderIdCandidates(text)).toEqual(['20261126-1276', text]);
  });

  it.each(['NO1234', 'order-12', 'A#12', '订单号', '订单号：'])('sees no label: %s', (text) => {
    expect(orderIdCandidates(text).at(-1)).toBe(text);
    expect(orderIdCandidates(text)[0]).not.toMatch(/^(?:12|1234|)$/);
  });

  it.each<readonly [string, string, string | undefined]>([
    ['a plus in a link is a space', '?id=Ab+9', 'Ab9'],
    ['a lone % in a link is part of the id', '?id=50%', '50%'],
    ['of several keys in a link the likeliest counts', 'https://shop.example/?sn=1&id=2', '2'],
    ['where cleaning leaves nothing, the text itself is tried', 'CODE_128,', 'CODE_128,'],
    ['a link longer than an id is not tried', `?${'x'.repeat(MAX_ORDER_ID_BYTES)}&id=7`, '7'],
    ...['', '   ', '\u200B\n'].map((blank) => [`${blank} has none`, blank, undefined] as const),
  ])('%s', (_what, raw, id) => {
    expect(orderIdCandidates(raw)[0]).toBe(id);
  });

  it('gives an over-long id back, so that its length can be told', () => {
    const long = '9'.repeat(MAX_ORDER_ID_BYTES + 1);
    expect(orderIdCandidates(long)).toEqual([long]);
    expect([long, ''].map(idProblem)).toEqual(['too-long', 'empty']);
  });

  it('gives of two that are too long the clean one back, and never nothing', () => {
    const nines = '9'.repeat(MAX_ORDER_ID_BYTES);
    expect(orderIdCandidates(`9 ${nines}`)).toEqual([`9${nines}`]);
    const prefixAlone = `CODE_128${' '.repeat(MAX_ORDER_ID_BYTES)},`;
    expect(orderIdCandidates(prefixAlone)).toEqual([prefixAlone]);
  });

  it('is quick with a text that is mostly spaces', () => {
    const spaces = ' '.repeat(300_000);
    const lengths = orderIdCandidates(`${spaces}a${spaces}b${spaces}`).map(({ length }) => length);
    expect(lengths).toEqual(['ab'.length]);
  });
});

describe('isSendable', () => {
  it.each(['20261124-1288', '单 1', '😀', '\u00A0'])('takes %j', (id) => {
    expect(isSendable(id)).toBe(true);
  });

  it.each(['1\n', '\u0000', '\u007F', '\u0085', '\uD83D', 'a\uDE00b'])('refuses %j', (id) => {
    expect(isSendable(id)).toBe(false);
  });
});

it.each([
  ['\u007F', 128],
  ['\u0080', 64],
  ['\u07FF', 64],
  ['\u0800', 42],
  ['\uFFFF', 42],
  ['\u{10000}', 32],
  ['单', 42],
  ['😀', 32],
])('problemOf counts bytes of UTF-8, as WeChat does: %j fits so often: %i', (character, count) => {
  expect(idProblem(character.repeat(count))).toBeNull();
  expect(idProblem(character.repeat(count + 1))).toBe('too-long');
});

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

  it('holds a text of a megabyte, in one piece or in many', () => {
    const long = JSON.stringify(['"\\'.repeat(200_000), '1234567890123456'.repeat(20_000)]);
    expect(parseJsonKeepingDigits(long)).toEqual(JSON.parse(long));
    const many = `[${'1234567890123456,'.repeat(50_000)}0]`;
    expect(parseJsonKeepingDigits(many)).toHaveLength(50_001);
  });
});

it('the end of an order id is cut between characters', () => {
  expect(orderEndOf('20261124-1304')).toBe('1304');
  expect(orderEndOf('1🍵304')).toBe('🍵304');
});
