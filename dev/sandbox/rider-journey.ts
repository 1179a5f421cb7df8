import { type LngLat, district } from '../district/district';
import { type Route, positionAlong, route } from '../district/route';
import { randomFromText } from './random-from-text';
import type { SandboxOrder } from './order';

export type RiderPosition = ReturnType<typeof positionAlong>;

/** Interval of position updates in ms. Reported are 30 s (docs/getorder-contract.md §9 [R]). */
export const REFRESH_MS = 10_000;

const SLOWEST = 4;
const FASTEST = 6;

interface Drive {
  readonly way: Route;
  readonly startedAt: number;
  readonly metresPerSecond: number;
}

/** Statuses whose position is published: 301 (delivering, §1 [O]), and 303–305 (§2: returning). */
const PUBLISHED = [301, 303, 304, 305];

/**
 * Computes a rider's position from the order's events and the time alone.
 *
 * @returns null when the order has no rider, or has ended without delivery
 */
export function riderPosition(order: SandboxOrder, now: number): RiderPosition | null {
  const drive = driveOf(order);
  return drive && positionOn(drive, now);
}

/** Returns the courier's last published update; null unless the status is one of `PUBLISHED`. */
export function publishedJourney(order: SandboxOrder, now: number) {
  const drive = PUBLISHED.includes(order.status) ? driveOf(order) : null;
  if (drive === null) return null;
  const asOf = Math.max(order.changedAt, now - (now % REFRESH_MS));
  return {
    position: positionOn(drive, asOf),
    /** Seconds to the customer's door, 0 when there. null unless on the way there (status 301). */
    remainingSeconds: order.status === 301 ? remainingSeconds(order, drive, asOf) : null,
  };
}

/**
 * Computes when the rider gets to where the order's status leads, in ms since 1970.
 *
 * @returns null without a rider, and for 202, in which nobody waits for an arrival
 */
export function arrivalAt(order: SandboxOrder): number | null {
  const drive = order.status === 202 ? null : driveOf(order);
  if (drive === null) return null;
  const { way, startedAt, metresPerSecond } = drive;
  return startedAt + (1000 * way.lengthMetres) / metresPerSecond;
}

/** Cache of the orders' drives. Order objects are immutable, so a drive is computed only once. */
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
      return drive(order, start, store, rider.assignedAt);
    case 201:
      return standing(store);
    case 202:
    case 301:
      return drive(order, store, order.door, leftStoreAt ?? changedAt);
    case 302:
      return standing(order.door);
    case 303: {
      const outward = drive(order, store, order.door, leftStoreAt ?? changedAt);
      const turned = positionOn(outward, changedAt);
      return drive(order, [turned.longitude, turned.latitude], store, changedAt);
    }
    // The way back starts at the door, even if 304 or 305 is set before the rider gets there.
    case 304:
    case 305:
      return drive(order, order.door, store, changedAt);
    default:
      return null;
  }
}

/** Returns the place in the district from which the rider starts to the store. */
function riderStart(order: SandboxOrder, rider: number): LngLat {
  const index = Math.floor(
    randomFromText(`${order.orderId} rider ${rider} starts`) * district.places.length,
  );
  return district.places[index]?.position ?? order.store.position;
}

function standing(at: LngLat): Drive {
  return { way: { path: [at], lengthMetres: 0 }, startedAt: 0, metresPerSecond: 1 };
}

function drive(order: SandboxOrder, from: LngLat, to: LngLat, startedAt: number): Drive {
  return { way: route(from, to), startedAt, metresPerSecond: usualSpeed(order) * order.pace };
}

/** Returns the speed that the courier expects of the rider, in metres per second. */
function usualSpeed(order: SandboxOrder): number {
  return SLOWEST + (FASTEST - SLOWEST) * randomFromText(`${order.orderId} speed`);
}

function positionOn(drive: Drive, now: number): RiderPosition {
  return positionAlong(drive.way, metresAt(drive, now));
}

function metresAt(drive: Drive, now: number): number {
  const seconds = Math.max(0, (now - drive.startedAt) / 1000);
  return Math.min(drive.way.lengthMetres, seconds * drive.metresPerSecond);
}

/**
 * Estimates the remaining seconds as a courier does: at the rider's usual speed, with a random
 * error. For a slower rider (`pace` below 1) the estimated arrival keeps getting later.
 */
function remainingSeconds(order: SandboxOrder, drive: Drive, asOf: number): number {
  const metresLeft = drive.way.lengthMetres - metresAt(drive, asOf);
  if (metresLeft < 1) return 0;
  const seconds = metresLeft / usualSpeed(order);
  const offBy =
    (randomFromText(`${order.orderId} estimate ${asOf}`) - 0.5) * Math.min(20, seconds * 0.1);
  return Math.max(1, Math.round(seconds + offBy));
}
