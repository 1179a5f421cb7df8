import { END_LENGTH } from '../../contract/order-id';
import type { AwaitedRow } from '../../contract/board-api';
import type { KnownOrder, OrderChoices } from '../../contract/cloud-api';
import { isRefusal } from '../../contract/call-result';
import type { DeliveryReport } from '../../contract/delivery';
import type { DeliveryHistory } from '../../contract/delivery/delivery-history';
import { type Tone, awaitsRider } from '../../contract/delivery-status';
import { lateByMs, orderClassOf } from '../../contract/delivery/urgency';
import { isRetryable, scanFailureView } from '../../ui/wording/failure-view';
import { clockTime } from '../../ui/wording/measures';
import { orderRow } from '../../ui/wording/order-row';
import { orderOf } from './delivery-times';
import { type LookUpState, isOldAt } from './freshness-view';

/** What has come of a look-up so far. */
export interface LookedUp extends Pick<LookUpState, 'failure'> {
  readonly orderId: string;
  readonly report: DeliveryReport | null;
  readonly history: DeliveryHistory;
  /** True until the first answer has come: the report then is that of the phone's memory. */
  readonly isUnanswered: boolean;
  /** Orders to choose from; null unless the entered text may mean several. */
  readonly choices: OrderChoices | null;
}

const AWAITED = {
  /** End of the order id: `1288`, or `…9931` of an order that WeChat does not know. */
  end: '',
  words: '正在查',
  tone: 'neutral' as Tone,
  icon: 'clock',
  /** Sound: the order is known, or not, or somebody has to act; empty while it is awaited. */
  sound: '' as 'found' | 'not-found' | 'to-handle' | '',
  /** True for an order that the board awaits, because WeChat does not know it. */
  isMissing: false,
};

/** Answer to a scan in a few words, which is read from two metres away. */
export type AnswerView = Readonly<typeof AWAITED>;

/** Builds the answer to a scan; null for a person who is no member, and learns nothing. */
export function answerView(scanned: LookedUp, now: number): AnswerView | null {
  const { orderId, report, history, isUnanswered, failure, choices } = scanned;
  const end = orderId.slice(-END_LENGTH);
  if (isUnanswered) return { ...AWAITED, end };
  if (report !== null) {
    const answer = answerOf(orderOf(report, history), end, now);
    const isOld = failure !== null && isOldAt(report, now);
    return isOld ? { ...answer, tone: 'neutral', sound: '' } : answer;
  }
  if (choices !== null) return { ...AWAITED, end, words: '有几单，选一个', sound: 'to-handle' };
  if (failure === null || isRefusal(failure)) return null;
  const isMissing = 'code' in failure && ['order-not-found', 'queued'].includes(failure.code);
  return {
    ...AWAITED,
    end: isMissing && orderId !== end ? `…${end}` : end,
    words: isMissing ? scanFailureView(failure).title : '没有查到',
    sound: isRetryable(failure) ? '' : 'not-found',
    isMissing,
  };
}

/** Builds the answer about an order that WeChat knows, from what its row in a list would say. */
function answerOf(order: KnownOrder, end: string, now: number): AnswerView {
  // `askedAt: now` keeps the age of the data out of the words.
  const row = orderRow({ ...order, askedAt: now }, { front: '', isFrontDecisive: false, end }, now);
  const orderClass = orderClassOf(order, now);
  const isOnTime = orderClass === 'arriving' || orderClass === 'under-way';
  const isLate = orderClass === 'late' && lateByMs(order, now) > 0;
  return {
    ...AWAITED,
    end,
    words: isLate ? row.figure : isOnTime && order.expectedAt !== null ? row.note : row.reason,
    tone: row.tone,
    icon: row.icon !== '' ? row.icon : awaitsRider(order.status) ? 'clock' : 'bike',
    sound: orderClass === 'to-handle' ? 'to-handle' : 'found',
  };
}

/** Writes when WeChat is asked again: `22:15 再查，查到就自己上来`. `awaited`: row on the board, if any. */
export function askedAgainWords(awaited: AwaitedRow | null, now: number): string {
  if (awaited === null) return '查到就自己上看板';
  const { phase, nextAskAt } = awaited;
  if (phase === 'given-up') return '不再自己查了：看看订单号，或晚点再扫';
  if (nextAskAt === null) return '轮到就查，查到就自己上来';
  return `${nextAskAt <= now ? '马上' : `${clockTime(nextAskAt, now)} `}再查，查到就自己上来`;
}
