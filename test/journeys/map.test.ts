import type { Page } from 'playwright-core';
import { district } from '../../dev/district/district';
import type { Position } from '../../miniprogram/contract/delivery';
import type { BrowserPhone, OpenPhone } from '../support/browser-phone';
import { startProductPhone } from '../support/browser-phone';
import { eventually } from '../support/eventually';
import type { RideChange, ScriptedRide } from '../support/scripted-ride';
import { placeFrom, scriptedRide } from '../support/scripted-ride';
import type { ShownMap } from '../support/shown-map';
import { apart, lookAtMap } from '../support/shown-map';

type Map = NonNullable<ShownMap>;

const STORE: Position = {
  longitude: district.store.position[0],
  latitude: district.store.position[1],
};
/** Distance between two polls' answers, about 50 px on the screen. */
const STEP_METRES = 120;
const STEP_SECONDS = 12;
/** Seconds of a step at 30 m/s. A glide takes as long as the rider, so this one is short. */
const QUICK_STEP_SECONDS = 4;
/** 200 m in a second: no rider does that. */
const JUMP_METRES = 200;
const JUMP_SECONDS = 1;
/** Tolerance of a redrawn map, px. */
const STILL = 3;

/** Wait beyond a move of the view and the drawing of a way. */
const VIEW_MOVES_MS = 1000;
const LOOK_EVERY_MS = 250;
/** Limit beyond any movement on the map. */
const NEVER_MS = 60_000;

let phones: BrowserPhone;
let open: OpenPhone;
let page: Page;
let ride: ScriptedRide;

beforeAll(async () => {
  phones = await startProductPhone();
});

afterAll(() => phones.close());

beforeEach(async () => {
  ride = scriptedRide(STORE);
  phones.host.functions['getOrder'] = () => ride.answer();
  const query = new URLSearchParams({ path: '/pages/delivery/delivery?id=20261124-1288' });
  open = await phones.open(query.toString(), { hasClockInHand: true });
  page = open.page;
  await eventually(
    () => lookAtMap(page),
    (map) => map !== null && isInTheMiddle(map),
  );
  // Time passes only when a test lets it from here on.
  await page.clock.pauseAt(Date.now() + 60_000);
});

afterEach(async () => {
  const { errors } = open;
  await page.context().close();
  if (errors.length > 0) throw new Error(`The page reported: ${errors.join('; ')}`);
});

/** Lets time pass, and looks at the map repeatedly. */
async function watchMap(ms: number): Promise<Map[]> {
  const seen: Map[] = [];
  for (let passed = 0; passed < ms; passed += LOOK_EVERY_MS) {
    await page.clock.runFor(LOOK_EVERY_MS);
    const map = await lookAtMap(page);
    if (map !== null) seen.push(map);
  }
  return seen;
}

/** Lets time pass until the map fits. null is a page without a map. */
async function untilMap<Wanted extends ShownMap>(
  isWanted: (map: ShownMap) => map is Wanted,
): Promise<Wanted> {
  for (let passed = 0; passed < NEVER_MS; passed += LOOK_EVERY_MS) {
    await page.clock.runFor(LOOK_EVERY_MS);
    const map = await lookAtMap(page);
    if (isWanted(map)) return map;
  }
  throw new Error('The map never came to be as wanted.');
}

const isThere = (map: ShownMap): map is Map => map !== null;
const isGone = (map: ShownMap): map is null => map === null;
const where =
  (isWanted: (map: Map) => boolean) =>
  (map: ShownMap): map is Map =>
    map !== null && isWanted(map);

/** Brings a new answer, for which the clerk polls. */
async function hear(secondsLater: number, change: RideChange): Promise<void> {
  ride.then(secondsLater, change);
  const answered = page.waitForResponse(/getOrder/);
  await page.getByText('刷新', { exact: true }).click({ force: true });
  await answered;
  // Waits for messages to the page before time passes.
  await page.evaluate('null');
}

/** Rides to a place and stands there, until the marker has arrived. */
async function rideTo(east: number, north = 0): Promise<Map> {
  await hear(QUICK_STEP_SECONDS, { position: placeFrom(STORE, east, north) });
  await hear(1, {});
  return untilStill();
}

