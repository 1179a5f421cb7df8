import { type AddedOrders, MOST_ADDED } from '../contract/board-api';
import { type CallResult, failureOf } from '../contract/call-result';
import { orderIdCandidates, idProblem } from '../contract/order-id';
import { failureView } from '../ui/wording/failure-view';
import { upTo } from '../ui/wording/measures';

interface PastedIds {
  readonly orderIds: readonly string[];
  readonly refused: readonly string[];
}

/** Finds the order ids in a text, separated by lines, blanks, commas and the like, each once. */
export function pastedIds(text: string): PastedIds {
  const pieces = text.split(/[\s,，;；、]+/u).filter((piece) => piece !== '');
  const read = pieces.map((piece) => ({ piece, orderId: orderIdCandidates(piece)[0] ?? '' }));
  const fit = read.filter(({ orderId }) => isPlausible(orderId));
  return {
    orderIds: [...new Set(fit.map(({ orderId }) => orderId))],
    refused: read.filter(({ orderId }) => !isPlausible(orderId)).map(({ piece }) => piece),
  };
}

/** Tells whether a piece of a text can be an order id; a name, address or phone number cannot. */
function isPlausible(orderId: string): boolean {
  return idProblem(orderId) === null && !/\p{Script=Han}|^1[3-9]\d{9}$/u.test(orderId);
}

/**
 * Puts pasted orders on the board, a hundred a call.
 *
 * @param put calls the cloud; never rejects
 * @returns what became of them, and the ids to send again or to correct (`rest`), one a line
 */
export async function putPasted(
  { orderIds, refused }: PastedIds,
  put: (orders: readonly (readonly string[])[]) => Promise<CallResult<AddedOrders>>,
) {
  const outcomes: Pasted[] = [];
  let [queueSeconds, failure] = [0, ''];
  for (let from = 0; from < orderIds.length && failure === ''; from += MOST_ADDED) {
    const sent = orderIds.slice(from, from + MOST_ADDED);
    const result = await put(sent.map((orderId) => [orderId]));
    if (!result.ok) failure = `，${failureView(failureOf(result)).title}`;
    else {
      const { added } = result.data;
      sent.forEach((orderId, n) => {
        outcomes.push({ orderId, outcome: added[n]?.outcome ?? 'not-written' });
      });
      ({ queueSeconds } = result.data);
    }
  }
  const idsOf = (...names: readonly Pasted['outcome'][]): readonly string[] =>
    outcomes.flatMap(({ orderId, outcome }) => (names.includes(outcome) ? [orderId] : []));
  const malformed = [...refused, ...idsOf('malformed')];
  const tooMany = idsOf('too-many');
  const unwritten = [...idsOf('not-written'), ...orderIds.slice(outcomes.length)];
  const isAsked = idsOf('awaited').length > 0 && queueSeconds > 0;
  const asked = isAsked ? `，约 ${upTo(queueSeconds)}查完` : '';
  const words: readonly (readonly [ids: readonly string[], begin: string, end: string])[] = [
    [idsOf('awaited', 'under-way'), '放上了 ', ` 单${asked}`],
    [idsOf('ended'), '', ' 单已经结束'],
    [malformed, '', ' 个不像订单号，改一改再放'],
    [tooMany, '', ' 单这会儿放不下（10 分钟最多 200 单），过几分钟再放'],
    [unwritten, '', ` 单还没放上${failure}，请再放一次`],
  ];
  const pieces = words.flatMap(([ids, begin, end]) =>
    ids.length > 0 ? [`${begin}${ids.length}${end}`] : [],
  );
  const rest = [...malformed, ...tooMany, ...unwritten];
  return { text: `${pieces.join('；')}。`, rest: rest.join('\n') };
}

type Pasted = AddedOrders['added'][number];
