import fc from 'fast-check';
import type { KnownOrder } from '../../../../miniprogram/contract/cloud-api';
import type { Stuck } from '../../../../miniprogram/contract/delivery';
import { STATUS_NAMES } from '../../../../miniprogram/contract/delivery-status';
import {
  orderClassOf,
  compareUrgency,
  reasonToHandleOf,
  lateByMs,
  minutesLate,
  orderTone,
} from '../../../../miniprogram/contract/delivery/urgency';
import { at, knownOrder, MINUTE } from '../../../support/delivery-reports';

const NOW = at('12:35');
const STUCK_REASONS = [
  ...(['no-rider', 'not-arrived', 'at-store', 'not-departed'] as const),
  ...(['not-moving', 'overdue'] as const),
];
const order = (orderId: string, code: number | null, more: Partial<KnownOrder> = {}) =>
  knownOrder(orderId, code, NOW, null, more);
const stuck = (reason: Stuck['reason'], since: string) => ({ stuck: { reason, since: at(since) } });

/** Rows from the top of the board to its end; ids alone would place them the other way round. */
const IN_ORDER: readonly KnownOrder[] = [
  // To be handled, whatever the reason: the longest first.
  order('T', 204, { endedAt: at('12:06') }),
  order('S', 304, { statusSince: at('12:09'), ...stuck('not-moving', '12:10') }),
  order('R', 101, stuck('no-rider', '12:12')),
  order('Q', 201, stuck('at-store', '12:13')),
  order('P', 301, stuck('not-moving', '12:14')),
  order('OA', 304, { statusSince: at('12:26') }),
  order('O', 501, { endedAt: at('12:34') }),
  // Late: the most first, by the promise that counts.
  order('N', 301, stuck('overdue', '12:20')),
  order('M', 301, { expectedAt: at('12:30') }),
  order('L', 301, { expectedAt: at('12:33:30') }),
  // Under way: by arrival; three minutes to go is no rank of its own.
  order('K', 301, { expectedAt: at('12:36') }),
  order('J', 301, { expectedAt: at('12:50') }),
  order('I', 102, { expectedAt: at('12:55') }),
  // Without an arrival: in their status for longest first.
  order('H', 301, { statusSince: at('12:01') }),
  order('GA', 304, { statusSince: at('12:01:30') }),
  order('G', 310, { statusSince: at('12:02') }),
  // Waiting: the longest first, and of equals by their ids.
  order('F', 101, { statusSince: at('12:29') }),
  order('D', 101, { statusSince: at('12:31') }),
  order('E', 101, { statusSince: at('12:31') }),
  // Ended: the latest first; what failed half an hour ago is handled.
  order('C', 302, { endedAt: at('12:34') }),
  order('B', 302, { endedAt: at('12:20') }),
  order('A', 204, { endedAt: at('12:05') }),
];

it('each row of the table of urgency has its place, however the rows come', () => {
  expect([...IN_ORDER].reverse().sort((a, b) => compareUrgency(a, b, NOW))).toEqual(IN_ORDER);
});

const time = fc.integer({ min: -90, max: 30 }).map((minutes) => NOW + minutes * MINUTE);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const reasons = fc.constantFrom(...STUCK_REASONS);
const anyOrder: fc.Arbitrary<KnownOrder> = fc
  .record({
    orderId: fc.string({ unit: fc.constantFrom('A', 'B', '1'), maxLength: 3 }),
    status: fc.constantFrom(...STATUS_NAMES),
    askedAt: time,
    expectedAt: maybe(time),
    statusSince: maybe(time),
    endedAt: maybe(time),
    stuck: maybe(fc.record({ reason: reasons, since: time })),
  })
  .map(({ stuck: held, ...rest }) => ({
    ...rest,
    detail: null,
    ...(held === null ? {} : { stuck: held }),
  }));
const someOrders = fc.uniqueArray(anyOrder, {
  selector: ({ orderId }) => orderId,
  minLength: 2,
  maxLength: 12,
});
const shuffledOrders = someOrders.chain((rows) =>
  fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
);

