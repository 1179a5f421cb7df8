import { ROWS, scriptedBoard, scrollBoard } from '../../dev/screens/scripted-board';
import type { PollCost } from '../../dev/screens/scripted-polls';
import { productPhone } from '../support/browser-phone';
import { openUnanswered } from '../support/counter-screen';

const phones = productPhone();

/** WeChat's limits of a page's tree, and ours of an answer with three changed rows. */
const MOST_NODES = 999;
const MOST_DEPTH = 29;
const MOST_CHILDREN = 60;
const MOST_SET_BYTES = 4096;
const MOST_ANSWER_BYTES = 8192;
const REFRESHES = 5;
const SOME_ROWS_PX = 400;

/** Calls of setData for an answer: the map beside the list sets its markers itself. */
const WINDOWS = [
  ['a phone', 1, { width: 375, height: 812 }],
  ['a tall tablet', 2, { width: 820, height: 1180 }],
  ['a computer', 2, { width: 1280, height: 800 }],
] as const;

const setBytes = ({ calls }: PollCost): number => calls.reduce((sum, { bytes }) => sum + bytes, 0);

describe(`a board of ${ROWS.length} rows`, () => {
  it.each(WINDOWS)('stays small on %s, wherever it is scrolled to', async (_, calls, viewport) => {
    const { page, wx } = await openUnanswered(phones, { viewport });
    const answer = await scriptedBoard(page);
    const refreshes = await answer(REFRESHES);
    for (const refresh of refreshes) expect(refresh.calls).toHaveLength(calls);
    expect(Math.max(...refreshes.map(setBytes))).toBeLessThanOrEqual(MOST_SET_BYTES);
    expect(Math.min(...refreshes.map(setBytes))).toBeGreaterThan(0);
    const answers = refreshes.map(({ answerBytes }) => answerBytes);
    expect(Math.max(...answers)).toBeLessThanOrEqual(MOST_ANSWER_BYTES);
    const { nodes } = await scrollBoard(page, SOME_ROWS_PX);
    expect(nodes).toBeLessThanOrEqual(MOST_NODES);
    const size = await wx<Record<string, number>>('__phone.pageSize()');
    expect(size['depth']).toBeLessThanOrEqual(MOST_DEPTH);
    expect(size['mostChildren']).toBeLessThanOrEqual(MOST_CHILDREN);
  });
});