/** Waits until neither marker nor way has moved for a while. */
async function untilStill(): Promise<Map> {
  let before: Map | null = null;
  let stillMs = 0;
  return untilMap(
    where((map) => {
      stillMs = before !== null && isSame(before, map) ? stillMs + LOOK_EVERY_MS : 0;
      before = map;
      return stillMs >= VIEW_MOVES_MS;
    }),
  );
}

function isSame(one: Map, other: Map): boolean {
  if (one.marker === null || other.marker === null) return false;
  return apart(one.marker, other.marker) < 0.5 && apart(ground(one), ground(other)) < 0.5;
}

/**
 * Returns a fixed place of the town: the start of the drawn way, or the map's middle without one.
 */
function ground({ trail, middle }: Map): { readonly x: number; readonly y: number } {
  return trail[0] ?? middle;
}

function isInTheMiddle({ marker, middle, width, height, isMarkerSeen }: Map): boolean {
  return (
    marker !== null &&
    isMarkerSeen &&
    Math.abs(marker.x - middle.x) < width / 3 &&
    Math.abs(marker.y - middle.y) < height / 3
  );
}

/** Moves the view by hand, when it does not move by itself. */
async function pan(byX: number, byY: number): Promise<void> {
  await page.clock.runFor(1000);
  const { middle } = await untilMap(isThere);
  const from = { x: middle.x, y: middle.y + 40 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let part = 1; part <= 8; part += 1) {
    await page.mouse.move(from.x + (byX * part) / 8, from.y + (byY * part) / 8);
    await page.clock.runFor(LOOK_EVERY_MS);
  }
  await page.mouse.up();
  await untilStill();
  await page.getByText('回到骑手').waitFor();
}

/** Rides some steps to the east. */
async function rideEast(steps: number): Promise<Map> {
  for (let step = 1; step < steps; step += 1) {
    await hear(STEP_SECONDS, { position: placeFrom(STORE, step * STEP_METRES) });
  }
  return rideTo(steps * STEP_METRES);
}

it('follows the rider: he stays in sight, the town moves below him, his way is drawn behind him', async () => {
  const early = await rideEast(3);
  const late = await rideEast(8);
  expect(isInTheMiddle(late)).toBe(true);
  // 960 m are more than a window's width.
  expect(ground(early).x - ground(late).x).toBeGreaterThan(30);
  const [first, last] = [ground(late), late.trail.at(-1)];
  expect(last?.x).toBeGreaterThan(first.x + 100);
  // Ways are drawn on whole px.
  expect(late.marker?.x).toBeGreaterThan((last?.x ?? NaN) - 1);
  expect(await page.getByText('回到骑手').count()).toBe(0);
});

it('lets the marker glide from place to place, turned the way it goes', async () => {
  await rideEast(3);
  await hear(STEP_SECONDS, { position: placeFrom(STORE, 4 * STEP_METRES) });
  const seen = await watchMap(STEP_SECONDS * 1000 + 500);
  const way = seen.flatMap((map) =>
    map.marker === null ? [] : [{ at: map.at, x: map.marker.x - ground(map).x }],
  );
  const [start, end] = [Math.min(...way.map(({ x }) => x)), Math.max(...way.map(({ x }) => x))];
  expect(end - start).toBeGreaterThan(30);
  const steps = way.slice(1).map(({ x }, index) => x - (way[index]?.x ?? x));
  expect(Math.min(...steps)).toBeGreaterThan(-1);
  expect(Math.max(...steps)).toBeLessThan((end - start) / 4);
  // The speed is constant, over the time between the two positions.
  const gone = (part: number) => way.find(({ x }) => x >= start + part * (end - start));
  const ms = (gone(0.9)?.at ?? NaN) - (gone(0.1)?.at ?? NaN);
  expect(Math.abs(ms / (0.8 * STEP_SECONDS * 1000) - 1)).toBeLessThan(0.1);
  expect(Math.abs((seen.at(-1)?.turned ?? 0) - 90)).toBeLessThan(3);
});

it('stays where a person has moved it, while the rider rides on', async () => {
  await rideEast(3);
  await pan(-100, 40);
  const before = await untilStill();
  const after = await rideTo(4 * STEP_METRES);
  expect(apart(ground(before), ground(after))).toBeLessThan(STILL);
  expect((after.marker?.x ?? NaN) - (before.marker?.x ?? NaN)).toBeGreaterThan(15);
});

