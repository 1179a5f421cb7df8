import { type AddedOrder, MAX_ADDED_ORDERS } from '../../../miniprogram/contract/board-api';
import { pastedIds, addPastedOrders } from '../../../miniprogram/board/pasted-ids';
import { OFFLINE } from '../../support/failed-calls';

it('a pasted text holds the ids of its lines and pieces, each once', () => {
  const expected = { orderIds: ['A-1', 'A-2', 'A-3', 'A-4', 'A-5'], rejectedTexts: [] };
  expect(pastedIds('A-1\r\nA-2, A-3；A-1、A-4\t ＃A-5\n\n')).toEqual(expected);
  expect(pastedIds(`${'x'.repeat(200)} A-1`)).toMatchObject({ orderIds: ['A-1'] });
  expect(pastedIds(' \n,').orderIds).toEqual([]);
});

it('a name, an address or a phone number is no order, an id after a label is', () => {
  const expected = { orderIds: ['A-1'], rejectedTexts: ['张三', '13800001234', '天河路1号'] };
  expect(pastedIds('订单号：A-1 张三 13800001234\n天河路1号')).toEqual(expected);
});

/** Puts these orders on a board whose cloud has an outcome for each, or fails (null). */
async function put(
  orderIds: readonly string[],
  outcomeOf: ((orderId: string) => AddedOrder['outcome']) | null,
  rejectedTexts: readonly string[] = [],
) {
  const calls: number[] = [];
  const outcome = await addPastedOrders({ orderIds, rejectedTexts }, (orders) => {
    calls.push(orders.length);
    if (outcomeOf === null) return Promise.resolve(OFFLINE);
    const added = orders.map(([orderId = '']) => ({ orderId, outcome: outcomeOf(orderId) }));
    return Promise.resolve({ ok: true, serverTime: 0, data: { added, queueSeconds: 38 } });
  });
  return { ...outcome, calls };
}

it('many are put on the board, a hundred a call, with the time that asking for them takes', async () => {
  const orderIds = Array.from({ length: 230 }, (_, n) => `A-${n}`);
  expect(await put(orderIds, () => 'awaited')).toEqual({
    calls: [MAX_ADDED_ORDERS, MAX_ADDED_ORDERS, 30],
    text: '放上了 230 单，约 40 秒查完。',
    rest: '',
  });
  expect(await put(['A-1', 'A-2'], () => 'under-way')).toMatchObject({ text: '放上了 2 单。' });
});

it('what is refused stays in the field, with what to do', async () => {
  const outcomes = ['ended', 'malformed', 'too-many', 'not-written'] as const;
  const orderIds = outcomes.map((_outcome, n) => `A-${n + 1}`);
  const outcome = await put(orderIds, (id) => outcomes[orderIds.indexOf(id)] ?? 'awaited', ['?']);
  expect(outcome.rest).toBe('?\nA-2\nA-3\nA-4');
  expect(outcome.text).toBe(
    '1 单已经结束；2 个不像订单号，改一改再放；1 单这会儿放不下（10 分钟最多 200 单），过几分钟再放；1 单还没放上，请再放一次。',
  );
});

it('after a failed call no other one follows, and all that were not sent stay', async () => {
  const orderIds = Array.from({ length: 130 }, (_, n) => `A-${n}`);
  const text = '130 单还没放上，手机没有网络，请再放一次。';
  expect(await put(orderIds, null)).toEqual({ calls: [100], text, rest: orderIds.join('\n') });
});
