import { ageMs } from '../contract/age';
import { type AnyRow, type AwaitedRow, type BoardRow, UNDO_WITHIN_MS } from '../contract/board-api';
import { statusOf } from '../contract/delivery-status';
import { reasonToHandleOf } from '../contract/delivery/urgency';
import { clockTime, durationWords, upToWords } from '../ui/wording/measures';
import { type SplitId, type OrderRow, orderRow, rowLabel, splitIds } from '../ui/wording/order-row';

export interface BoardRowView extends OrderRow {
  /** True for an order to handle that somebody has acknowledged by 知道了. */
  readonly isNoted: boolean;
  readonly isSelected: boolean;
  /** True for the first two seconds after the order has become an order to handle. */
  readonly isFlashing: boolean;
  /** Buttons that the row has (true) or lacks: 拨打, 复制给顾客, 知道了, 取下. */
  readonly canCall: boolean;
  readonly canCopy: boolean;
  readonly canNote: boolean;
  readonly canTakeOff: boolean;
}

interface RowContext {
  readonly isSelected: boolean;
  readonly failureText: string;
  readonly isFlashing?: boolean;
  /** Seconds until the cloud has looked up all added orders; null when unknown. */
  readonly queueSeconds?: number | null;
}

/** Builds a row of the board. `now` in ms on the cloud's clock. */
export function boardRowView(
  row: AnyRow,
  id: SplitId,
  context: RowContext,
  now: number,
): BoardRowView {
  const { isSelected, failureText, isFlashing = false, queueSeconds = null } = context;
  const view =
    row.kind === 'known' ? knownContent(row, id, now) : awaitedContent(row, id, queueSeconds, now);
  const content =
    failureText === ''
      ? view
      : { ...view, icon: 'alert', reason: failureText, isToned: true, fact: '' };
  return { ...content, isSelected, isFlashing, label: rowLabel(content) };
}

/** Builds rows that are shown outside the list: on the map, or in a sheet of orders. */
export function standaloneRows(rows: readonly AnyRow[], now: number): readonly BoardRowView[] {
  const ids = splitIds(rows.map(({ orderId }) => orderId));
  const context = { isSelected: false, failureText: '' };
  return rows.map((row, index) => boardRowView(row, ids[index] ?? NO_SPLIT_ID, context, now));
}

export const NO_SPLIT_ID: SplitId = { front: '', isFrontDecisive: false, end: '' };

type RowContent = Omit<BoardRowView, 'isSelected' | 'isFlashing' | 'label'>;

function knownContent(row: BoardRow, splitId: SplitId, now: number): RowContent {
  const { isOld = false, acknowledged, note, askedAt } = row;
  // Only data that the cloud calls old show their age. With `askedAt: now` no age is shown.
  const datedRow = { ...row, askedAt: isOld ? askedAt : now };
  const { label: _label, ...content } = orderRow(datedRow, splitId, now);
  const reason = reasonToHandleOf(row, now);
  const isNoted = reason !== null && acknowledged !== undefined;
  return {
    ...content,
    who: [content.who, note ?? ''].filter((text) => text !== '').join(' · '),
    ...(isOld ? { isOld, note: `${durationWords(now - askedAt)}没更新` } : { isOld }),
    ...(isNoted && acknowledgementWords(acknowledged, now)),
    isNoted,
    canCall: row.callable === true && !statusOf(row.status).isFinal,
    canCopy: true,
    canNote: reason !== null && acknowledged === undefined,
    canTakeOff: false,
  };
}

/** Writes who acknowledged a row, and for how long a person can undo their own 知道了. */
function acknowledgementWords(
  { by, at, isOwn = false }: NonNullable<BoardRow['acknowledged']>,
  now: number,
): Pick<RowContent, 'fact' | 'undo'> {
  const leftMs = UNDO_WITHIN_MS - ageMs(at, now);
  const undo = isOwn && leftMs > 0 ? `撤销 ${Math.ceil(leftMs / 1000)} 秒` : '';
  return { fact: `${isOwn ? '你' : by} ${clockTime(at, now)} 知道了`, undo };
}

/** Builds the content of a row whose order WeChat does not have yet. */
function awaitedContent(
  row: AwaitedRow,
  splitId: SplitId,
  queueSeconds: number | null,
  now: number,
): RowContent {
  const { orderId, broughtBy, isRegistered = false, canTakeOff = false, store = '' } = row;
  const broughtWords = `${broughtBy}${isRegistered ? '登记' : '放上'}`;
  return {
    orderId,
    ...splitId,
    who: [store, broughtWords, row.note ?? ''].filter((text) => text !== '').join(' · '),
    icon: '',
    tone: 'neutral',
    ...awaitedRowWords(row, queueSeconds, now),
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

function awaitedRowWords(
  { phase, isRegistered = false, broughtAt, nextAskAt }: AwaitedRow,
  queueSeconds: number | null,
  now: number,
): Pick<RowContent, 'reason' | 'fact' | 'figure' | 'note'> {
  const sinceWords = { figure: clockTime(broughtAt, now), note: isRegistered ? '登记' : '放上' };
  switch (phase) {
    case 'queued': {
      // `queueSeconds` is for orders that people added, not for those that a system registered.
      const seconds = isRegistered ? null : queueSeconds;
      if (seconds === null) return { reason: '排队中', fact: '', ...sinceWords };
      return { reason: '排队中', fact: '', figure: upToWords(seconds), note: '大约' };
    }
    case 'asked': {
      const isDue = nextAskAt === null || nextAskAt <= now;
      const figure = isDue ? '马上' : clockTime(nextAskAt, now);
      return { reason: '微信还没有这单', fact: '', figure, note: '再查' };
    }
    case 'given-up':
      return { reason: '微信没有这单', fact: '看看订单号，或晚点再扫', ...sinceWords };
  }
}
