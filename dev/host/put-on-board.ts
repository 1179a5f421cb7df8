import {
  type BoardCalls,
  MAX_ADDED_ORDERS,
  parseBoardAnswer,
} from '../../miniprogram/contract/board-api';
import { ERROR_WORDING } from '../../miniprogram/ui/wording/failure-wording';
import type { Cloud } from '../cloud/cloud';
import { STAFF_MINI_PROGRAM } from '../sandbox/mini-programs';
import type { HostClock } from './host-clock';
import { OWNER } from './people';

type Asked = Pick<Cloud, 'invoke'>;

/** Time in ms after which a person may bring more orders (core/access/rate-limits.ts). */
const LIMIT_LASTS_MS = 10 * 60_000;
/** Number of calls in a row that may write nothing. */
const MOST_IDLE = 2;

/**
 * Puts orders on the board as a person does who pastes their ids: the owner, who sees every store.
 * The clock goes on by what a person would have to wait, until WeChat was asked once for all.
 *
 * @throws Error with a message for the person at the console when orders are missing on the board
 */
export async function putOnBoard(
  cloud: Asked,
  clock: Pick<HostClock, 'jump'>,
  orderIds: readonly string[],
): Promise<void> {
  let left = orderIds;
  for (let idle = 0; left.length > 0 && idle < MOST_IDLE;) {
    const orders = left.slice(0, MAX_ADDED_ORDERS).map((orderId) => [orderId]);
    const { added } = await callAsOwner(cloud, 'add-orders', { orders });
    const rest = added.flatMap(({ orderId, outcome }) =>
      outcome === 'not-written' || outcome === 'too-many' ? [orderId] : [],
    );
    if (added.some(({ outcome }) => outcome === 'too-many')) clock.jump(LIMIT_LASTS_MS);
    idle = rest.length < added.length ? 0 : idle + 1;
    left = [...rest, ...left.slice(MAX_ADDED_ORDERS)];
  }
  if (left.length > 0)
    throw new Error(`都上路了，看板上只有其中 ${orderIds.length - left.length} 单。`);
  let done = -1;
  for (let calls = 0; calls < orderIds.length + MOST_IDLE; calls += 1) {
    const { queue, nextAskMs } = await callAsOwner(cloud, 'board', { marks: [] });
    if (queue === undefined) return;
    // A call that could ask nothing has used up the minute's questions.
    clock.jump(queue.done === done ? 1000 * queue.seconds : nextAskMs);
    ({ done } = queue);
  }
  throw new Error('都上路了，看板上还有没查到的：它们在排队。');
}

/** @throws Error with a message for the person at the console */
async function callAsOwner<Action extends 'add-orders' | 'board'>(
  cloud: Asked,
  action: Action,
  input: BoardCalls[Action]['input'],
): Promise<BoardCalls[Action]['data']> {
  const caller = { openId: OWNER.openId, appId: STAFF_MINI_PROGRAM.appId };
  const outcome = await cloud.invoke('getOrder', { action, ...input }, caller);
  const answer = 'result' in outcome ? parseBoardAnswer(action, outcome.result) : null;
  if (answer?.ok === true) return answer.data;
  const why = answer === null ? '云函数没有应答' : ERROR_WORDING[answer.error.code].title;
  throw new Error(`都上路了，但店主没能放上看板：${why}。`);
}
