import type { Page } from 'playwright-core';
import type { Move, PollCost } from '../../dev/bench/scripted-polls';
import { scriptedPolls, SHORT_WAITS } from '../../dev/bench/scripted-polls';
import type { BrowserPhone } from '../support/browser-phone';
import { startProductPhone } from '../support/browser-phone';

/** WeChat's bars, and ours where they are tighter. */
const MOST_BYTES = 2048;
const MOST_NODES = 999;
const MOST_DEPTH = 29;
const MOST_CHILDREN = 60;
/** As many as the way on the map has places. */
const POLLS = 30;

let phones: BrowserPhone;
let page: Page;
/** The rider goes on; in the end all else changes with him. */
let changing: readonly PollCost[];
let standing: readonly PollCost[];
let unchanged: readonly PollCost[];

beforeAll(async () => {
  phones = await startProductPhone();
  ({ page } = await phones.open());
  await page.addInitScript({ content: SHORT_WAITS });
  await page.reload();
  const moves = (move: Move, count: number): Move[] =>
    Array.from({ length: count }, (): Move => move);
  const costs = await scriptedPolls(page, [
    ...moves('rides', POLLS + 1),
    ...moves('all-new', 2),
    ...moves('stands', POLLS),
    ...moves('nothing-new', POLLS),
  ]);
  changing = costs.slice(0, POLLS + 2);
  standing = costs.slice(POLLS + 2, -POLLS);
  unchanged = costs.slice(-POLLS);
});

afterAll(() => phones.close());

const bytesOf = ({ calls }: PollCost): number => calls.reduce((sum, { bytes }) => sum + bytes, 0);
const setDataOf = ({ calls }: PollCost): number => calls.length;

it('sets data once for an answer that brings something new, all components together', () => {
  expect(new Set(changing.map(setDataOf))).toEqual(new Set([1]));
  // A rider who stands makes an age one of minutes: most answers do not change it.
  expect(Math.max(...standing.map(setDataOf))).toBe(1);
});

it('sends at most 2 KB to the view for an answer, all components together, a long way on the map included', () => {
  expect(Math.max(...[...changing, ...standing].map(bytesOf))).toBeLessThanOrEqual(MOST_BYTES);
});

it('sets nothing when nothing has changed', () => {
  expect(unchanged.flatMap(({ calls }) => calls)).toEqual([]);
});

it('costs no more beside the search in a wide window', async () => {
  const { page: wide } = await phones.open('', { viewport: { width: 1280, height: 800 } });
  await wide.addInitScript({ content: SHORT_WAITS });
  await wide.reload();
  const moves: Move[] = Array.from({ length: 10 }, () => 'rides');
  const costs = await scriptedPolls(wide, moves, undefined, '/pages/search/search');
  // The list beside it tells its ages every five seconds, which may fall into this.
  const calls = costs.reduce((sum, cost) => sum + setDataOf(cost), 0);
  expect(calls).toBeGreaterThanOrEqual(costs.length);
  expect(calls).toBeLessThanOrEqual(costs.length + 1);
  await wide.context().close();
});

it('keeps to WeChat’s measures of a page’s tree', async () => {
  const size = await page.evaluate<Record<string, number>>('__phone.pageSize()');
  expect(size['nodes']).toBeLessThanOrEqual(MOST_NODES);
  expect(size['depth']).toBeLessThanOrEqual(MOST_DEPTH);
  expect(size['mostChildren']).toBeLessThanOrEqual(MOST_CHILDREN);
});
