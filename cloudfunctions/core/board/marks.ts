import { createHash } from 'crypto';
import type { AnyRow } from '../../../miniprogram/contract/board-api';

/** Length of a mark: 48 bits, so that two rows of a board hardly ever share one. */
const MARK_CHARACTERS = 8;

/** Adds the mark to a row: a hash of all its fields but `askedAt`. */
export function withMark<Row extends object>(row: Row): Row & { readonly mark: string } {
  const rowText = JSON.stringify({ ...row, askedAt: 0 });
  const mark = createHash('sha256').update(rowText, 'utf8').digest('base64url');
  return { ...row, mark: mark.slice(0, MARK_CHARACTERS) };
}

/** Returns what a phone lacks that has the rows with these marks, and the marks of removed rows. */
export function differenceToMarks(
  marks: readonly string[],
  rows: readonly AnyRow[],
): { readonly rows: readonly AnyRow[]; readonly gone: readonly string[] } {
  const before = new Set(marks);
  const now = new Set(rows.map(({ mark }) => mark));
  return {
    rows: rows.filter(({ mark }) => !before.has(mark)),
    gone: [...before].filter((mark) => !now.has(mark)),
  };
}
