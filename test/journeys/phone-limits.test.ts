import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Move, PollCost } from '../../dev/bench/scripted-polls';
import { scriptedPolls, SHORT_WAITS } from '../../dev/bench/scripted-polls';
import { buildMiniprogramNpm } from '../../dev/build/miniprogram-npm';
import type { BrowserPhone } from '../support/browser-phone';
import { startBrowserPhone } from '../support/browser-phone';
import { ROOT } from '../support/repository';

/** WeChat's bars, and ours where they are tighter. */
const MOST_BYTES = 2048;
const MOST_NODES = 999;
const MOST_DEPTH = 29;
const MOST_CHILDREN = 60;
/** As many as the way on the map has places. */
const POLLS = 30;

let phones: BrowserPhone;
let page: Page;
let riding: readonly PollCost[];
let standing: readonly PollCost[];
let unchanged: readonly PollCost[];

beforeAll(async () => {
  const miniprogramFolder = path.join(ROOT, 'miniprogram');
  await buildMiniprogramNpm({ miniprogramFolder, packagesFolder: ROOT });
  phones = await startBrowserPhone(miniprogramFolder);
  ({ page } = await phones.open());
  await page.addInitScript({ content: SHORT_WAITS });
  await page.reload();
  const moves = (move: Move, count: number): Move[] =>
    Array.from({ length: count }, (): Move => move);
  const costs = await scriptedPolls(page, [
    ...moves('rides', POLLS + 1),
    ...moves('stands', POLLS),
    ...moves('nothing-new', POLLS),
  ]);
  riding = costs.slice(0, POLLS);
  standing = costs.slice(POLLS, 2 * POLLS);
  unchanged = costs.slice(2 * POLLS);
});

afterAll(() => phones.close());

const bytesOf = ({ calls }: PollCost): number => calls.reduce((sum, { bytes }) => sum + bytes, 0);
const isTwice = ({ calls }: PollCost): boolean =>
  new Set(calls.map(({ component }) => component)).size < calls.length;

it('sets no component’s data more than once for an answer', () => {
  expect([...riding, ...standing].filter(isTwice)).toEqual([]);
});

it('sends at most 2 KB to the view for an answer, all components together, a long way on the map included', () => {
  expect(Math.max(...[...riding, ...standing].map(bytesOf))).toBeLessThanOrEqual(MOST_BYTES);
  expect(riding.filter(({ calls }) => calls.length === 0)).toEqual([]);
});

it('sets nothing when nothing has changed', () => {
  expect(unchanged.flatMap(({ calls }) => calls)).toEqual([]);
});

it('keeps to WeChat’s measures of a page’s tree', async () => {
  const size = await page.evaluate<Record<string, number>>('__phone.pageSize()');
  expect(size['nodes']).toBeLessThanOrEqual(MOST_NODES);
  expect(size['depth']).toBeLessThanOrEqual(MOST_DEPTH);
  expect(size['mostChildren']).toBeLessThanOrEqual(MOST_CHILDREN);
});
