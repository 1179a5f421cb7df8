import { create } from 'superstruct';
import {
  type MessageFacts,
  type MessagePlace,
  filledPlace,
  fillTemplate,
  isValidFilling,
  partsForKind,
  textForPlace,
} from '../../../miniprogram/contract/messages';
import { TO_HANDLE_REASONS } from '../../../miniprogram/contract/delivery/urgency';
import { NOON } from '../../support/delivery-reports';

const FACTS: MessageFacts = {
  storeName: '天河南店',
  orderEnd: '1304',
  reason: 'unreachable',
  at: NOON,
};

/** Reads places as `kind label`. */
const placesOf = (...given: readonly string[]): readonly MessagePlace[] =>
  given.map((one, index) => {
    const [kind = '', label = ''] = one.split(' ');
    return { key: `${kind}${index + 1}`, kind, label };
  });

/** Bounds of the kinds, written down from WeChat's page, not from the code [O]. */
const RULES: Readonly<Record<string, RegExp>> = {
  thing: /^.{1,20}$/u,
  character_string: /^[\x21-\x7e]{1,32}$/,
  number: /^\d{1,32}$/,
  time: /^(\d{4}年\d{1,2}月\d{1,2}日 )?\d\d:\d\d$/,
  date: /^\d{4}年\d{1,2}月\d{1,2}日( \d\d:\d\d)?$/,
  phrase: /^\p{Script=Han}{1,5}$/u,
  name: /^\p{Script=Han}{1,10}$/u,
};

const STORE_NAMES = [
  '天河南店',
  'Costa 咖啡（天河南）2 号店',
  'Costa',
  '',
  ' ',
  '一家名字特别特别特别特别特别长的奶茶小店分店',
];
const ENDS = ['1304', '0000', '号99', 'A-1', '单号一二', '🍵1'];

describe.each(Object.entries(RULES))('a place of kind %s', (kind, rule) => {
  it('holds each of its parts within its rule', () => {
    expect(partsForKind(kind).length).toBeGreaterThan(0);
    for (const part of partsForKind(kind))
      for (const storeName of STORE_NAMES)
        for (const orderEnd of ENDS)
          for (const reason of TO_HANDLE_REASONS) {
            const words = textForPlace(kind, part, { ...FACTS, storeName, orderEnd, reason });
            expect(words).toMatch(rule);
          }
  });
});

it.each([
  ['thing', 'store', '天河南店'],
  ['thing', 'order', '1304'],
  ['thing', 'reason', '联系不上收货人'],
  ['thing', 'time', '2026年11月24日 12:00'],
  ['thing', 'hint', '点开看下一步'],
  ['character_string', 'order', '1304'],
  ['number', 'count', '1'],
  ['time', 'time', '2026年11月24日 12:00'],
  ['date', 'time', '2026年11月24日 12:00'],
  ['phrase', 'reason', '联系不上'],
  ['name', 'store', '天河南店'],
  ['amount', 'count', null],
  ['character_string', 'store', null],
] as const)('a %s with the %s says %s', (kind, part, words) => {
  expect(textForPlace(kind, part, FACTS)).toBe(words);
});

it('every reason has words of its own in a phrase', () => {
  const words = TO_HANDLE_REASONS.map((reason) =>
    textForPlace('phrase', 'reason', { ...FACTS, reason }),
  );
  expect(new Set(words).size).toBe(words.length);
});

describe('a template', () => {
  it.each([
    ['thing 门店, character_string 单号, thing 情况, time 时间', 'store, order, reason, time'],
    [
      'thing 异常原因, number 订单编号, number 商品数量, thing 温馨提示',
      'reason, order, count, hint',
    ],
    // Labels that say nothing are filled by what is missing.
    ['thing 甲, thing 乙, thing 丙', 'reason, store, order'],
    // A label that asks for what its kind cannot hold.
    ['character_string 状态, thing 内容', 'order, reason'],
    // What happened is more than a hint.
    ['thing 商家, thing 备注, time 时间', 'store, reason, time'],
    ['phrase 状态, phrase 类型', 'reason, reason'],
  ])('with places %s is filled by %s', (given, expected) => {
    const places = placesOf(...given.split(', '));
    const fit = fillTemplate(places);
    const filled = 'filled' in fit ? fit.filled : [];
    expect(filled.map(({ part }) => part)).toEqual(expected.split(', '));
    expect(isValidFilling(places, filled)).toBe(true);
  });

  it.each(['amount', 'phone_number', 'car_number', 'letter', 'symbol', 'const', 'enum'])(
    'with a place of kind %s is refused because of it',
    (kind) => {
      const places = placesOf('thing 情况', `${kind} 那一格`);
      expect(fillTemplate(places)).toEqual({ unfit: places[1] });
    },
  );

  it('without a place for the reason is refused because of that', () => {
    expect(fillTemplate(placesOf('character_string 单号', 'time 时间'))).toEqual({ unfit: null });
    expect(fillTemplate([])).toEqual({ unfit: null });
  });

  it.each([
    ['a place that is not filled', ['thing1 reason']],
    ['no reason', ['thing1 store', 'time2 time']],
    ['what its place cannot hold', ['thing1 reason', 'time2 store']],
    ['a place twice', ['thing1 reason', 'thing1 reason']],
    ['a place that it does not have', ['thing1 reason', 'time2 time', 'thing3 hint']],
  ])('with %s is not right', (_what, given) => {
    const filled = given.map((one) => {
      const [key, part] = one.split(' ');
      return create({ key, part }, filledPlace);
    });
    expect(isValidFilling(placesOf('thing 情况', 'time 时间'), filled)).toBe(false);
  });
});
