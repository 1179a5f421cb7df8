import { district } from '../../dev/district/district';
import type { Position } from '../../miniprogram/contract/delivery';
import type { ProductPhone } from './browser-phone';
import { pressRefresh, transitionsEnd, untilHeard } from './delivery-screen';
import { eventually } from './eventually';
import { type RideChange, scriptedRide } from './scripted-ride';
import { type ShownMap, apart, lookAtMap } from './shown-map';

export type Map = NonNullable<ShownMap>;

/** Place in the middle of the demo's town, where rides begin. */
export const STORE: Position = {
  longitude: district.store.position[0],
  latitude: district.store.position[1],
};

/** Wait beyond a move of the view and the drawing of a way. */
const VIEW_MOVES_MS = 1000;
const LOOK_EVERY_MS = 250;
/** As above, where it only matters whether anything moves. */
const COMPARE_EVERY_MS = 500;
/** Limit beyond any movement on the map. */
const NEVER_MS = 60_000;

/** Page 配送 whose answers and time a test has in hand. */
export type RiddenMap = Awaited<ReturnType<typeof openRide>>;

/**
 * Opens a delivery under way, with a rider at STORE.
 *
 * @param first changes the first answer
 * @param query of the phone's address, besides the page
 */
export async function openRide(
  phones: ProductPhone,
  first: RideChange = {},
  query: Readonly<Record<string, string>> = {},
) {
  const ride = scriptedRide(STORE);
  ride.then(0, first);
  phones.host.functions['getOrder'] = () => ride.answer();
  const address = new URLSearchParams({
    path: '/pages/delivery/delivery?id=20261124-1288',
    ...query,
  });
  const { page } = await phones.open(address.toString(), { hasClockInHand: true });
  await eventually(
    () => lookAtMap(page),
    (map) => map !== null && (map.marker === null || isInTheMiddle(map)),
  );
  // Time passes only when a test lets it from here on.
  await page.clock.pauseAt(Date.now() + 60_000);

  const until = async <Wanted extends ShownMap>(
    isWanted: (map: ShownMap) => map is Wanted,
  ): Promise<Wanted> => {
    for (let passed = 0; passed < NEVER_MS; passed += LOOK_EVERY_MS) {
      await page.clock.runFor(LOOK_EVERY_MS);
      const map = await lookAtMap(page);
      if (isWanted(map)) return map;
    }
    throw new Error('The map never came to be as wanted.');
  };
  const untilStill = async (): Promise<Map> => {
    let before: Map | null = null;
    let stillMs = 0;
    for (let passed = 0; passed < NEVER_MS; passed += COMPARE_EVERY_MS) {
      await page.clock.runFor(COMPARE_EVERY_MS);
      const hasMoved = await transitionsEnd(page);
      const map = await lookAtMap(page);
      const isStill = !hasMoved && before !== null && map !== null && isSame(before, map);
      stillMs = isStill ? stillMs + COMPARE_EVERY_MS : 0;
      before = map;
      if (map !== null && stillMs >= VIEW_MOVES_MS) return map;
    }
    throw new Error('The map never stood still.');
  };
  return {
    page,
    /** Lets time pass until the map fits. null is a page without a map. */
    until,
    /** Waits until neither marker, way nor sheet has moved for a while. */
    untilStill,
    /** Brings a new answer, for which the clerk polls. */
    hear: async (secondsLater: number, change: RideChange) => {
      ride.then(secondsLater, change);
      const answered = page.waitForResponse(/getOrder/);
      await pressRefresh(page);
      await answered;
      await untilHeard(page);
    },
    /** Lets time pass, and looks at the map repeatedly. */
    watch: async (ms: number) => {
      const seen: Map[] = [];
      for (let passed = 0; passed < ms; passed += LOOK_EVERY_MS) {
        await page.clock.runFor(LOOK_EVERY_MS);
        const map = await lookAtMap(page);
        if (map !== null) seen.push(map);
      }
      return seen;
    },
    /** Moves the view by hand, once it does not move by itself. @returns the map at rest */
    pan: async (byX: number, byY: number) => {
      await page.clock.runFor(1000);
      const { middle } = await until(isThere);
      const from = { x: middle.x, y: middle.y + 40 };
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      for (let part = 1; part <= 8; part += 1) {
        await page.mouse.move(from.x + (byX * part) / 8, from.y + (byY * part) / 8);
        await page.clock.runFor(LOOK_EVERY_MS);
      }
      await page.mouse.up();
      const still = await untilStill();
      await page.getByText('回到骑手').waitFor();
      return still;
    },
  };
}

const isThere = (map: ShownMap): map is Map => map !== null;

/** Narrows a condition to maps that are there. */
export function where(isWanted: (map: Map) => boolean) {
  return (map: ShownMap): map is Map => map !== null && isWanted(map);
}

/** Tells whether two looks show pictures and way at the same places. */
function isSame(one: Map, other: Map): boolean {
  const spots = ({ pictures, trail }: Map) => [...pictures, ...trail.slice(0, 1)];
  const [before, after] = [spots(one), spots(other)];
  return (
    before.length === after.length &&
    before.every((spot, index) => apart(spot, after[index] ?? { x: NaN, y: NaN }) < 0.5)
  );
}

/** Returns a fixed place of the town: the start of the drawn way, or a corner without one. */
export function ground({ trail }: Pick<Map, 'trail'>) {
  return trail[0] ?? { x: 0, y: 0 };
}

/** Tells whether the rider is seen in the middle of the map. */
export function isInTheMiddle({ marker, middle, width, height, isMarkerSeen }: Map): boolean {
  return (
    marker !== null &&
    isMarkerSeen &&
    Math.abs(marker.x - middle.x) < width / 3 &&
    Math.abs(marker.y - middle.y) < height / 3
  );
}
