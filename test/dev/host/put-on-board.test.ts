import type { AddedOrders } from '../../../miniprogram/contract/board-api';
import type { Cloud } from '../../../dev/cloud/cloud';
import { putOnBoard } from '../../../dev/host/put-on-board';
import { OWNER } from '../../../dev/host/people';

const IDS = ['A', 'B', 'C'];
const underWay = (...orderIds: readonly string[]): AddedOrders['added'] =>
  orderIds.map((orderId) => ({ orderId, outcome: 'under-way' as const }));
const nothing = (reason: AddedOrders['reason'], left = IDS): AddedOrders => ({
  added: [],
  left,
  reason,
});

type Answer = AddedOrders | 'not-staff' | 'dead';

let asked: (readonly string[])[] = [];
let minutes = 0;

/** Puts the orders on the board of a cloud that gives these answers, one after the other. */
async function put(answers: readonly Answer[]): Promise<void> {
  asked = [];
  minutes = 0;
  const jump = (byMs: number) => {
    minutes += byMs / 60_000;
  };
  const invoke: Cloud['invoke'] = (_, event, { openId }) => {
    expect(openId).toBe(OWNER.openId);
    const answer = answers[asked.length] ?? 'dead';
    asked.push((event as { readonly orderIds: readonly string[] }).orderIds);
    if (answer === 'dead') return Promise.resolve({ errCode: -504003, errMsg: 'time out' });
    const error = { code: answer, fixer: 'owner', retryable: false, traceId: 'r-1' };
    const told = typeof answer === 'string' ? { ok: false, error } : { ok: true, data: answer };
    return Promise.resolve({ result: { serverTime: 1, ...told } });
  };
  await putOnBoard({ invoke }, { jump }, IDS);
}

it('goes on with what is left: at once after a lack of time, a minute later after a limit', async () => {
  await put([
    { added: underWay('A'), left: ['B', 'C'], reason: null },
    nothing('too-frequent', ['B', 'C']),
    { added: underWay('B'), left: ['C'], reason: 'too-frequent' },
    { added: underWay('C'), left: [], reason: null },
  ]);
  expect(asked).toEqual([IDS, ['B', 'C'], ['B', 'C'], ['C']]);
  expect(minutes).toBe(2);
});

const busy = { orderId: 'C', outcome: 'failed', code: 'wechat-busy' } as const;

it.each<[readonly Answer[], RegExp]>([
  [[nothing('quota-exceeded'), nothing('quota-exceeded')], /看板上只有其中 0 单：/],
  [[nothing(null), nothing(null)], /看板上只有其中 0 单。/],
  [[{ added: [...underWay('A', 'B'), busy], left: [], reason: null }], /只有其中 2 单：微信/],
  [['not-staff'], /店主没能放上看板：这里只对本店的人开放/],
  [['dead'], /店主没能放上看板：云函数没有应答/],
])('gives up where nothing helps, and says what is missing: %j', async (answers, told) => {
  await expect(put(answers)).rejects.toThrow(told);
  expect(asked).toHaveLength(answers.length);
});
