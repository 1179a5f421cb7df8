import { initialRingStates, nextRing } from '../../../miniprogram/board/bell';
import { rowsOfFilter } from '../../../miniprogram/board/board-filters';
import { type CardPlace, pickCards } from '../../../miniprogram/board/now-cards';
import type { BoardRow } from '../../../miniprogram/contract/board-api';
import {
  type ActReason,
  orderTone,
  reasonToActOf,
} from '../../../miniprogram/contract/delivery/urgency';
import { REASON_WORDING } from '../../../miniprogram/ui/wording/reason-wording';
import { eveningOf } from './evening';
import { EVENINGS } from '../../support/fuzz';

const MINUTE = 60_000;

const SEED = 35;
/** Length of an evening; its first part fills the counter. */
const BEGINS_MS = 45 * MINUTE;
const LASTS_MS = 120 * MINUTE;
/** Share of acts of the clerk that end the reason. */
const HELPS = 0.8;
const LONGEST_UNTOLD_MS = 2 * MINUTE;

/**
 * Plays an evening: the board is looked at, and a clerk acts on the first card each minute.
 *
 * @returns number of red rows and cards at each look, the longest time for which a trouble was told
 * nowhere, and the reason of each red order at each look
 */
function play(seed: number, underWay: number) {
  const evening = eveningOf(seed, underWay);
  const red: number[] = [];
  const reasons: ActReason[] = [];
  const newSinceById = new Map<string, number>();
  const toldAt = new Map<string, number>();
  let bell = initialRingStates([]);
  let cards: readonly CardPlace[] = [];
  let untoldMs = 0;
  for (let now = 0; now <= LASTS_MS; now += MINUTE) {
    evening.goOn(now);
    const [first] = cards;
    if (first !== undefined && evening.random() < HELPS) evening.settle(first.orderId, now);
    const rows = evening.rows(now);
    const rung = nextRing(bell, rows, now);
    bell = rung.state;
    for (const orderId of rung.newToHandleIds) newSinceById.set(orderId, now);
    cards = pickCards(cards, rows, { now, newSinceById, selectedId: null }, false);
    const inCards = new Set(cards.map(({ orderId }) => orderId));
    const listed = new Set(rowsOfFilter(rows, 'all', now, []).map(({ orderId }) => orderId));
    const isRed = (row: BoardRow): boolean => ['bad', 'back'].includes(orderTone(row, now));
    const redRows = rows.filter(
      (row) => isRed(row) && (inCards.has(row.orderId) || listed.has(row.orderId)),
    );
    const told = new Set([...redRows.map(({ orderId }) => orderId), ...rung.newToHandleIds]);
    for (const [orderId, since] of evening.troubles(now)) {
      if (told.has(orderId)) toldAt.set(orderId, now);
      else untoldMs = Math.max(untoldMs, now - Math.max(since, toldAt.get(orderId) ?? 0));
    }
    if (now < BEGINS_MS) continue;
    red.push(redRows.length);
    reasons.push(...redRows.flatMap((row) => reasonToActOf(row, now) ?? []));
  }
  return { red, untoldMs, reasons };
}

it.each([
  [15, 3],
  [40, 3],
  [80, 6],
])(
  'of %i orders under way at most %i are red at the median of the evenings, and no trouble goes untold',
  (underWay, most) => {
    const evenings = Array.from({ length: EVENINGS }, (_, n) => play(SEED + n, underWay));
    const red = evenings.flatMap((one) => one.red).sort((one, other) => one - other);
    const untoldMs = Math.max(...evenings.map((one) => one.untoldMs));
    const looks = new Set(evenings.flatMap((one) => one.reasons));
    // A late order is watched, not handled.
    const reasons = Object.keys(REASON_WORDING).filter((one) => one !== 'late');
    expect([...looks].sort()).toEqual(reasons.sort());
    expect(red[Math.floor((red.length - 1) / 2)]).toBeLessThanOrEqual(most);
    expect(untoldMs).toBeLessThanOrEqual(LONGEST_UNTOLD_MS);
  },
);
