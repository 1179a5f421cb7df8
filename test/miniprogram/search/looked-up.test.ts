import {
  isFound,
  NOTHING_LOOKED_UP,
  isEntryOf,
  readOrderEntry,
} from '../../../miniprogram/search/looked-up';
import { knownOrder } from '../../support/delivery-reports';

const lookedUp = { orderIds: ['CODE_128,A-1', 'A-1'], text: 'CODE_128,A-1', keptBefore: 3 };
const recentNamed = (orderId: string) => knownOrder(orderId, 301, 0);

describe('what was looked up', () => {
  it('is found under any of the ids that it may be', () => {
    expect(isFound(lookedUp, [recentNamed('B-2'), recentNamed('A-1')], 3)).toBe(true);
    expect(isFound(lookedUp, [recentNamed('B-2')], 3)).toBe(false);
  });

  it('is found by its end once the phone has kept something, whatever it is called', () => {
    expect(isFound(lookedUp, [recentNamed('20261124-A-1')], 3)).toBe(false);
    expect(isFound(lookedUp, [recentNamed('20261124-A-1')], 4)).toBe(true);
  });

  it('is nothing, and not found, before anything was', () => {
    expect(isFound(NOTHING_LOOKED_UP, [recentNamed('A-1')], 4)).toBe(false);
  });
});

it.each([
  [' 20261124-1288\n', ['20261124-1288']],
  ['CODE_128,A-1', ['A-1', 'CODE_128,A-1']],
])('takes what was typed or scanned, %j, for %j', (raw, orderIds) => {
  expect(readOrderEntry(raw)).toEqual({ ok: true, orderIds });
});

it.each([
  ['', '还没有订单号'],
  [' \u3000\n', '还没有订单号'],
  ['长'.repeat(50), '太长'],
])('refuses with the reason (%j)', (raw, reason) => {
  const entry = readOrderEntry(raw);
  expect(entry.ok ? '' : entry.reason).toContain(reason);
});

it.each([
  ['A-1', ['A-1'], true],
  ['CODE_128,A-1', ['A-1', 'CODE_128,A-1'], true],
  ['A-1', ['A-1', 'CODE_128,A-1'], false],
  ['A-1', ['A-2'], false],
  ['A-1', [], false],
])('%j means just %j: %s', (raw, orderIds, expected) => {
  expect(isEntryOf(raw, orderIds)).toBe(expected);
});
