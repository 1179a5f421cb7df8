import type { Asked, DeliveryRecord } from '../../../../cloudfunctions/core/orders/delivery-record';
import { withAsked } from '../../../../cloudfunctions/core/orders/delivery-record';
import { recordOf } from '../../../../cloudfunctions/core/orders/read-record';
import type { Pair } from '../../../../cloudfunctions/core/orders/pairs';
import type { Sight } from '../../../../cloudfunctions/core/orders/sight';
import { knowledgeOf, leadingOf, rememberedAt } from '../../../../cloudfunctions/core/orders/sight';
import { NOON, report } from '../../../support/delivery-reports';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

function pair(key: string): Pair {
  const account = {
    accountId: key,
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

const [ONE, TWO, THREE] = [pair('1'), pair('2'), pair('3')];

/** What a pair told so long before noon. */
function told({ key }: Pair, code: number, ageMs: number): Asked {
  const delivery = { ...report({ code }), orderId: 'A', waybillId: `waybill ${key}` };
  const found = { delivery, contact: null, askedAt: NOON - ageMs };
  return { pair: key, company: '', storeIds: [], found };
}

const missed = ({ key }: Pair, ageMs: number): Asked => ({ pair: key, missedAt: NOON - ageMs });

const known = (...asked: readonly Asked[]): DeliveryRecord =>
  withAsked(recordOf(null), asked, NOON - MINUTE);

function sight(record: DeliveryRecord, pairs: readonly Pair[] = [ONE], afresh = false): Sight {
  return { orderId: 'A', record, pairs, now: NOON, afresh };
}

describe('what is known of an order', () => {
  it.each([
    ['on its way', 301, 8 * SECOND],
    ['waiting', 201, 20 * SECOND],
    ['coming back', 304, 20 * SECOND],
    ['of an unknown status', 7, 20 * SECOND],
    ['delivered', 302, MINUTE],
    ['failed', 501, MINUTE],
  ])('%s is told for its floor, recent for as long again, then old', (_name, code, floor) => {
    const at = (ageMs: number) => knowledgeOf(sight(known(told(ONE, code, ageMs))));
    expect(at(0)).toBe('told');
    expect(at(floor - 1)).toBe('told');
    expect(at(floor)).toBe('recent');
    expect(at(2 * floor - 1)).toBe('recent');
    expect(at(2 * floor)).toBe('old');
  });

  it('is nothing where nobody of the person’s own has told of it', () => {
    expect(knowledgeOf(sight(known()))).toBe('nothing');
    expect(knowledgeOf(sight(known(told(TWO, 301, 0))))).toBe('nothing');
  });

  it('is not young because a clock was set back', () => {
    expect(knowledgeOf(sight(known(told(ONE, 301, -7 * SECOND))))).toBe('told');
    expect(knowledgeOf(sight(known(told(ONE, 301, -20 * SECOND))))).toBe('old');
  });

  it('alive is told by the pair where it is, whatever others would say', () => {
    expect(knowledgeOf(sight(known(told(ONE, 301, 0)), [ONE, TWO]))).toBe('told');
    expect(knowledgeOf(sight(known(told(ONE, 302, 0)), [TWO, ONE]))).toBe('told');
  });

  it('alive is not told by what another pair has told of its end a moment ago', () => {
    const record = known(told(ONE, 301, 10 * SECOND), told(TWO, 501, 0));
    expect(knowledgeOf(sight(record, [ONE, TWO]))).toBe('recent');
  });

  it('failed is told once everybody else has said that they do not know it, or how it ended', () => {
    const pairs = [ONE, TWO, THREE];
    const failed = told(ONE, 501, 0);
    expect(knowledgeOf(sight(known(failed), pairs))).toBe('recent');
    expect(knowledgeOf(sight(known(failed, missed(TWO, 0)), pairs))).toBe('recent');
    expect(knowledgeOf(sight(known(failed, missed(TWO, 0), missed(THREE, 0)), pairs))).toBe('told');
    const twice = known(failed, told(TWO, 103, 0), missed(THREE, 0));
    expect(knowledgeOf(sight(twice, pairs))).toBe('told');
  });

  it('is that nobody knows it while all have said so within the minute', () => {
    const both = known(missed(ONE, 0), missed(TWO, MINUTE - 1));
    expect(knowledgeOf(sight(both, [ONE, TWO]))).toBe('told');
    expect(knowledgeOf(sight(both, [ONE, TWO, THREE]))).toBe('nothing');
    expect(knowledgeOf(sight(known(missed(ONE, MINUTE))))).toBe('nothing');
  });

  it('is never enough for whoever asks afresh', () => {
    expect(knowledgeOf(sight(known(told(ONE, 301, 0)), [ONE], true))).toBe('recent');
  });
});

describe('what a pair told', () => {
  it('is its own, without a number to dial', () => {
    const record = known(told(ONE, 301, 0), told(TWO, 301, 0));
    expect(rememberedAt(sight(record, [ONE, TWO]), TWO)).toMatchObject({
      pair: TWO,
      found: {
        askedAt: NOON,
        contact: null,
        delivery: { orderId: 'A', waybillId: 'waybill 2', status: { name: 'delivering' } },
      },
    });
    expect(rememberedAt(sight(record), THREE)).toBeNull();
    expect(rememberedAt(sight(known(told(ONE, 301, 8 * SECOND))), ONE)).toBeNull();
  });

  it('leads where the order lives, before where it has failed, then where it was asked last', () => {
    const leading = (...asked: readonly Asked[]): string | undefined =>
      leadingOf(sight(known(...asked), [ONE, TWO]))?.pair;
    expect(leading(told(ONE, 501, 0), told(TWO, 301, MINUTE))).toBe('2');
    expect(leading(told(ONE, 501, MINUTE), told(TWO, 501, 0))).toBe('2');
    expect(leading(told(THREE, 301, 0))).toBeUndefined();
  });
});
