import { type AddedOrders, MOST_ADDED } from '../contract/board-api';
import { type CallResult, failureOf } from '../contract/call-result';
import { orderIdCandidates, idProblem } from '../contract/order-id';
import { ERROR_WORDING } from '../ui/wording/failure-wording';
import { failureView } from '../ui/wording/failure-view';

/** Order ids in a pasted text, and its parts that cannot be order ids. */
export interface PastedIds {
  readonly orderIds: readonly string[];
  readonly refused: readonly string[];
}

/**
 * Finds the order ids in a text, one a line or separated by blanks, commas and the like, each once.
 */
export function pastedIds(text: string): PastedIds {
  const pieces = text.split(/[\s,，;；、]+/u).filter((piece) => piece !== '');
  const read = pieces.map((piece) => ({ piece, orderId: orderIdCandidates(piece)[0] ?? '' }));
  const fit = read.filter(({ orderId }) => idProblem(orderId) === null);
  return {
    orderIds: [...new Set(fit.map(({ orderId }) => orderId))],
    refused: read.filter(({ orderId }) => idProblem(orderId) !== null).map(({ piece }) => piece),
  };
}

/** Outcome of pasted orders. */
export interface PasteOutcome {
  /** Sentence for the person. */
  readonly text: string;
  /** Ids to try again or to correct, one a line: they stay in the field. */
  readonly rest: string;
}

/**
 * Puts pasted orders on the board, in as many calls as needed.
 *
 * @param put calls the cloud; never rejects
 * @param onProgress called with a sentence after each call
 */
export async function putPasted(
  { orderIds, refused }: PastedIds,
  put: (orderIds: readonly string[]) => Promise<CallResult<AddedOrders>>,
  onProgress: (text: string) => void,
): Promise<PasteOutcome> {
  let left = orderIds;
  let [onBoard, ended] = [0, 0];
  const unknown: string[] = [...refused];
  const failed: string[] = [];
  let reason = '';
  while (left.length > 0 && reason === '') {
    const result = await put(left.slice(0, MOST_ADDED));
    if (!result.ok) {
      reason = failureView(failureOf(result)).title;
      break;
    }
    for (const { orderId, outcome } of result.data.added) {
      if (outcome === 'under-way') onBoard += 1;
      else if (outcome === 'ended') ended += 1;
      else if (outcome === 'failed') failed.push(orderId);
      else unknown.push(orderId);
    }
    const { left: untried, reason: limit } = result.data;
    // Without progress, another call would add nothing now.
    if (limit !== null || result.data.added.length === 0)
      reason = limit === null ? '没有全部查完' : ERROR_WORDING[limit].title;
    left = [...untried, ...left.slice(MOST_ADDED)];
    onProgress(`已经放上 ${onBoard} 单…`);
  }
  const rest = [...unknown, ...failed, ...left];
  const pieces = [
    `放上了 ${onBoard} 单`,
    ...(ended > 0 ? [`${ended} 单已经结束`] : []),
    ...(unknown.length > 0 ? [`${unknown.length} 个没有找到`] : []),
    ...(failed.length + left.length > 0
      ? [`${failed.length + left.length} 个没查成，可以再试`]
      : []),
    ...(reason === '' ? [] : [reason]),
  ];
  return { text: `${pieces.join('，')}。`, rest: rest.join('\n') };
}
