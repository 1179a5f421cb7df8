import { type AddedOrders, MOST_ADDED } from '../../../miniprogram/contract/board-api';
import { pastedIds, putPasted } from '../../../miniprogram/board/pasted-ids';
import { OFFLINE } from '../../support/failed-calls';

const answered = (data: AddedOrders) => Promise.resolve({ ok: true as const, serverTime: 0, data });

it('a pasted text holds the ids of its lines and pieces, each once', () => {
  expect(pastedIds('A-1\r\nA-2, A-3；A-1、A-4\t ＃A-5\n\n')).toEqual({
    orderIds: ['A-1', 'A-2', 'A-3', 'A-4', 'A-5'],
    refused: [],
  });
  expect(pastedIds(`${'x'.repeat(200)} A-1`)).toMatchObject({ orderIds: ['A-1'] });
  expect(pastedIds(' \n,').orderIds).toEqual([]);
});

it('many are put on the board in several calls, and what was not found stays to be corrected', async () => {
  const orderIds = Array.from({ length: 130 }, (_, n) => `A-${n}`);
  const calls: number[] = [];
  const told: string[] = [];
  const outcome = await putPasted(
    { orderIds, refused: [] },
    (ids) => {
      calls.push(ids.length);
      const tried = ids.slice(0, 60);
      const added = tried.map((orderId) => ({
        orderId,
        outcome: orderId === 'A-7' ? ('not-found' as const) : ('under-way' as const),
      }));
      return answered({ added, left: ids.slice(60), reason: null });
    },
    (text) => told.push(text),
  );
  expect(calls).toEqual([MOST_ADDED, 70, 10]);
  expect(outcome).toEqual({ text: '放上了 129 单，1 个没有找到。', rest: 'A-7' });
  expect(told[0]).toBe('已经放上 59 单…');
});

it('what a limit or the network leaves over stays in the field', async () => {
  const limited = await putPasted(
    { orderIds: ['A-1', 'A-2'], refused: [] },
    () =>
      answered({
        added: [{ orderId: 'A-1', outcome: 'ended' }],
        left: ['A-2'],
        reason: 'too-frequent',
      }),
    () => undefined,
  );
  expect(limited.rest).toBe('A-2');
  expect(limited.text).toContain('1 单已经结束，1 个没查成，可以再试');
  const offline = await putPasted(
    { orderIds: ['A-1'], refused: [] },
    () => Promise.resolve(OFFLINE),
    () => undefined,
  );
  expect(offline).toEqual({
    text: '放上了 0 单，1 个没查成，可以再试，手机没有网络。',
    rest: 'A-1',
  });
});
