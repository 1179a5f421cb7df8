import {
  hasFoundOrder,
  NO_LOOK_UP,
  meansOrderIds,
  readOrderEntry,
} from '../../../miniprogram/search/looked-up';
import { knownOrder } from '../../support/delivery-reports';

const lookedUp = { orderIds: ['CODE_128,A-1', 'A-1'], text: 'CODE_128,A-1', savedBefore: 3 };

it.each([
  ['under any of the ids that it may be', lookedUp, ['B-2', 'A-1'], 3, true],
  ['not under others', lookedUp, ['B-2'], 3, false],
  ['not by its end before the phone has kept something', lookedUp, ['20261124-A-1'], 3, false],
  ['by its end after that, whatever it is called', lookedUp, ['20261124-A-1'], 4, true],
  ['never before anything was looked up', NO_LOOK_UP, ['A-1'], 4, false],
] as const)('what was looked up is found %s', (_how, what, recents, timesKept, found) => {
  const orders = recents.map((orderId) => knownOrder(orderId, 301, 0));
  expect(hasFoundOrder(what, orders, timesKept)).toBe(found);
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
  expect(meansOrderIds(raw, orderIds)).toBe(expected);
});
