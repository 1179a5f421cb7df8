import { productPhone } from '../support/browser-phone';
import { eventually } from '../support/eventually';
import {
  type Map,
  type RiddenMap,
  ground,
  isInTheMiddle,
  openRide,
  STORE,
  where,
} from '../support/ridden-map';
import { placeFrom } from '../support/scripted-ride';
import { apart } from '../support/shown-map';

const phones = productPhone();

/** Distance between two polls' answers, about 50 px on the screen. */
const STEP_METRES = 120;
const STEP_SECONDS = 12;
/** Seconds of a step at 30 m/s. A glide takes as long as the rider, so this one is short. */
const QUICK_STEP_SECONDS = 4;
/** Tolerance of a redrawn map, px. */
const STILL = 3;

let map: RiddenMap;

beforeEach(async () => {
  map = await openRide(phones);
});

/** Rides to a place and stands there, until the marker has arrived. */
async function rideTo(east: number, north = 0): Promise<Map> {
  await map.hear(QUICK_STEP_SECONDS, { position: placeFrom(STORE, east, north) });
  await map.hear(1, {});
  return map.untilStill();
}

async function rideEast(steps: number): Promise<Map> {
  for (let step = 1; step < steps; step += 1) {
    await map.hear(STEP_SECONDS, { position: placeFrom(STORE, step * STEP_METRES) });
  }
  return rideTo(steps * STEP_METRES);
}

it('follows the rider: he and all of his way stay in sight', async () => {
  const early = await rideEast(3);
  const late = await rideEast(8);
  expect(isInTheMiddle(late)).toBe(true);
  // The view has moved out: 360 m are shorter than before.
  const steps = ({ trail }: Map) => apart(ground({ trail }), trail[3] ?? ground({ trail }));
  expect(steps(late)).toBeLessThan(steps(early) * 0.8);
  const { middle, width, marker, trail } = late;
  for (const spot of trail) expect(Math.abs(spot.x - middle.x)).toBeLessThan(width / 2 - 60);
  // The way ends at him; lines are drawn on whole px.
  expect(apart(marker ?? middle, trail.at(-1) ?? middle)).toBeLessThan(2);
  expect(await map.page.getByText('回到骑手').count()).toBe(0);
});

it('lets the marker glide from place to place, turned the way it goes', async () => {
  await rideEast(3);
  await map.hear(STEP_SECONDS, { position: placeFrom(STORE, 4 * STEP_METRES) });
  const seen = await map.watch(STEP_SECONDS * 1000 + 500);
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

it('goes back to the rider when asked, and follows again', async () => {
  await rideEast(3);
  await map.pan(-150, 60);
  await map.page.getByText('回到骑手').click();
  const back = await map.until(where(isInTheMiddle));
  expect(back.isMarkerSeen).toBe(true);
  expect(await map.page.getByText('回到骑手').count()).toBe(0);
  expect(isInTheMiddle(await rideTo(9 * STEP_METRES))).toBe(true);
});

it('announces another rider, and starts a new way for him', async () => {
  const before = await rideEast(4);
  expect(before.trail.length).toBeGreaterThan(0);
  const other = placeFrom(STORE, 0, -150);
  await map.hear(STEP_SECONDS, { riderName: '王师傅', position: other });
  await eventually(
    () => map.page.locator('[aria-live], [role="alert"], [role="status"]').allInnerTexts(),
    (told) => told.some((text) => text.includes('骑手已更换')),
  );
  await map.page.getByText('王师傅').first().waitFor();
  expect((await map.until(where(({ trail }) => trail.length === 0))).trail).toEqual([]);
  await map.hear(STEP_SECONDS, { position: placeFrom(other, STEP_METRES) });
  await map.hear(QUICK_STEP_SECONDS, { position: placeFrom(other, 2 * STEP_METRES) });
  await map.hear(STEP_SECONDS, {});
  const anew = await map.untilStill();
  expect(anew.trail.length).toBeGreaterThan(0);
  // The new rider's two steps are drawn, and nothing else.
  const longest = Math.max(...anew.trail.map((spot) => apart(spot, ground(anew))));
  expect(longest).toBeLessThan(apart(before.trail.at(-1) ?? ground(before), ground(before)));
});

it('stays as a person has moved it while an answer has no position, and says how old the last is', async () => {
  await rideEast(3);
  const before = await map.pan(-100, 40);
  await map.hear(STEP_SECONDS, { position: null });
  await map.page.getByText(/^位置是 1\d 秒前的/).waitFor();
  const lost = await map.untilStill();
  expect(apart(ground(before), ground(lost))).toBeLessThan(STILL);
  await map.page.getByAltText('骑手最后的位置').waitFor();
  await map.hear(STEP_SECONDS, { position: placeFrom(STORE, 4 * STEP_METRES) });
  const back = await map.untilStill();
  expect(apart(ground(before), ground(back))).toBeLessThan(STILL);
});
