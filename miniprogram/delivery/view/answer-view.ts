import { ID_END_LENGTH } from '../../contract/order-id';
import type { AwaitedRow } from '../../contract/board-api';
import type { KnownOrder, PossibleOrders } from '../../contract/cloud-api';
import { isRefusal } from '../../contract/call-result';
import type { DeliveryReport } from '../../contract/delivery';
import type { DeliveryHistory } from '../../contract/delivery/delivery-history';
import { type Tone, awaitsRider } from '../../contract/delivery-status';
import { lateByMs, orderClassOf } from '../../contract/delivery/urgency';
import { isRetryable, scanFailureView } from '../../ui/wording/failure-view';
import { clockTime } from '../../ui/wording/measures';
import { orderRow } from '../../ui/wording/order-row';
import { orderOf } from './delivery-times';
import { type LookUpProgress, isReportOld } from './freshness-view';

/** Data of an order, and the state of its look-up. */
export interface LookUpSoFar extends Pick<LookUpProgress, 'failure'> {
  readonly orderId: string;
  readonly report: DeliveryReport | null;
  readonly history: DeliveryHistory;
  /** True until the first answer has come. Until then the report is the one the phone stored. */
  readonly isUnanswered: boolean;
  /** Orders to choose from; null unless several orders match the entered text. */
  readonly choices: PossibleOrders | null;
}

/** Answer to a scan before the cloud has answered. */
const PENDING = {
  /** End of the order id: `1288`, or `…9931` for an order that WeChat does not have. */
  end: '',
  words: '正在查',
  tone: 'neutral' as Tone,
  icon: 'clock',
  /** Name of the sound to play: order found, not found, or to handle; empty for no sound. */
  sound: '' as 'found' | 'not-found' | 'to-handle' | '',
  /** True for an order that is on the board although WeChat does not have it yet. */
  isMissing: false,
};

/** Answer to a scan in a few words, large enough to be read from two metres away. */
export type AnswerView = Readonly<typeof PENDING>;

/** Builds the answer to a scan; null for a person outside the shop, who must learn nothing. */
export function answerView(lookUp: LookUpSoFar, now: number): AnswerView | null {
  const { orderId, report, history, isUnanswered, failure, choices } = lookUp;
  const idEnd = orderId.slice(-ID_END_LENGTH);
  if (isUnanswered) return { ...PENDING, end: idEnd };
  if (report !== null) {
    const answer = answerAboutOrder(orderOf(report, history), idEnd, now);
    const isOld = failure !== null && isReportOld(report, now);
    return isOld ? { ...answer, tone: 'neutral', sound: '' } : answer;
  }
  if (choices !== null)
    return { ...PENDING, end: idEnd, words: '有几单，选一个', sound: 'to-handle' };
  if (failure === null || isRefusal(failure)) return null;
  const isMissing = 'code' in failure && ['order-not-found', 'queued'].includes(failure.code);
  return {
    ...PENDING,
    end: isMissing && orderId !== idEnd ? `…${idEnd}` : idEnd,
    words: isMissing ? scanFailureView(failure).title : '没查成',
    sound: isRetryable(failure) ? '' : 'not-found',
    isMissing,
  };
}

/** Builds the answer for an order that WeChat has, in the words of its row in a list. */
function answerAboutOrder(order: KnownOrder, idEnd: string, now: number): AnswerView {
  // With `askedAt: now` the data are taken as new, so that the words tell no age.
  const row = orderRow(
    { ...order, askedAt: now },
    { front: '', isFrontDecisive: false, end: idEnd },
    now,
  );
  const orderClass = orderClassOf(order, now);
  const isOnTime = orderClass === 'arriving' || orderClass === 'under-way';
  const isLate = orderClass === 'late' && lateByMs(order, now) > 0;
  return {
    ...PENDING,
    end: idEnd,
    words: isLate ? row.figure : isOnTime && order.expectedAt !== null ? row.note : row.reason,
    tone: row.tone,
    icon: row.icon !== '' ? row.icon : awaitsRider(order.status) ? 'clock' : 'bike',
    sound: orderClass === 'to-handle' ? 'to-handle' : 'found',
  };
}

/** Writes when an order is looked up again: `22:15 再查，…`. `boardRow`: the order's row on 看板. */
export function nextLookUpWords(boardRow: AwaitedRow | null, now: number): string {
  if (boardRow === null) return '查到就自己上看板';
  const { phase, nextAskAt } = boardRow;
  if (phase === 'given-up') return '不再自己查了：看看订单号，或晚点再扫';
  if (nextAskAt === null) return '轮到就查，查到就自己上来';
  return `${nextAskAt <= now ? '马上' : `${clockTime(nextAskAt, now)} `}再查，查到就自己上来`;
}
