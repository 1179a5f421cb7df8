import { createHash } from 'crypto';
import { ageMs } from '../../../miniprogram/contract/age';
import type { AnyRow, BoardCounts, BoardRow } from '../../../miniprogram/contract/board-api';
import { statusOf } from '../../../miniprogram/contract/delivery-status';
import type { BoardFilter } from '../../../miniprogram/contract/urgency';
import { boardFilterOf } from '../../../miniprogram/contract/urgency';
import { RIDERS_KEPT_MS } from '../deliveries/attempt';
import { acknowledgedIn } from './acknowledge';
import type { Paced } from './pace';
import { isOld } from './pace';

/** Length of a mark: 48 bits, so that two rows of a board hardly ever share one. */
const MARK_CHARACTERS = 8;

/** Makes the row of an order. */
export function rowOf(paced: Paced, slowed: number | null, now: number): BoardRow {
  const { order } = paced;
  // Times that move with each question, or with each look-up of a person, would make a new row.
  const { liveAt, lookedUpAt: _lookedUpAt, ...known } = paced.known;
  const { waybillId, position, callable, askedAt } = order.current;
  const acknowledged = acknowledgedIn(order.document, order.current, paced.known, now);
  const hasPosition = position !== null && ageMs(askedAt, now) < RIDERS_KEPT_MS;
  return marked({
    kind: 'known',
    ...known,
    ...(statusOf(known.status).isFinal ? { liveAt } : {}),
    ...(waybillId === null ? {} : { waybillId }),
    ...(callable === true ? { callable } : {}),
    ...(hasPosition && position !== undefined ? { position } : {}),
    ...(isOld(paced, slowed, now) ? { isOld: true } : {}),
    ...(acknowledged === null ? {} : { acknowledged }),
  });
}

/** Adds the mark to a row: a hash of all that it tells but `askedAt`. */
export function marked<Row extends object>(row: Row): Row & { readonly mark: string } {
  const told = JSON.stringify({ ...row, askedAt: 0 });
  const mark = createHash('sha256').update(told, 'utf8').digest('base64url');
  return { ...row, mark: mark.slice(0, MARK_CHARACTERS) };
}

/** Returns what is new to a phone that holds rows with these marks. */
export function differenceTo(
  held: readonly string[],
  rows: readonly AnyRow[],
): { readonly rows: readonly AnyRow[]; readonly gone: readonly string[] } {
  const before = new Set(held);
  const now = new Set(rows.map(({ mark }) => mark));
  return {
    rows: rows.filter(({ mark }) => !before.has(mark)),
    gone: [...before].filter((mark) => !now.has(mark)),
  };
}

/** Finds the filter that a row stands under; null for one that WeChat does not know yet. */
export function filterOf(row: AnyRow, now: number): BoardFilter | null {
  return row.kind === 'awaited' ? null : boardFilterOf(row, now);
}

export function countRows(rows: readonly AnyRow[], now: number): BoardCounts {
  const counts = { 'to-handle': 0, delivering: 0, pickup: 0, waiting: 0, ended: 0, awaited: 0 };
  for (const row of rows) counts[filterOf(row, now) ?? 'awaited'] += 1;
  return counts;
}