it('goes back to the rider when asked, and follows again', async () => {
  await rideEast(3);
  await pan(-150, 60);
  await page.getByText('回到骑手').click({ force: true });
  const back = await untilMap(where(isInTheMiddle));
  expect(back.isMarkerSeen).toBe(true);
  expect(await page.getByText('回到骑手').count()).toBe(0);
  expect(isInTheMiddle(await rideTo(9 * STEP_METRES))).toBe(true);
});

it('shows a jump that no rider can make as a jump', async () => {
  await rideEast(3);
  await pan(60, -20);
  const before = await untilStill();
  await hear(JUMP_SECONDS, { position: placeFrom(STORE, 3 * STEP_METRES, JUMP_METRES) });
  const seen = await watchMap(2000);
  const after = await untilStill();
  const [from, to] = [before.marker, after.marker];
  if (from === null || to === null) throw new Error('There is no marker.');
  expect(from.y - to.y).toBeGreaterThan(40);
  const between = seen.flatMap(({ marker }) =>
    marker === null || apart(marker, from) < STILL || apart(marker, to) < STILL ? [] : [marker],
  );
  expect(between).toEqual([]);
});

it('jumps along where the rider came further than the view shows around him, as while the clock runs fast', async () => {
  await rideEast(2);
  await hear(360, { position: placeFrom(STORE, 3000) });
  // The marker is there without a glide, and the way from far outside has reached it.
  const jumped = await untilMap(where((map) => ground(map).x < -100));
  const { marker, middle, trail } = jumped;
  expect(isInTheMiddle(jumped)).toBe(true);
  expect(apart(trail.at(-1) ?? middle, marker ?? middle)).toBeLessThan(2);
});

it('announces another rider, and starts a new way for him', async () => {
  const before = await rideEast(4);
  expect(before.trail.length).toBeGreaterThan(0);
  const other = placeFrom(STORE, 0, -150);
  await hear(STEP_SECONDS, { riderName: '王师傅', position: other });
  await eventually(
    () => page.locator('[aria-live], [role="alert"], [role="status"]').allInnerTexts(),
    (told) => told.some((text) => text.includes('骑手已更换')),
  );
  await page.getByText('王师傅').first().waitFor();
  expect((await untilMap(where(({ trail }) => trail.length === 0))).trail).toEqual([]);
  await hear(STEP_SECONDS, { position: placeFrom(other, STEP_METRES) });
  await hear(QUICK_STEP_SECONDS, { position: placeFrom(other, 2 * STEP_METRES) });
  await hear(STEP_SECONDS, {});
  const anew = await untilStill();
  expect(anew.trail.length).toBeGreaterThan(0);
  // The new rider's two steps are drawn, and nothing else.
  const longest = Math.max(...anew.trail.map((spot) => apart(spot, ground(anew))));
  expect(longest).toBeLessThan(apart(before.trail.at(-1) ?? ground(before), ground(before)));
});

it('stays as a person has moved it while an answer has no position, and says how old the last is', async () => {
  await rideEast(3);
  await pan(-100, 40);
  const before = await untilStill();
  await hear(STEP_SECONDS, { position: null });
  await page.getByText(/^位置是 1\d 秒前的/).waitFor();
  const lost = await untilStill();
  expect(apart(ground(before), ground(lost))).toBeLessThan(STILL);
  await page.getByAltText('骑手最后的位置').waitFor();
  await hear(STEP_SECONDS, { position: placeFrom(STORE, 4 * STEP_METRES) });
  const back = await untilStill();
  expect(apart(ground(before), ground(back))).toBeLessThan(STILL);
});

it('gives way to a sentence when the position is lost for long, and is there again when it returns', async () => {
  await rideEast(2);
  await hear(301, { position: null }); // Longer than the last place stays.
  await untilMap(isGone);
  await page.getByText('配送公司未提供位置').first().waitFor();
  await hear(STEP_SECONDS, { position: placeFrom(STORE, 5 * STEP_METRES) });
  const back = await untilMap(where(isInTheMiddle));
  expect(back.isMarkerSeen).toBe(true);
  expect(await page.getByText('配送公司未提供位置').count()).toBe(0);
});

it('closes at the end of the delivery', async () => {
  await rideEast(2);
  await hear(STEP_SECONDS, { status: 302, position: null });
  await untilMap(isGone);
  await page.getByText('配送已结束', { exact: true }).waitFor();
  expect(await page.getByText('回到骑手').count()).toBe(0);
});
