import type {
  Asked,
  DeliveryRecord,
} from '../../../../cloudfunctions/core/deliveries/delivery-record';
import { withAsked } from '../../../../cloudfunctions/core/deliveries/delivery-record';
import { recordOf } from '../../../../cloudfunctions/core/deliveries/read-record';
import type { VisibleRecord } from '../../../../cloudfunctions/core/deliveries/cached-answer';
import {
  cachedAnswerOf,
  currentAttemptOf,
  freshAnswerAt,
} from '../../../../cloudfunctions/core/deliveries/cached-answer';
import type { LookUpTarget } from '../../../../cloudfunctions/core/deliveries/targets';
import { NOON, report } from '../../../support/delivery-reports';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

function target(key: string): LookUpTarget {
  const account = {
    accountId: key,
    provider: 'wechat-instant' as const,
    version: 1,
    company: '',
    label: '',
    shopId: key,
    secret: 'secret',
    bindings: null,
    shopNo: null,
  };
  return { key, account, shopNo: null };
}

const [ONE, TWO, THREE] = [target('1'), target('2'), target('3')];

/** Makes an answer that a target gave so long before noon. */
function answered({ key }: LookUpTarget, code: number, ageMs: number): Asked {
  const delivery = { ...report({ code }), orderId: 'A', waybillId: `waybill ${key}` };
  const found = { delivery, contact: null, askedAt: NOON - ageMs };
  return { targetKey: key, company: '', storeIds: [], actorStoreIds: [], found };
}

const notFound = ({ key }: LookUpTarget, ageMs: number): Asked => ({
  targetKey: key,
  notFoundAt: NOON - ageMs,
});

const known = (...asked: readonly Asked[]): DeliveryRecord =>
  withAsked(recordOf(null), asked, NOON);

function visible(
  record: DeliveryRecord,
  targets: readonly LookUpTarget[] = [ONE],
  bypassCache = false,
): VisibleRecord {
  return { orderId: 'A', record, targets, now: NOON, bypassCache };
}

describe('what is known of an order', () => {
  it.each([
    ['on its way', 301, 8 * SECOND],
    ['waiting', 201, 20 * SECOND],
    ['coming back', 304, 20 * SECOND],
    ['of an unknown status', 7, 20 * SECOND],
    ['delivered', 302, MINUTE],
    ['failed', 501, MINUTE],
  ])('%s is fresh for its floor, recent for as long again, then stale', (_name, code, floor) => {
    const at = (ageMs: number) => cachedAnswerOf(visible(known(answered(ONE, code, ageMs))));
    expect(at(0)).toBe('fresh');
    expect(at(floor - 1)).toBe('fresh');
    expect(at(floor)).toBe('recent');
    expect(at(2 * floor - 1)).toBe('recent');
    expect(at(2 * floor)).toBe('stale');
  });

  it('is nothing where nobody of the person’s own has told of it', () => {
    expect(cachedAnswerOf(visible(known()))).toBe('none');
    expect(cachedAnswerOf(visible(known(answered(TWO, 301, 0))))).toBe('none');
  });

  it('is not young because a clock was set back', () => {
    expect(cachedAnswerOf(visible(known(answered(ONE, 301, -1000))))).toBe('fresh');
    expect(cachedAnswerOf(visible(known(answered(ONE, 301, -1001))))).toBe('stale');
  });

  it('alive is told by the target where it is, whatever others would say', () => {
    expect(cachedAnswerOf(visible(known(answered(ONE, 301, 0)), [ONE, TWO]))).toBe('fresh');
    expect(cachedAnswerOf(visible(known(answered(ONE, 302, 0)), [TWO, ONE]))).toBe('fresh');
  });

  it('alive is not told by what another target has told of its end a moment ago', () => {
    const record = known(answered(ONE, 301, 10 * SECOND), answered(TWO, 501, 0));
    expect(cachedAnswerOf(visible(record, [ONE, TWO]))).toBe('recent');
  });

  it('failed is told once everybody else has said that they do not know it, or how it ended', () => {
    const all = [ONE, TWO, THREE];
    const failed = answered(ONE, 501, 0);
    expect(cachedAnswerOf(visible(known(failed), all))).toBe('recent');
    expect(cachedAnswerOf(visible(known(failed, notFound(TWO, 0)), all))).toBe('recent');
    expect(cachedAnswerOf(visible(known(failed, notFound(TWO, 0), notFound(THREE, 0)), all))).toBe(
      'fresh',
    );
    const twice = known(failed, answered(TWO, 103, 0), notFound(THREE, 0));
    expect(cachedAnswerOf(visible(twice, all))).toBe('fresh');
  });

  it('is that nobody knows it while all have said so within the minute', () => {
    const both = known(notFound(ONE, 0), notFound(TWO, MINUTE - 1));
    expect(cachedAnswerOf(visible(both, [ONE, TWO]))).toBe('fresh');
    expect(cachedAnswerOf(visible(both, [ONE, TWO, THREE]))).toBe('none');
    expect(cachedAnswerOf(visible(known(notFound(ONE, MINUTE))))).toBe('none');
  });

  it('is never enough where the cache is bypassed', () => {
    expect(cachedAnswerOf(visible(known(answered(ONE, 301, 0)), [ONE], true))).toBe('recent');
  });
});

describe('what a target told', () => {
  it('is its own, without a number to dial', () => {
    const record = known(answered(ONE, 301, 0), answered(TWO, 301, 0));
    expect(freshAnswerAt(visible(record, [ONE, TWO]), TWO)).toMatchObject({
      target: TWO,
      found: {
        askedAt: NOON,
        contact: null,
        delivery: { orderId: 'A', waybillId: 'waybill 2', status: { name: 'delivering' } },
      },
    });
    expect(freshAnswerAt(visible(record), THREE)).toBeNull();
    expect(freshAnswerAt(visible(known(answered(ONE, 301, 8 * SECOND))), ONE)).toBeNull();
  });

  it('is current where the order lives, before where it has failed, then where it was asked last', () => {
    const current = (...asked: readonly Asked[]): string | undefined =>
      currentAttemptOf(visible(known(...asked), [ONE, TWO]))?.pair;
    expect(current(answered(ONE, 501, 0), answered(TWO, 301, MINUTE))).toBe('2');
    expect(current(answered(ONE, 501, MINUTE), answered(TWO, 501, 0))).toBe('2');
    expect(current(answered(THREE, 301, 0))).toBeUndefined();
  });
});
