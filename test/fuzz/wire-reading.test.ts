import fc from 'fast-check';
import { CloudFailure } from '../../cloudfunctions/core/runtime/cloud-failure';
import { TEXT_BOUNDS } from '../../cloudfunctions/core/providers/wechat/wire';
import { readOrderAnswer } from '../../cloudfunctions/core/providers/wechat-instant/order-answer';
import { WeChatError } from '../../cloudfunctions/core/providers/wechat/wechat-error';
import { expectAlways } from '../support/fuzz';
import { NOON } from '../support/delivery-reports';

const ORDER_ID = '20261124-1288';
const REAL = [
  '{"resultcode":0,"resultmsg":"ok","order_status":301,"waybill_id":12345678901234567890123456,"rider_name":"陈师傅","rider_phone":"12012345678","rider_lng":113.33012345678901234567,"rider_lat":"23.13","reach_time":300,"action_msg":""}',
  '{"resultcode":2003,"resultmsg":"签名错误，请联系 120-1234-5678","order_status":0,"waybill_id":"","rider_name":"","rider_phone":"","rider_lng":0,"rider_lat":0,"reach_time":0}',
  '{"errcode":930558,"errmsg":"refused 12012345678 rid: 65fe1f9e-0c5b7a5d-1a2b3c4d"}',
];

type Read = ReturnType<typeof readOrderAnswer>;

/** Reads an answer. @returns the result, or a known refusal; it throws anything else */
function readOrRefuse(body: string): Read | CloudFailure {
  try {
    return readOrderAnswer(body, ORDER_ID, NOON);
  } catch (error) {
    if (error instanceof CloudFailure) return error;
    throw error;
  }
}

/**
 * Seven digits, in any numerals, separated by marks only, may be a phone number. Marks of a Chinese
 * list separate numbers.
 */
const PHONE_LIKE = /(?:[\p{Nd}\p{No}〇零一二三四五六七八九][^\p{L}\p{N}*，、；。]{0,3}){7}/u;
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\u3164]/u;

/** Lists forbidden claims in an outcome. */
function untruths(outcome: Read | CloudFailure): readonly string[] {
  if (outcome instanceof CloudFailure) {
    // The number at the end is the code of the error.
    const words = (outcome.userMessage ?? '').replace(/（[^（]*）。$/, '');
    if (UNSEEN.test(words)) return ['an unseen character in words'];
    return PHONE_LIKE.test(words) ? ['a phone number in words'] : [];
  }
  const { delivery, contact } = outcome;
  const { position, rider, arrival, status } = delivery;
  const shownDigits =
    (rider?.phone ?? '').match(/[\p{Nd}\p{No}〇零一二三四五六七八九]/gu)?.length ?? 0;
  const checks: Readonly<Record<string, boolean>> = {
    'another order': delivery.orderId !== ORDER_ID,
    'no place on earth':
      position !== null &&
      !(Math.abs(position.longitude) <= 180 && Math.abs(position.latitude) <= 90),
    '(0, 0)': position !== null && position.longitude === 0 && position.latitude === 0,
    'a place after the end': position !== null && status.isFinal,
    'an arrival in the past': arrival !== null && !(arrival.remainingSeconds > 0),
    'a phone number in a name': PHONE_LIKE.test(rider?.name ?? ''),
    'an unseen character': UNSEEN.test(
      [rider?.name, rider?.phone, delivery.waybillId, contact?.phone].join(''),
    ),
    'a whole phone number': shownDigits > 7 || (contact !== null && rider?.phone === contact.phone),
    'more than is kept':
      Array.from(rider?.name ?? '').length > TEXT_BOUNDS.name + 1 ||
      Array.from(rider?.phone ?? '').length > TEXT_BOUNDS.phone + 1 ||
      (delivery.waybillId ?? '').length > TEXT_BOUNDS.waybillId,
    // A status that is no number cannot be small.
    'a status that may be a number of somebody': !(Math.abs(Number(status.detail ?? 0)) < 10_000),
    'a call where none is offered': contact !== null && rider?.callable !== true,
  };
  return Object.keys(checks).filter((name) => checks[name]);
}

