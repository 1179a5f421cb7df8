import { type AddedOrders, parseBoardAnswer } from '../../miniprogram/contract/board-api';
import type { CloudErrorCode } from '../../miniprogram/contract/cloud-error';
import { ERROR_WORDING } from '../../miniprogram/ui/wording/failure-wording';
import type { Cloud } from '../cloud/cloud';
import { STAFF_MINI_PROGRAM } from '../sandbox/mini-programs';
import type { HostClock } from './host-clock';
import { OWNER } from './people';

type Asked = Pick<Cloud, 'invoke'>;

/** Time in ms after which a person may ask again (core/asking/question-limits.ts). */
const SHARE_LASTS_MS = 60_000;
/** Number of calls in a row that may add nothing: the first may meet a share that is used up. */
const MOST_IDLE = 2;

/**
 * Puts orders on the board as a person does who pastes their ids: the owner, who sees every store.
 * Each time the owner's questions of a minute are used up, the clock goes on by that minute.
 *
 * @throws Error with a message for the person at the console when orders are missing on the board
 */
export async function putOnBoard(
  cloud: Asked,
  clock: Pick<HostClock, 'jump'>,
  orderIds: readonly string[],
): Promise<void> {
  let left = orderIds;
  let onBoard = 0;
  let code: CloudErrorCode | undefined;
  for (let idle = 0; left.length > 0 && idle < MOST_IDLE;) {
    const { added, left: rest, reason } = await addAsOwner(cloud, left);
    onBoard += added.filter(({ outcome }) => outcome === 'under-way').length;
    code = reason ?? added.find((one) => one.code !== undefined)?.code ?? code;
    if (reason !== null) clock.jump(SHARE_LASTS_MS);
    idle = added.length > 0 ? 0 : idle + 1;
    left = rest;
  }
  if (onBoard < orderIds.length)
    throw new Error(`都上路了，看板上只有其中 ${onBoard} 单${code ? `：${titleOf(code)}` : ''}。`);
}

/** @throws Error with a message for the person at the console */
async function addAsOwner(cloud: Asked, orderIds: readonly string[]): Promise<AddedOrders> {
  const caller = { openId: OWNER.openId, appId: STAFF_MINI_PROGRAM.appId };
  const outcome = await cloud.invoke('getOrder', { action: 'add-orders', orderIds }, caller);
  const answer = 'result' in outcome ? parseBoardAnswer('add-orders', outcome.result) : null;
  if (answer?.ok === true) return answer.data;
  const why = answer === null ? '云函数没有应答' : titleOf(answer.error.code);
  throw new Error(`都上路了，但店主没能放上看板：${why}。`);
}

function titleOf(code: CloudErrorCode): string {
  return ERROR_WORDING[code].title;
}
