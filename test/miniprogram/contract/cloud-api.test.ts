import { statusOfCode } from '../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { knownOrderOf, lookedUpAtOf } from '../../../miniprogram/contract/delivery/known-order';
import { parseOrderAnswer } from '../../../miniprogram/contract/cloud-api';
import { CLOUD_ERRORS } from '../../../miniprogram/contract/cloud-error';
import { NOON, report, reportOf, historyOf, knownOrder } from '../../support/delivery-reports';
import { summarize } from '../../../miniprogram/contract/delivery/order-summary';

const ERROR = { code: 'not-staff', fixer: 'owner', retryable: false, traceId: 't-1' };
/** What an error may say beyond that. */
const SAID = { message: '配送公司答复：签名错误（2003）。', account: '达达', rid: 'rid-7' };
const FULL = report({ position: { longitude: 113.3, latitude: 23.1 }, remainingSeconds: 300 });
const PARTS = (['status', 'rider', 'position', 'arrival'] as const).flatMap((whole) =>
  Object.keys(FULL[whole] ?? {}).map((part) => [whole, part] as const),
);

const success = (data: unknown) => ({ ok: true, serverTime: NOON, data });
const refusal = (error: object) => ({ ok: false, serverTime: NOON, error });
const withStatus = (more: object) => success({ ...FULL, status: { ...FULL.status, ...more } });

function without(value: object, field: string): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== field));
}

describe('parseOrderAnswer of a look-up', () => {
  const earlier = [{ company: 'DADA', status: statusOfCode(501), endedAt: NOON }];
  const stages = ['accepting', 'pickup', 'delivering', 'returning', 'exception', 'unknown'];

  it.each<readonly [string, object]>([
    ['a report as the cloud sends it', success(FULL)],
    ['one without status, waybill, rider, place, arrival, next ask', success(reportOf(null, NOON))],
    ['the company, and other accounts before', success({ ...FULL, company: 'SFTC', earlier })],
    ['an error', refusal(ERROR)],
    ['all that an error says', refusal({ ...ERROR, ...SAID })],
    ...stages.map((stage) => [`the stage ${stage}`, withStatus({ stage })] as const),
    ...['open', 'delivered', 'failed'].map(
      (outcome) => [`the outcome ${outcome}`, withStatus({ outcome })] as const,
    ),
    ...['staff', 'owner', 'courier', 'wechat'].map(
      (fixer) => [`${fixer} as who can mend it`, refusal({ ...ERROR, fixer })] as const,
    ),
    ...Object.keys(CLOUD_ERRORS).map(
      (code) => [`the error ${code}`, refusal({ ...ERROR, code })] as const,
    ),
  ])('takes %s', (_what, answer) => {
    expect(parseOrderAnswer('look-up', answer)).toEqual(answer);
  });

  it.each([
    ['a stage for unknown', withStatus({ stage: 'flying' }), withStatus({ stage: 'unknown' })],
    ['a status for unknown', withStatus({ name: 'hovering' }), withStatus({ name: 'unknown' })],
    [
      'an error for unexpected',
      refusal({ ...ERROR, code: 'moon-in-the-way' }),
      refusal({ ...ERROR, code: 'unexpected' }),
    ],
  ])('takes of a newer cloud %s, and keeps all that is said of it', (_what, answer, taken) => {
    expect(parseOrderAnswer('look-up', answer)).toEqual(taken);
  });

  it('takes fields that a newer cloud adds', () => {
    const answer = { ...success({ ...FULL, courier: 'SFTC' }), version: 2 };
    expect(parseOrderAnswer('look-up', answer)).not.toBeNull();
  });

  it.each<readonly [string, unknown]>([
    ['nothing', undefined],
    ['text', 'ok'],
    ['no server time', { ok: true, data: FULL }],
    ['a success without data', { ok: true, serverTime: NOON }],
    ['a place of text', success({ ...FULL, position: { longitude: '1', latitude: '2' } })],
    ...Object.keys(FULL).map(
      (field) => [`a report without ${field}`, success(without(FULL, field))] as const,
    ),
    ...PARTS.map(([whole, part]) => {
      const data = { ...FULL, [whole]: without(FULL[whole] ?? {}, part) };
      return [`a ${whole} without its ${part}`, success(data)] as const;
    }),
    ...Object.keys(ERROR).map(
      (field) => [`an error without ${field}`, refusal(without(ERROR, field))] as const,
    ),
    ...Object.keys(SAID).map(
      (field) => [`a number for ${field}`, refusal({ ...ERROR, ...SAID, [field]: 7 })] as const,
    ),
  ])('does not take %s', (_what, value) => {
    expect(parseOrderAnswer('look-up', value)).toBeNull();
  });
});

it('parseOrderAnswer of a number to dial takes a number, and nothing without one', () => {
  const answer = success({ phone: '10000000001' });
  expect(parseOrderAnswer('reveal-phone', answer)).toEqual(answer);
  expect(parseOrderAnswer('reveal-phone', success({}))).toBeNull();
});

const STORE = { longitude: 113.33, latitude: 23.13 };
const RIDER = { longitude: 113.33, latitude: 23.14 };
const there = report({ position: RIDER });
const summary = summarize(there, historyOf(there));
const nothing = {
  ...{ lookedUpAt: undefined, company: undefined, store: undefined },
  ...{ storePosition: undefined, stuck: undefined },
};

it('a known order has of the places the distance only', () => {
  const order = knownOrderOf('A-1', summary, { ...nothing, storePosition: STORE });
  expect(order.distanceMetres).toBe(1112);
  expect(JSON.stringify(order)).not.toContain('113.33');
});

it('a known order lacks what is not known', () => {
  const unplaced = { ...summary, position: null };
  const order = knownOrderOf('A-1', unplaced, { ...nothing, company: 'SFTC' });
  expect(order).toMatchObject({ orderId: 'A-1', company: 'SFTC', riderName: '陈师傅' });
  for (const field of [...Object.keys(nothing), 'distanceMetres', 'position'])
    expect(field in order).toBe(field === 'company');
});

it('an order was looked up, by a row that does not say when, when it was asked for', () => {
  expect(lookedUpAtOf(knownOrder('A-1', 301, NOON))).toBe(NOON);
  expect(lookedUpAtOf(knownOrder('A-1', 301, NOON, null, { lookedUpAt: 7 }))).toBe(7);
});
