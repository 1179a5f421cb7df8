import { statusOf } from '../../miniprogram/shared/delivery-status';

/**
 * Where a delivery can go from each status: the usual next one first, then what can go wrong
 * (docs/getorder-contract.md §2 [O]; the arrows are [I], for the document lists the statuses only).
 */
const NEXT: Readonly<Record<number, readonly number[]>> = {
  101: [102, 103, 501, 502],
  102: [201, 103, 204, 205, 501, 502],
  201: [202, 203, 204, 205, 501, 502],
  202: [301, 303, 501, 502],
  301: [302, 303, 304, 305, 501, 502],
  303: [401],
  304: [401],
  305: [401],
  // A rider took it after all [R].
  502: [102],
};

/** Statuses that can follow, the usual one first; empty after an end. */
export function statusesAfter(status: number): readonly number[] {
  return NEXT[status] ?? [];
}

/** A rider can be changed for another one only before the goods are handed over. */
export function canReassign(status: number): boolean {
  return status === 102 || status === 201;
}

export function hasEnded(status: number): boolean {
  return statusOf(status).isFinal;
}
