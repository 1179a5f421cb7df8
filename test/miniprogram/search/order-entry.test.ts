import { isEntryOf, readOrderEntry } from '../../../miniprogram/search/order-entry';

it('takes an order id as it was typed', () => {
  expect(readOrderEntry(' 20261124-1288\n')).toEqual({ ok: true, orderIds: ['20261124-1288'] });
});

it('has two to try when cleaning changes what was scanned', () => {
  expect(readOrderEntry('CODE_128,A-1')).toEqual({ ok: true, orderIds: ['A-1', 'CODE_128,A-1'] });
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
