import { type AddedOrders, MAX_ADDED_ORDERS } from '../contract/board-api';
import { type CallResult, failureOf } from '../contract/call-result';
import { orderIdCandidates, idProblem } from '../contract/order-id';
import { failureView } from '../ui/wording/failure-view';
import { upToWords } from '../ui/wording/measures';

interface PastedIds {
  readonly orderIds: readonly string[];
  readonly rejectedTexts: readonly string[];
}

/** Finds order ids in a text, each once. Line ends, spaces, commas and the like separate ids. */
export function pastedIds(text: string): PastedIds {
  const pieces = text.split(/[\s,，;；、]+/u).filter((piece) => piece !== '');
  const pairs = pieces.map((piece) => ({ piece, orderId: orderIdCandidates(piece)[0] ?? '' }));
  // A name, an address or a phone number cannot be an order id.
  const isPlausible = ({ orderId }: { readonly orderId: string }): boolean =>
    idProblem(orderId) === null && !/\p{Script=Han}|^1[3-9]\d{9}$/u.test(orderId);
  return {
    orderIds: [...new Set(pairs.filter(isPlausible).map(({ orderId }) => orderId))],
    rejectedTexts: pairs.filter((pair) => !isPlausible(pair)).map(({ piece }) => piece),
  };
}

/** Adds pasted orders, 100 per call. @returns a sentence, and the ids to send again or correct */
export async function addPastedOrders(
  { orderIds, rejectedTexts }: PastedIds,
  addOrders: (idLists: readonly (readonly string[])[]) => Promise<CallResult<AddedOrders>>,
) {
  const outcomes: OrderOutcome[] = [];
  let [queueSeconds, failure] = [0, ''];
  for (let index = 0; index < orderIds.length && failure === ''; index += MAX_ADDED_ORDERS) {
    const sentIds = orderIds.slice(index, index + MAX_ADDED_ORDERS);
    const result = await addOrders(sentIds.map((orderId) => [orderId]));
    if (!result.ok) failure = `，${failureView(failureOf(result)).title}`;
    else {
      const { added } = result.data;
      sentIds.forEach((orderId, n) => {
        outcomes.push({ orderId, outcome: added[n]?.outcome ?? 'not-written' });
      });
      ({ queueSeconds } = result.data);
    }
  }
  const idsOf = (...names: readonly OrderOutcome['outcome'][]): readonly string[] =>
    outcomes.flatMap(({ orderId, outcome }) => (names.includes(outcome) ? [orderId] : []));
  const malformedIds = [...rejectedTexts, ...idsOf('malformed')];
  const tooManyIds = idsOf('too-many');
  const unwrittenIds = [...idsOf('not-written'), ...orderIds.slice(outcomes.length)];
  const willBeLookedUp = idsOf('awaited').length > 0 && queueSeconds > 0;
  const lookUpWords = willBeLookedUp ? `，约 ${upToWords(queueSeconds)}查完` : '';
  const parts: readonly (readonly [ids: readonly string[], begin: string, end: string])[] = [
    [idsOf('awaited', 'under-way'), '放上了 ', ` 单${lookUpWords}`],
    [idsOf('ended'), '', ' 单已经结束'],
    [malformedIds, '', ' 个不像订单号，改一改再放'],
    [tooManyIds, '', ' 单这会儿放不下（10 分钟最多 200 单），过几分钟再放'],
    [unwrittenIds, '', ` 单还没放上${failure}，请再放一次`],
  ];
  const pieces = parts.flatMap(([ids, begin, end]) =>
    ids.length > 0 ? [`${begin}${ids.length}${end}`] : [],
  );
  const idsLeft = [...malformedIds, ...tooManyIds, ...unwrittenIds];
  return { text: `${pieces.join('；')}。`, rest: idsLeft.join('\n') };
}

type OrderOutcome = AddedOrders['added'][number];
