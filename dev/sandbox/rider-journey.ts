import { district } from '../district/district';
import type { LngLat } from '../district/district';
import { positionAlong, route } from '../district/route';
import type { Route } from '../district/route';
import { randomFromText } from './random-from-text';
import type { SandboxOrder } from './order';

export interface RiderPosition {
  readonly longitude: number;
  readonly latitude: number;
}

/** A courier's report on its rider. */
export interface PublishedJourney {
  readonly position: RiderPosition;
  /** Seconds to the customer, 0 at the door. null unless on the way there. */
  readonly remainingSeconds: number | null;
}

/** Interval of a courier's position updates (docs/getorder-contract.md §9 [R]), a short one. */
export const REFRESH_MS = 10_000;

const SLOWEST = 4;
const FASTEST = 6;
const LONGEST_PAUSE_SECONDS = 18;

interface Drive {
  readonly way: Route;
  readonly startedAt: number;
  readonly metresPerSecond: number;
  /** Seconds of waiting at each crossing. */
  readonly pauses: readonly number[];
}

/** Statuses with a published position (§1 [O]: only while delivering; §2 includes 303–305). */
const PUBLISHED = [301, 303, 304, 305];

/**
 * Computes a rider's position from the order's events and the time alone.
 *
 * @returns null when nobody is under way
 */
export function riderPosition(order: SandboxOrder, now: number): RiderPosition | null {
  const drive = driveOf(order);
  return drive && positionOn(drive, now);
}

/** Returns the published position of the last update, only while delivering. */
export function publishedJourney(order: SandboxOrder, now: number): PublishedJourney | null {
  const drive = PUBLISHED.includes(order.status) ? driveOf(order) : null;
  if (drive === null) return null;
  const asOf = Math.max(order.changedAt, now - (now % REFRESH_MS));
  return {
    position: positionOn(drive, asOf),
    remainingSeconds: order.status === 301 ? remainingSeconds(order, drive, asOf) : null,
  };
}

/** Drives of orders. An order never changes, so its drive is computed once. */
const drives = new WeakMap<SandboxOrder, Drive | null>();

function driveOf(order: SandboxOrder): Drive | null {
  const known = drives.get(order);
  if (known !== undefined) return known;
  const drive = findDrive(order);
  drives.set(order, drive);
  return drive;
}

function findDrive(order: SandboxOrder): Drive | null {
  const { rider, status, leftStoreAt, changedAt } = order;
  if (rider === null) return null;
  const store = order.store.position;
  const start = riderStart(order, rider.index);
  switch (status) {
    case 102:
      return drive(order, 'to the store', start, store, rider.assignedAt);
    case 201:
      return standing(store);
    case 202:
    case 301:
      return drive(order, 'to the customer', store, order.door, leftStoreAt ?? changedAt);
    case 302:
      return standing(order.door);
    case 303: {
      const outward = drive(order, 'to the customer', store, order.door, leftStoreAt ?? changedAt);
      const turned = positionOn(outward, changedAt);
      return drive(order, 'back', [turned.longitude, turned.latitude], store, changedAt);
    }
    // The rider reaches the door before 304, however early the console says so.
    case 304:
    case 305:
      return drive(order, 'back', order.door, store, changedAt);
    default:
      return null;
  }
}

/** Returns the rider's start: one of the district's places. */
function riderStart(order: SandboxOrder, rider: number): LngLat {
  const index = Math.floor(
    randomFromText(`${order.orderId} rider ${rider} starts`) * district.places.length,
  );
  return district.places[index]?.position ?? order.store.position;
}

function standing(at: LngLat): Drive {
  return { way: route(at, at), startedAt: 0, metresPerSecond: 1, pauses: [] };
}

function drive(
  order: SandboxOrder,
  leg: string,
  from: LngLat,
  to: LngLat,
  startedAt: number,
): Drive {
  const way = route(from, to);
  const pauses = way.crossingsMetres.map((_, index) => {
    const chance = randomFromText(`${order.orderId} ${leg} crossing ${index}`);
    // Half of the lights are green.
    return chance < 0.5 ? 0 : (2 * chance - 1) * LONGEST_PAUSE_SECONDS;
  });
  return { way, startedAt, pauses, metresPerSecond: usualSpeed(order) * order.pace };
}

/** The courier's estimated speed, in metres a second. */
function usualSpeed(order: SandboxOrder): number {
  return SLOWEST + (FASTEST - SLOWEST) * randomFromText(`${order.orderId} speed`);
}

function positionOn(drive: Drive, now: number): RiderPosition {
  return positionAlong(drive.way, metresAt(drive, now));
}

function metresAt(drive: Drive, now: number): number {
  const { way, metresPerSecond, pauses } = drive;
  let seconds = Math.max(0, (now - drive.startedAt) / 1000);
  let metres = 0;
  for (const [index, crossing] of way.crossingsMetres.entries()) {
    const toCrossing = (crossing - metres) / metresPerSecond;
    if (seconds <= toCrossing) return metres + seconds * metresPerSecond;
    metres = crossing;
    seconds -= toCrossing + (pauses[index] ?? 0);
    if (seconds <= 0) return metres;
  }
  return Math.min(way.lengthMetres, metres + seconds * metresPerSecond);
}

/**
 * Estimates the remaining seconds as a courier does: at its usual speed, with an error. A slower
 * rider makes it wrong, and it slips.
 */
function remainingSeconds(order: SandboxOrder, drive: Drive, asOf: number): number {
  const metres = metresAt(drive, asOf);
  const metresLeft = drive.way.lengthMetres - metres;
  if (metresLeft < 1) return 0;
  const pausesLeft = drive.way.crossingsMetres.reduce(
    (sum, crossing, index) => (crossing > metres ? sum + (drive.pauses[index] ?? 0) : sum),
    0,
  );
  const seconds = metresLeft / usualSpeed(order) + pausesLeft;
  const offBy =
    (randomFromText(`${order.orderId} estimate ${asOf}`) - 0.5) * Math.min(20, seconds * 0.1);
  return Math.max(1, Math.round(seconds + offBy));
}
