import { ROWS, scriptedBoard, scrollBoard } from '../../dev/screens/scripted-board';
import { scriptedDelivery } from '../../dev/screens/scripted-delivery';
import type { PollCost } from '../../dev/screens/scripted-polls';
import { productPhone } from '../support/browser-phone';
import { COMPUTER, openUnanswered } from '../support/counter-screen';

const phones = productPhone();

/** WeChat's limits of a page's tree. */
const MOST = { nodes: 999, depth: 29, mostChildren: 60 };
/** Ours of an answer, in bytes: what it sets, for a board with three changed rows, and its own. */
const MOST_SET = 2048;
const MOST_SET_OF_BOARD = 4096;
const MOST_ANSWER = 8192;
/** Size of a place of the sheet. */
const PLACE_BYTES = 160;

const setDataOf = ({ calls }: PollCost): number => calls.length;
const bytesOf = ({ calls }: PollCost): number => calls.reduce((sum, { bytes }) => sum + bytes, 0);

/** Expects that a page's tree is within WeChat's limits. */
function expectSmall(size: typeof MOST): void {
  for (const [name, most] of Object.entries(MOST))
    expect(size[name as keyof typeof MOST]).toBeLessThanOrEqual(most);
}

describe(`a board of ${ROWS.length} rows`, () => {
  // The map beside the list sets its markers by a call of its own.
  it.each([
    ['a phone', 1, { width: 375, height: 812 }],
    ['a tall tablet', 2, { width: 820, height: 1180 }],
    ['a computer', 2, COMPUTER.viewport],
  ])('stays small on %s, wherever it is scrolled to', async (_, calls, viewport) => {
    const { page, wx } = await openUnanswered(phones, { viewport });
    const refreshes = await (await scriptedBoard(page))(5);
    for (const refresh of refreshes) expect(refresh.calls).toHaveLength(calls);
    expect(Math.max(...refreshes.map(bytesOf))).toBeLessThanOrEqual(MOST_SET_OF_BOARD);
    expect(Math.min(...refreshes.map(bytesOf))).toBeGreaterThan(0);
    const answers = refreshes.map(({ answerBytes }) => answerBytes);
    expect(Math.max(...answers)).toBeLessThanOrEqual(MOST_ANSWER);
    const { nodes } = await scrollBoard(page, 400);
    expectSmall({ ...(await wx<typeof MOST>('__phone.pageSize()')), nodes });
  });
});

describe('a delivery', () => {
  it('sets data once for an answer, at most 2 KB with a long way on the map, and nothing for nothing new', async () => {
    const { page, wx } = await openUnanswered(phones);
    const answer = await scriptedDelivery(page);
    const riding = await answer(30, 'rides');
    const turning = await answer(2, 'all-new');
    // After three minutes a standing rider's age, which is in minutes, grows.
    const standing = await answer(15, 'stands');
    const unchanged = await answer(5, 'nothing-new');
    expect(new Set(riding.map(setDataOf))).toEqual(new Set([1]));
    expect(Math.max(...standing.map(setDataOf))).toBe(1);
    expect(unchanged.flatMap(({ calls }) => calls)).toEqual([]);
    const all = [...riding, ...turning, ...standing];
    expect(Math.max(...all.map(bytesOf))).toBeLessThanOrEqual(MOST_SET);
    // The place of the sheet is set once more where the height of its content has changed.
    const [, placed, ...others] = turning[0]?.calls ?? [];
    expect(placed?.bytes).toBeLessThanOrEqual(PLACE_BYTES);
    expect(others).toEqual([]);
    expectSmall(await wx<typeof MOST>('__phone.pageSize()'));
  });

  it('costs no more beside the search in a wide window', async () => {
    const { page } = await openUnanswered(phones, COMPUTER);
    const answer = await scriptedDelivery(page, 'search');
    // With the first answers the pane is measured.
    await answer(4, 'rides');
    expect(new Set((await answer(10, 'rides')).map(setDataOf))).toEqual(new Set([1]));
  });
});
