import type { AddedOrder } from '../../../miniprogram/contract/board-api';
import type { Cloud } from '../../../dev/cloud/cloud';
import { putOnBoard } from '../../../dev/host/put-on-board';
import { OWNER } from '../../../dev/host/people';
import { boardAnswer } from '../../support/board-rows';

const IDS = ['A', 'B', 'C'];

/** Outcomes of the orders that are sent; `queue`: a board where some are left, or null for none. */
type Answer =
  readonly AddedOrder['outcome'][] | { readonly queue: number | null } | 'not-staff' | 'dead';

let asked: (readonly string[] | 'board')[] = [];
let minutes = 0;

/** Puts orders on the board of a cloud that gives these answers, one after the other. */
async function put(answers: readonly Answer[], orderIds: readonly string[] = IDS): Promise<void> {
  asked = [];
  minutes = 0;
  const jump = (byMs: number) => {
    minutes += byMs / 60_000;
  };
  const invoke: Cloud['invoke'] = (_, event, { openId }) => {
    expect(openId).toBe(OWNER.openId);
    const answer = answers[asked.length] ?? 'dead';
    const { orders } = event as { readonly orders?: readonly (readonly [string])[] };
    const sent = orders?.map(([orderId]) => orderId);
    asked.push(sent ?? 'board');
    if (answer === 'dead') return Promise.resolve({ errCode: -504003, errMsg: 'time out' });
    return Promise.resolve({ result: { serverTime: 1, ...told(answer, sent ?? []) } });
  };
  await putOnBoard({ invoke }, { jump }, orderIds);
}

function told(answer: Exclude<Answer, 'dead'>, sent: readonly string[]): object {
  if (answer === 'not-staff')
    return { ok: false, error: { code: answer, fixer: 'owner', retryable: false, traceId: 'r-1' } };
  if ('queue' in answer) {
    const queue = { done: 0, of: answer.queue ?? 0, seconds: 30 };
    const more = answer.queue === null ? {} : { queue };
    return { ok: true, data: boardAnswer({ nextAskMs: 6000, ...more }) };
  }
  const added = sent.map((orderId, n) => ({ orderId, outcome: answer[n] ?? answer[0] }));
  return { ok: true, data: { added, queueSeconds: 1 } };
}

it('sends what was not written again, after ten minutes where there were too many, and waits for the queue', async () => {
  await put([
    ['awaited', 'not-written', 'not-written'],
    ['too-many', 'under-way'],
    ['awaited'],
    { queue: 2 },
    { queue: 2 },
    { queue: null },
  ]);
  expect(asked).toEqual([IDS, ['B', 'C'], ['B'], 'board', 'board', 'board']);
  // The second call of the board has asked nothing: it waits for the minute's next questions.
  expect(minutes).toBeCloseTo(10 + 0.1 + 0.5);
});

it('sends a hundred at a time', async () => {
  const many = Array.from({ length: 140 }, (_, n) => `A-${n}`);
  await put([['awaited'], ['awaited'], { queue: null }], many);
  expect(asked.map((sent) => sent.length)).toEqual([100, 40, 'board'.length]);
});

it.each<[readonly Answer[], RegExp]>([
  [[['too-many'], ['too-many']], /看板上只有其中 0 单。/],
  [[['awaited', 'not-written', 'awaited'], ['not-written'], ['not-written']], /只有其中 2 单。/],
  [['not-staff'], /店主没能放上看板：这里只对本店的人开放/],
  [['dead'], /店主没能放上看板：云函数没有应答/],
  [[['awaited'], ...Array.from({ length: 5 }, () => ({ queue: 1 }))], /它们在排队/],
])('gives up where nothing helps, and says what is missing: %j', async (answers, said) => {
  await expect(put(answers)).rejects.toThrow(said);
  expect(asked).toHaveLength(answers.length);
});
