import { ageMs } from '../contract/age';
import { type AnyRow, type AwaitedRow, type BoardRow, UNDO_MS } from '../contract/board-api';
import { statusOf } from '../contract/delivery-status';
import { reasonToHandleOf } from '../contract/delivery/urgency';
import { clockTime, durationWords, upTo } from '../ui/wording/measures';
import { type SplitId, type OrderRow, orderRow, rowLabel, splitIds } from '../ui/wording/order-row';

export interface BoardRowView extends OrderRow {
  readonly isNoted: boolean;
  readonly isSelected: boolean;
  /** True for two seconds after somebody has to handle the order. */
  readonly isFlashing: boolean;
  /** Whether 拨打, 复制给顾客, 知道了 and 取下 are offered. */
  readonly canCall: boolean;
  readonly canCopy: boolean;
  readonly canNote: boolean;
  readonly canTakeOff: boolean;
}

interface RowContext {
  readonly isSelected: boolean;
  readonly failed: string;
  readonly isFlashing?: boolean;
  /** Seconds until WeChat has been asked for all orders in the queue; null when unknown. */
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

/** Builds rows that stand by themselves, on the map or in a sheet. */
export function plainRows(rows: readonly AnyRow[], now: number): readonly BoardRowView[] {
  const ids = splitIds(rows.map(({ orderId }) => orderId));
  const context = { isSelected: false, failed: '' };
  return rows.map((row, n) => boardRowView(row, ids[n] ?? NO_SPLIT, context, now));
}

export const NO_SPLIT: SplitId = { front: '', isFrontDecisive: false, end: '' };

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
    ...(isNoted && notedBy(acknowledged, now)),
    isNoted,
    canCall: row.callable === true && !statusOf(row.status).isFinal,
    canCopy: true,
    canNote: reason !== null && acknowledged === undefined,
    canTakeOff: false,
  };
}

/** Writes who has acknowledged a row, and how long a person can take back the own 知道了. */
function notedBy(
  { by, at, isOwn = false }: NonNullable<BoardRow['acknowledged']>,
  now: number,
): Pick<RowContent, 'fact' | 'undo'> {
  const leftMs = UNDO_MS - ageMs(at, now);
  const undo = isOwn && leftMs > 0 ? `撤销 ${Math.ceil(leftMs / 1000)} 秒` : '';
  return { fact: `${isOwn ? '你' : by} ${clockTime(at, now)} 知道了`, undo };
}

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
      // The queue has no registered orders.
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