/** A value as answers may print it. */
const printed = fc.oneof(
  fc.constantFrom(
    ...['0', '-0', '0.0', '"0"', '"0.0"', '""', '" "', 'null', 'true', '{}', '[]', '[301]'],
    ...['1e999', '"1e999"', '"NaN"', '"Infinity"', '"0x12d"', '1E2', '"301"', '"ok"', '-1', '0.5'],
    ...['{"isLosslessNumber":true,"value":[1]}', '{"isLosslessNumber":true}', '"120 1234 5678"'],
  ),
  fc.integer({ min: -99, max: 1_000_000 }).map(String),
  fc.double().map((number) => JSON.stringify(number)),
  fc.bigInt({ min: 0n, max: 10n ** 26n }).map(String),
  fc
    .string({
      unit: fc.constantFrom(
        ...Array.from('0123456789０１٠१①⑬三八〇零\u0000\u202E\u200B\u3164*+-. ()·/转x️⃣'),
      ),
    })
    .map((text) => JSON.stringify(text)),
  fc.string({ unit: 'binary', maxLength: 8 }).map((text) => JSON.stringify(text)),
  fc
    .tuple(fc.constantFrom('1', '忙', '🛵', 'rid: '), fc.constantFrom(39, 41, 128, 129, 2000))
    .map(([text, times]) => JSON.stringify(text.repeat(times))),
);
const NAMES = [
  ...['errcode', 'errmsg', 'resultcode', 'resultmsg', 'order_status', 'waybill_id', 'rider_name'],
  ...['rider_phone', 'rider_lng', 'rider_lat', 'reach_time', '__proto__', 'delivery_name'],
];
const fields = fc.array(fc.tuple(fc.constantFrom(...NAMES), printed), { maxLength: 13 });
/** Fields of a successful answer. */
const successFields = fields.map((list): [string, string][] => [
  ...list.filter(([name]) => name !== 'errcode'),
  ['resultcode', '0'],
]);
const asObject = (list: readonly [string, string][]): string =>
  `{${list.map(([name, value]) => `"${name}":${value}`).join(',')}}`;

/** Reads a printed code: `none`, a number, or `unreadable`. */
function codeOf(list: readonly [string, string][], name: string): number | 'none' | 'unreadable' {
  const value: unknown = JSON.parse(list.findLast(([other]) => other === name)?.[1] ?? 'null');
  if (value === null || (typeof value === 'string' && value.trim() === '')) return 'none';
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const isNumeral =
    typeof value === 'string' && /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value.trim());
  const number = isNumeral ? Number(value) : NaN;
  return Number.isFinite(number) ? number : 'unreadable';
}

/** The contract's order of decisions, as in §1. */
function dueDecision(list: readonly [string, string][]): string {
  const [errcode, resultcode] = [codeOf(list, 'errcode'), codeOf(list, 'resultcode')];
  if (errcode === 'unreadable') return 'malformed';
  if (errcode !== 'none' && errcode !== 0) return `WeChat refuses: ${errcode}`;
  if (resultcode === 'unreadable') return 'malformed';
  if (resultcode !== 'none' && resultcode !== 0) return 'the company refuses';
  return errcode === 'none' && resultcode === 'none' ? 'malformed' : 'success';
}

function decisionOf(outcome: Read | CloudFailure): string {
  if (outcome instanceof WeChatError) return `WeChat refuses: ${outcome.errcode}`;
  if (!(outcome instanceof CloudFailure)) return 'success';
  return outcome.code === 'upstream-malformed' ? 'malformed' : 'the company refuses';
}

describe('reading an answer of order/get', () => {
  it('takes errcode, then resultcode, then success, whatever else the answer holds (docs/getorder-contract.md §1 [O])', () => {
    expectAlways([fields], (list) => {
      expect(decisionOf(readOrRefuse(asObject(list)))).toBe(dueDecision(list));
    });
  });

  it('loses no digit of a waybill id, be it text or bare (§1 [R])', () => {
    expectAlways(
      [successFields, fc.bigInt({ min: 1n, max: 10n ** 40n }), fc.boolean()],
      (list, id, bare) => {
        const outcome = readOrRefuse(
          asObject([...list, ['waybill_id', bare ? String(id) : `"00${id}"`]]),
        );
        expect(outcome).toMatchObject({ delivery: { waybillId: bare ? String(id) : `00${id}` } });
      },
    );
  });

  it('understands or refuses whatever comes, says nothing untrue, and lets no phone number out', () => {
    const damage = fc.record({
      at: fc.nat(300),
      without: fc.nat(6),
      put: fc.oneof(fc.constantFrom(...Array.from('{}[]":,\\0-.e')), fc.string({ maxLength: 3 })),
    });
    const damaged = fc
      .tuple(fc.constantFrom(...REAL), fc.array(damage, { minLength: 1, maxLength: 3 }))
      .map(([real, damages]) =>
        damages.reduce(
          (text, { at, without, put }) => text.slice(0, at) + put + text.slice(at + without),
          real,
        ),
      );
    const bytes = fc.uint8Array().map((all) => Buffer.from(all).toString('utf8'));
    const answers = fc.oneof(fields, successFields).map(asObject);
    const body = fc.oneof(
      { weight: 3, arbitrary: answers },
      ...[damaged, fc.json({ stringUnit: 'binary' }), bytes],
    );
    expectAlways([body], (text) => {
      expect(untruths(readOrRefuse(text))).toEqual([]);
    });
  });
});
