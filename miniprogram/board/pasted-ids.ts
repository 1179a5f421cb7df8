import { type AddedOrders, MAX_ADDED_ORDERS } from '../contract/board-api';
import { type CallResult, failureOf } from '../contract/call-result';
import { orderIdCandidates, idProblem } from '../contract/order-id';
import { failureView } from '../ui/wording/failure-view';
import { upToWords } from '../ui/wording/measures';

interface PastedIds {
  readonly orderIds: readonly string[];
  readonly rejectedTexts: readonly string[];
}

/** Finds order ids in a text, each once. Lines, blanks, commas and the like separate them. */
export function pastedIds(text: string): PastedIds {
  const pieces = text.split(/[\s,，;；、]+/u).filter((piece) => piece !== '');
  const read = pieces.map((piece) => ({ piece, orderId: orderIdCandidates(piece)[0] ?? '' }));
  const fit = read.filter(({ orderId }) => isPlausible(orderId));
  return {
    orderIds: [...new Set(fit.map(({ orderId }) => orderId))],
    rejectedTexts: read.filter(({ orderId }) => !isPlausible(orderId)).map(({ piece }) => piece),
  };
}

/** Tells whether a piece of a text can be an order id; a name, address or phone number cannot. */
function isPlausible(orderId: string): boolean {
  return idProblem(orderId) === null && !/\p{Script=Han}|^1[3-9]\d{9}$/u.test(orderId);
}

/** Adds pasted orders in calls of 100. @returns the result, and ids to send again or correct */
export async function addPastedOrders(
  { orderIds, rejectedTexts }: PastedIds,
  addOrders: (orders: readonly (readonly string[])[]) => Promise<CallResult<AddedOrders>>,
) {
  const outcomes: OrderOutcome[] = [];
  let [queueSeconds, failure] = [0, ''];
  for (let from = 0; from < orderIds.length && failure === ''; from += MAX_ADDED_ORDERS) {
    const sent = orderIds.slice(from, from + MAX_ADDED_ORDERS);
    const result = await addOrders(sent.map((orderId) => [orderId]));
    if (!result.ok) failure = `，${failureView(failureOf(result)).title}`;
    else {
      const { added } = result.data;
      sent.forEach((orderId, n) => {
        outcomes.push({ orderId, outcome: added[n]?.outcome ?? 'not-written' });
      });
      ({ queueSeconds } = result.data);
    }
  }
  const idsOf = (...names: readonly OrderOutcome['outcome'][]): readonly string[] =>
    outcomes.flatMap(({ orderId, outcome }) => (names.includes(outcome) ? [orderId] : []));
  const malformed = [...rejectedTexts, ...idsOf('malformed')];
  const tooMany = idsOf('too-many');
  const unwritten = [...idsOf('not-written'), ...orderIds.slice(outcomes.length)];
  const isAsked = idsOf('awaited').length > 0 && queueSeconds > 0;
  const asked = isAsked ? `，约 ${upToWords(queueSeconds)}查完` : '';
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

type OrderOutcome = AddedOrders['added'][number];
