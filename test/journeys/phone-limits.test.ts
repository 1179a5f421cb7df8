import { scriptedDelivery } from '../../dev/screens/scripted-delivery';
import type { PollCost } from '../../dev/screens/scripted-polls';
import { productPhone } from '../support/browser-phone';
import { openUnanswered } from '../support/counter-screen';

const phones = productPhone();

/** WeChat's limits, and ours where they are tighter. */
const MOST_BYTES = 2048;
/** Size of a place of the sheet. */
const PLACE_BYTES = 160;
const MOST_NODES = 999;
const MOST_DEPTH = 29;
const MOST_CHILDREN = 60;
/** Number of positions of the way on the map. */
const LONG_WAY = 30;
const ALL_NEW = 2;
/** Three minutes, after which a standing rider's age grows by a minute. */
const STANDS = 15;
const UNCHANGED = 5;

/** Of a rider who moves. */
let riding: readonly PollCost[];
/** Where another status, rider and time of arrival come at once. */
let turning: readonly PollCost[];
let standing: readonly PollCost[];
let unchanged: readonly PollCost[];
let size: Readonly<Record<string, number>>;

beforeAll(async () => {
  const { page } = await openUnanswered(phones);
  const answer = await scriptedDelivery(page);
  riding = await answer(LONG_WAY, 'rides');
  turning = await answer(ALL_NEW, 'all-new');
  standing = await answer(STANDS, 'stands');
  unchanged = await answer(UNCHANGED, 'nothing-new');
  size = await page.evaluate<typeof size>('__phone.pageSize()');
});

const bytesOf = ({ calls }: PollCost): number => calls.reduce((sum, { bytes }) => sum + bytes, 0);
const setDataOf = ({ calls }: PollCost): number => calls.length;

it('sets data once for an answer that brings something new, all components together', () => {
  expect(new Set(riding.map(setDataOf))).toEqual(new Set([1]));
  // A standing rider's age is in minutes, so most answers change nothing.
  expect(Math.max(...standing.map(setDataOf))).toBe(1);
});

it('sets the place of the sheet once more where the height of its content has changed', () => {
  const [, placed, ...others] = turning[0]?.calls ?? [];
  expect(placed?.bytes).toBeLessThanOrEqual(PLACE_BYTES);
  expect(others).toEqual([]);
});

it('sends at most 2 KB to the view for an answer, all components together, a long way on the map included', () => {
  expect(Math.max(...[...riding, ...turning, ...standing].map(bytesOf))).toBeLessThanOrEqual(
    MOST_BYTES,
  );
});

it('sets nothing when nothing has changed', () => {
  expect(unchanged.flatMap(({ calls }) => calls)).toEqual([]);
});

it('costs no more beside the search in a wide window', async () => {
  const viewport = { width: 1280, height: 800 };
  const { page: wide } = await openUnanswered(phones, { viewport });
  const answer = await scriptedDelivery(wide, 'search');
  // With the first answers the pane is measured.
  await answer(4, 'rides');
  const costs = await answer(10, 'rides');
  expect(new Set(costs.map(setDataOf))).toEqual(new Set([1]));
});

it('keeps to WeChat’s measures of a page’s tree', () => {
  expect(size['nodes']).toBeLessThanOrEqual(MOST_NODES);
  expect(size['depth']).toBeLessThanOrEqual(MOST_DEPTH);
  expect(size['mostChildren']).toBeLessThanOrEqual(MOST_CHILDREN);
});
