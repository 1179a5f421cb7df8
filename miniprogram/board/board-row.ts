import type { AnyRow, AwaitedRow, BoardRow } from '../contract/board-api';
import { statusOf } from '../contract/delivery-status';
import { reasonToHandleOf } from '../contract/delivery/urgency';
import { clockTime, durationWords } from '../ui/wording/measures';
import { type SplitId, type OrderRow, orderRow, rowLabel } from '../ui/wording/order-row';

/** Row of the board, with the actions that it offers. */
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
}

/** Facts of this phone about a row. */
export interface RowContext {
  readonly isSelected: boolean;
  /** Reason why the last action on the row has failed; empty when none has. */
  readonly failed: string;
  readonly isFlashing?: boolean;
}

/** Builds a row of the board. `now` in ms on the cloud's clock. */
export function boardRowView(
  row: AnyRow,
  id: SplitId,
  context: RowContext,
  now: number,
): BoardRowView {
  const view = row.kind === 'known' ? knownView(row, id, now) : awaitedView(row, id, now);
  const { isSelected, failed, isFlashing = false } = context;
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
  };
}

/** Builds the row of an order that the merchant's system has registered. */
function awaitedView(row: AwaitedRow, id: SplitId, now: number): RowContent {
  const { orderId, registeredAt, store = '', note = '' } = row;
  return {
    orderId,
    ...id,
    who: [store, note].filter((text) => text !== '').join(' · '),
    icon: 'clock',
    tone: 'neutral',
    reason: '微信还没有这单',
    isToned: false,
    fact: '',
    figure: clockTime(registeredAt, now),
    note: '登记',
    isUrgent: false,
    isOver: true,
    isOld: false,
    isNoted: false,
    canCall: false,
    canCopy: false,
    canNote: false,
  };
}
