import { type BrowserPhone, startProductPhone } from '../support/browser-phone';
import { eventually } from '../support/eventually';
import {
  type Map,
  type RiddenMap,
  ground,
  isGone,
  isInTheMiddle,
  isThere,
  openRide,
  STORE,
  where,
} from '../support/ridden-map';
import { placeFrom } from '../support/scripted-ride';
import { apart } from '../support/shown-map';

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

let phones: BrowserPhone;
let map: RiddenMap;

beforeAll(async () => {
  phones = await startProductPhone();
});

afterAll(() => phones.close());

beforeEach(async () => {
  map = await openRide(phones);
});

afterEach(() => map.close());

const isDot = ({ name }: { readonly name: string }): boolean => name === 'way-dot';

/** Rides to a place and stands there, until the marker has arrived. */
async function rideTo(east: number, north = 0): Promise<Map> {
  await map.hear(QUICK_STEP_SECONDS, { position: placeFrom(STORE, east, north) });
  await map.hear(1, {});
  return map.untilStill();
}

/** Rides some steps to the east. */
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

it('stays where a person has moved it, while the rider rides on', async () => {
  await rideEast(3);
  const before = await map.pan(-100, 40);
  const after = await rideTo(4 * STEP_METRES);
  expect(apart(ground(before), ground(after))).toBeLessThan(STILL);
  expect((after.marker?.x ?? NaN) - (before.marker?.x ?? NaN)).toBeGreaterThan(15);
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

it('shows a jump that no rider can make as a jump', async () => {
  await rideEast(3);
  const before = await map.pan(60, -20);
  await map.hear(JUMP_SECONDS, { position: placeFrom(STORE, 3 * STEP_METRES, JUMP_METRES) });
  const seen = await map.watch(2000);
  const after = await map.untilStill();
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
  await map.hear(360, { position: placeFrom(STORE, 3000) });
  const jumped = await map.until(
    where(({ marker, pictures }) => marker !== null && pictures.some(isDot)),
  );
  // Nothing is drawn across the gap, and a dot stands where it begins.
  const still = await map.untilStill();
  expect(isInTheMiddle(still)).toBe(true);
  expect(still.trail).toHaveLength(3);
  const [dot] = still.pictures.filter(isDot);
  expect(apart(dot ?? still.middle, still.trail.at(-1) ?? still.middle)).toBeLessThan(2);
  expect(apart(jumped.marker ?? jumped.middle, dot ?? jumped.middle)).toBeGreaterThan(100);
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

it('gives way to a sentence when the position is lost for long, and is there again when it returns', async () => {
  await rideEast(2);
  await map.hear(301, { position: null }); // Longer than the last place stays.
  await map.until(isGone);
  await map.page.getByText('配送公司未提供位置').first().waitFor();
  await map.hear(STEP_SECONDS, { position: placeFrom(STORE, 5 * STEP_METRES) });
  const back = await map.until(where(isInTheMiddle));
  expect(back.isMarkerSeen).toBe(true);
  expect(await map.page.getByText('配送公司未提供位置').count()).toBe(0);
});

it('shows at the end where he was seen last, with a check, and him no more', async () => {
  await rideEast(3);
  await map.hear(STEP_SECONDS, { status: 302, position: null });
  const ended = await map.until(where(({ marker }) => marker === null));
  expect(ended.pictures.map(({ name }) => name)).toEqual(['delivered']);
  expect(ended.trail).toHaveLength(4);
  expect(await map.page.getByText('最后看到的位置').count()).toBe(0);
});

it('says that the last seen place is one, when he was seen there long before the end', async () => {
  await rideEast(2);
  await map.hear(61, { status: 302, position: null });
  await map.page.getByText('最后看到的位置').waitFor();
  const ended = await map.until(isThere);
  expect(ended.marker).toBeNull();
});
