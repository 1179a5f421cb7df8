import type { KnownOrder } from '../../../../miniprogram/contract/cloud-api';
import {
  lateByMs,
  minutesLate,
  orderClassOf,
} from '../../../../miniprogram/contract/delivery/order-class';
import { at, knownOrder } from '../../../support/delivery-reports';

const NOW = at('12:35');
const order = (code: number | null, more: Partial<KnownOrder> = {}) =>
  knownOrder('A-1', code, NOW, null, more);

it.each([
  [101, {}, 'waiting'],
  [102, {}, 'under-way'],
  [201, {}, 'under-way'],
  [301, { expectedAt: at('12:43') }, 'under-way'],
  [301, { expectedAt: at('12:38') }, 'arriving'],
  [301, { expectedAt: at('12:34:30') }, 'arriving'],
  [301, { expectedAt: at('12:34') }, 'late'],
  [301, { stuck: { reason: 'overdue', since: at('12:20') }, expectedAt: at('12:50') }, 'late'],
  [101, { stuck: { reason: 'no-rider', since: at('12:20') } }, 'to-handle'],
  [201, { stuck: { reason: 'at-store', since: at('12:20') } }, 'to-handle'],
  [301, { stuck: { reason: 'not-moving', since: at('12:20') } }, 'to-handle'],
  [304, {}, 'to-handle'],
  [310, {}, 'under-way'],
  [302, {}, 'ended'],
  [204, { endedAt: at('12:05:01') }, 'to-handle'],
  [204, { endedAt: at('12:05') }, 'ended'],
] as const)('an order of status %i with %j is %s', (code, more, expected) => {
  expect(orderClassOf(order(code, more), NOW)).toBe(expected);
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

  it('counts from a minute past the promise that counts', () => {
    expect(lateByMs(order(301, { expectedAt: at('12:34:01') }), NOW)).toBe(0);
    expect(lateByMs(order(301, { expectedAt: at('12:32') }), NOW)).toBe(180_000);
  });

  it('counts from the first promise where the company names none any more', () => {
    const stuck = { reason: 'overdue', since: at('12:15') } as const;
    expect(lateByMs(order(301, { stuck }), NOW)).toBe(20 * 60_000);
  });

  it('is nothing of goods that come back, nor after the end', () => {
    for (const code of [304, 302, 204])
      expect(lateByMs(order(code, { expectedAt: at('12:32') }), NOW)).toBe(0);
  });
});