describe('the order of any rows', () => {
  it('is total, and the same whatever order they come in', () => {
    fc.assert(
      fc.property(shuffledOrders, ([rows, shuffled]) => {
        const compare = (one: KnownOrder, other: KnownOrder) => compareUrgency(one, other, NOW);
        const sorted = [...rows].sort(compare);
        for (const [at, one] of sorted.entries()) {
          expect(compare(one, one)).toBe(0);
          for (const later of sorted.slice(at + 1))
            expect([compare(one, later), compare(later, one)]).toEqual([-1, 1]);
        }
        expect([...shuffled].sort(compare)).toEqual(sorted);
      }),
    );
  });

  it('stays as it is while no row changes its class, however much time passes', () => {
    fc.assert(
      fc.property(someOrders, fc.integer({ min: 1, max: 60 * MINUTE }), (rows, passed) => {
        const later = NOW + passed;
        const same = rows.filter((row) => orderClassOf(row, NOW) === orderClassOf(row, later));
        const sortedAt = (now: number) => [...same].sort((a, b) => compareUrgency(a, b, now));
        expect(sortedAt(later)).toEqual(sortedAt(NOW));
      }),
    );
  });
});

it.each([
  [101, {}, 'waiting', null],
  [101, stuck('no-rider', '12:20'), 'to-handle', 'no-rider'],
  [102, {}, 'under-way', null],
  [102, stuck('not-arrived', '12:20'), 'to-handle', 'not-arrived'],
  [201, { expectedAt: at('12:30') }, 'late', 'late'],
  [201, stuck('at-store', '12:20'), 'to-handle', 'at-store'],
  [202, {}, 'under-way', null],
  [202, stuck('not-departed', '12:20'), 'to-handle', 'not-departed'],
  [301, { expectedAt: at('12:43') }, 'under-way', null],
  [301, { expectedAt: at('12:38') }, 'arriving', null],
  [301, { expectedAt: at('12:34:30') }, 'arriving', null],
  [301, { expectedAt: at('12:34') }, 'late', 'late'],
  [301, { ...stuck('overdue', '12:20'), expectedAt: at('12:50') }, 'late', 'late'],
  [301, stuck('not-moving', '12:20'), 'to-handle', 'not-moving'],
  [304, { statusSince: at('12:25:01') }, 'to-handle', 'unreachable'],
  [304, { statusSince: at('12:25') }, 'under-way', null],
  [303, {}, 'under-way', null],
  [305, stuck('not-moving', '12:20'), 'to-handle', 'returning'],
  [310, {}, 'under-way', null],
  [302, {}, 'ended', null],
  [204, { endedAt: at('12:05:01') }, 'to-handle', 'failed'],
  [204, { endedAt: at('12:05') }, 'ended', null],
  [103, { endedAt: at('12:34') }, 'ended', null],
  [401, { endedAt: at('12:25:01') }, 'to-handle', 'failed'],
  [401, { endedAt: at('12:25') }, 'ended', null],
] as const)('an order of %i with %j is %s, and its trouble %s', (code, more, expected, trouble) => {
  const row = order('A', code, more);
  expect(orderClassOf(row, NOW)).toBe(expected);
  expect(reasonToHandleOf(row, NOW)).toBe(trouble);
});

it.each([
  [101, { statusSince: at('12:30:01') }, 'neutral'],
  [101, { statusSince: at('12:30') }, 'wait'],
  [102, {}, 'go'],
  [202, {}, 'go'],
  [301, { expectedAt: at('12:34:01') }, 'go'],
  [301, { expectedAt: at('12:34') }, 'wait'],
  [301, { ...stuck('not-moving', '12:20'), expectedAt: at('12:30') }, 'bad'],
  [304, { statusSince: at('12:30') }, 'bad'],
  [304, { statusSince: at('12:20') }, 'neutral'],
  [304, stuck('not-moving', '12:20'), 'back'],
  [310, {}, 'neutral'],
  [302, {}, 'done'],
  [501, { endedAt: at('12:20') }, 'bad'],
  [501, { endedAt: at('12:05') }, 'neutral'],
] as const)('the colour of status %i with %j is %s', (code, more, tone) => {
  expect(orderTone(order('A', code, more), NOW)).toBe(tone);
});

describe('how late an order is', () => {
  it.each([
    ['12:30', 0],
    ['12:43', 0],
    ['12:43:59.999', 0],
    ['12:44', 1],
    ['12:46:10', 3],
  ])('is counted in full minutes after 12:43: at %s %i', (now, minutes) => {
    expect(minutesLate(at('12:43'), at(now))).toBe(minutes);
  });

  it.each<readonly [number, Partial<KnownOrder>, number]>([
    [301, { expectedAt: at('12:34:01') }, 0],
    [301, { expectedAt: at('12:32') }, 180_000],
    [301, stuck('overdue', '12:15'), 1_200_000],
    ...[304, 302, 204].map((code) => [code, { expectedAt: at('12:32') }, 0] as const),
  ])('of status %i with %j counts from a minute past the promise: %i ms', (code, more, ms) => {
    expect(lateByMs(order('A', code, more), NOW)).toBe(ms);
  });
});
