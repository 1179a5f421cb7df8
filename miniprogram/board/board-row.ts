import type { AnyRow, AwaitedRow, BoardRow } from '../contract/board-api';
import { statusOf } from '../contract/delivery-status';
import { reasonToHandleOf } from '../contract/delivery/urgency';
import { clockTime, durationWords, upTo } from '../ui/wording/measures';
import { type SplitId, type OrderRow, orderRow, rowLabel } from '../ui/wording/order-row';

export interface BoardRowView extends OrderRow {
  readonly isNoted: boolean;
  readonly isSelected: boolean;
  /** True for a moment when it has come to be handled. */
  readonly isFlashing: boolean;
  /** True when 拨打 is offered: the number of a rider under way can be revealed. */
  readonly canCall: boolean;
  /** True when 复制给顾客 is offered: WeChat knows the order. */
  readonly canCopy: boolean;
  /** True when 知道了 is offered: something is wrong, and not acknowledged yet. */
  readonly canNote: boolean;
  /** True when 取下 is offered: WeChat does not know the order, and the person may. */
  readonly canTakeOff: boolean;
}

export interface RowContext {
  readonly isSelected: boolean;
  /** Reason why the last action on the row has failed; empty when none has. */
  readonly failed: string;
  readonly isFlashing?: boolean;
  /** Seconds until WeChat has been asked for all that people have brought; null when unknown. */
  readonly queueSeconds?: number | null;
}

/** Builds a row of the board. `now` in ms on the cloud's clock. */
export function boardRowView(
  row: AnyRow,
  id: SplitId,
  context: RowContext,
  now: number,
): BoardRowView {
  const { isSelected, failed, isFlashing = false, queueSeconds = null } = context;
  const view =
    row.kind === 'known' ? knownView(row, id, now) : awaitedView(row, id, queueSeconds, now);
  const base =
    failed === '' ? view : { ...view, icon: 'alert', reason: failed, isToned: true, fact: '' };
  return { ...base, isSelected, isFlashing, label: rowLabel(base) };
}

type RowContent = Omit<BoardRowView, 'isSelected' | 'isFlashing' | 'label'>;

function knownView(row: BoardRow, id: SplitId, now: number): RowContent {
  const { isOld = false, acknowledged, note, askedAt } = row;
  // Only the cloud can say whether an answer is old for its tier (`isOld`), not `askedAt`.
  const { label: _label, ...base } = orderRow({ ...row, askedAt: isOld ? askedAt : now }, id, now);
  const reason = reasonToHandleOf(row, now);
  const isNoted = reason !== null && acknowledged !== undefined;
  return {
    ...base,
    who: [base.who, note ?? ''].filter((text) => text !== '').join(' · '),
    ...(isOld ? { isOld, note: `${durationWords(now - askedAt)}没更新` } : { isOld }),
    ...(isNoted && { fact: `${acknowledged.by} ${clockTime(acknowledged.at, now)} 知道了` }),
    isNoted,
    canCall: row.callable === true && !statusOf(row.status).isFinal,
    canCopy: true,
    canNote: reason !== null && acknowledged === undefined,
    canTakeOff: false,
  };
}

/** Builds the row of an order that WeChat does not know. */
function awaitedView(
  row: AwaitedRow,
  id: SplitId,
  queueSeconds: number | null,
  now: number,
): RowContent {
  const { orderId, broughtBy, isRegistered = false, canTakeOff = false, store = '' } = row;
  const brought = `${broughtBy}${isRegistered ? '登记' : '放上'}`;
  return {
    orderId,
    ...id,
    who: [store, brought, row.note ?? ''].filter((text) => text !== '').join(' · '),
    icon: '',
    tone: 'neutral',
    ...awaitedLine(row, queueSeconds, now),
    isToned: false,
    isUrgent: false,
    isOver: true,
    isOld: false,
    isNoted: false,
    canCall: false,
    canCopy: false,
    canNote: false,
    canTakeOff,
  };
}

function awaitedLine(
  { phase, isRegistered = false, broughtAt, nextAskAt }: AwaitedRow,
  queueSeconds: number | null,
  now: number,
): Pick<RowContent, 'reason' | 'fact' | 'figure' | 'note'> {
  const since = { figure: clockTime(broughtAt, now), note: isRegistered ? '登记' : '放上' };
  switch (phase) {
    case 'queued': {
      // The queue that is told is of those that people have brought.
      const seconds = isRegistered ? null : queueSeconds;
      const wait = seconds === null ? since : { figure: upTo(seconds), note: '大约' };
      return { reason: '排队中', fact: '', ...wait };
    }
    case 'asked': {
      const isDue = nextAskAt === null || nextAskAt <= now;
      const figure = isDue ? '马上' : clockTime(nextAskAt, now);
      return { reason: '微信还没有这单', fact: '', figure, note: '再查' };
    }
    case 'given-up':
      return { reason: '微信没有这单', fact: '看看订单号，或晚点再扫', ...since };
  }
}
