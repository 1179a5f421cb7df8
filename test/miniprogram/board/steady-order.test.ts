import fc from 'fast-check';
import type { AnyRow } from '../../../miniprogram/contract/board-api';
import {
  compareRows,
  countMovedRows,
  placeRowsSteadily,
} from '../../../miniprogram/board/steady-order';
import { awaitedRow, boardRow, stuckRow } from '../../support/board-rows';
import { at } from '../../support/delivery-reports';

const NOW = at('12:00');
const ids = (placed: readonly { readonly orderId: string }[]): string =>
  placed.map(({ orderId }) => orderId).join(' ');

const STUCK = stuckRow('stuck', 20);
const LATE = boardRow('late', 301, {}, -5);
const SOON = boardRow('soon', 301, {}, 2);
const THEN = boardRow('then', 301, {}, 20);
const WAITS = boardRow('waits', 101);
const AWAITED = awaitedRow('awaited', 2);
const OVER = boardRow('over', 302, { endedAt: NOW });
const ALL = [STUCK, LATE, SOON, THEN, WAITS, AWAITED, OVER];

/** Any rows: a few orders, each of any of the kinds. */
const anyRows: fc.Arbitrary<readonly AnyRow[]> = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom(...Array.from('abcdefgh')),
      fc.constantFrom(...ALL),
      fc.integer({ max: 40 }),
    ),
    { selector: ([orderId]) => orderId, maxLength: 8 },
  )
  .map((made) =>
    made.map(([orderId, row, minutes]) =>
      row.kind === 'awaited'
        ? { ...row, orderId }
        : { ...row, orderId, expectedAt: row.expectedAt === null ? null : NOW + minutes * 60_000 },
    ),
  );

describe('the order of the rows', () => {
  it('is by urgency, with what WeChat does not know yet above what has ended', () => {
    expect(ids(placeRowsSteadily([], [...ALL].reverse(), NOW))).toBe(
      'stuck late soon then waits awaited over',
    );
  });

  it('keeps a row where it is while its group is the same, whatever its arrival', () => {
    const shown = placeRowsSteadily([], [SOON, THEN], NOW);
    const later = { ...SOON, expectedAt: NOW + 40 * 60_000 };
    expect(ids(placeRowsSteadily(shown, [THEN, later], NOW))).toBe('soon then');
  });

  it('moves a row that comes into another group, and puts a new one where it belongs', () => {
    const shown = placeRowsSteadily([], [SOON, THEN, WAITS], NOW);
    const stuck = { ...stuckRow('then', 3) };
    const added = boardRow('added', 301, {}, 5);
    expect(ids(placeRowsSteadily(shown, [WAITS, stuck, SOON, added], NOW))).toBe(
      'then soon added waits',
    );
  });

  it('never moves the selected row, whatever becomes of it and of the others', () => {
    fc.assert(
      fc.property(anyRows, anyRows, (before, after) => {
        const shown = placeRowsSteadily([], before, NOW);
        for (const [index, { orderId }] of shown.entries()) {
          const next = placeRowsSteadily(shown, after, NOW, orderId);
          const stands = next.findIndex((one) => one.orderId === orderId);
          expect([-1, Math.min(index, next.length - 1)]).toContain(stands);
          expect(stands === -1).toBe(!after.some((row) => row.orderId === orderId));
        }
      }),
    );
  });

  it('sends the row that was selected to its place afterwards', () => {
    const shown = placeRowsSteadily([], [THEN, WAITS], NOW);
    const held = placeRowsSteadily(shown, [THEN, WAITS, STUCK, LATE], NOW, 'then');
    expect(ids(held)).toBe('then stuck late waits');
    expect(ids(placeRowsSteadily(held, [THEN, WAITS, STUCK, LATE], NOW))).toBe(
      'stuck late then waits',
    );
  });

  it('is total and stable: the same rows stand the same, however they come', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const once = placeRowsSteadily([], rows, NOW);
        expect(ids(placeRowsSteadily([], [...rows].reverse(), NOW))).toBe(ids(once));
        expect(ids(placeRowsSteadily(once, [...rows].reverse(), NOW))).toBe(ids(once));
        for (const one of rows)
          for (const other of rows)
            expect(Math.sign(compareRows(one, other, NOW))).toBe(
              -Math.sign(compareRows(other, one, NOW)) + 0,
            );
      }),
    );
  });
});

it('counts what would move, come and leave', () => {
  const shown = placeRowsSteadily([], [STUCK, SOON, THEN], NOW);
  const next = placeRowsSteadily(shown, [STUCK, { ...THEN, status: 'waiting' }, WAITS], NOW);
  expect(countMovedRows(shown, next)).toBe(3);
  expect(countMovedRows(shown, shown)).toBe(0);
});
