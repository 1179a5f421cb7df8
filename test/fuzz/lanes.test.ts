import fc from 'fast-check';
import {
  type CountedQuestions,
  createQuestionBudget,
} from '../../cloudfunctions/core/asking/question-budget';
import { type Lane, LANES } from '../../cloudfunctions/core/asking/lanes';
import { NOON, MINUTE } from '../support/delivery-reports';
import { APP_ID, toldLimit } from '../support/fake-wechat';
import { RUSH_STORIES } from '../support/fuzz';
import { memoryDocuments } from '../support/memory-documents';

const OWN = { appId: APP_ID, provider: 'wechat-instant' } as const;
/** Clocks of the instances, in ms from the right one. */
const CLOCKS = [0, 1000, -500, 500];
/** Time (ms) from the count to the question: with the clocks' difference the minute's slack. */
const LATEST_MS = 500;
/** Time after which nothing counts any more, whose clock ever has counted it. */
const FORGOTTEN_MS = 66_000;
/** Bound of a minute, 80 % of the rate that WeChat tells; what is kept for each lane, its most. */
const [TOLD, BOUND] = [50, 40];
const KEPT: Readonly<Record<Lane, number>> = { person: 8, board: 20, brought: 2, new: 2 };
const MOST: Readonly<Record<Lane, number>> = { person: 16, board: 28, brought: 10, new: 8 };

const question = fc.record({
  instance: fc.nat(CLOCKS.length - 1),
  lane: fc.constantFrom(...LANES),
  by: fc.integer({ min: 1, max: 9 }),
  /** What becomes of it once it is counted; who dies asks nothing, and gives nothing back. */
  then: fc.constantFrom('asks', 'asks', 'asks-late', 'gives-back', 'gives-back-later', 'dies'),
});
/** Questions at the same time, and the time (ms) that passes after them. */
const moment = fc.record({
  questions: fc.array(question, { minLength: 1, maxLength: 6 }),
  after: fc.constantFrom(0, 1, 700, 2000, 5000, 29_999, 59_500),
});
const story = fc.array(moment, { minLength: 1, maxLength: 12, size: 'max' });
type Told = (typeof story extends fc.Arbitrary<infer One> ? One : never)[number];

interface Counted {
  readonly at: number;
  readonly lane: Lane;
  readonly by: number;
}

const sum = (all: readonly Counted[]): number => all.reduce((total, { by }) => total + by, 0);

/** Tells a story of instances, each with its own copy. @returns what happened against the laws */
async function breachesOf(moments: readonly Told[]): Promise<readonly string[]> {
  const limits = memoryDocuments();
  limits.held.set('questions', { ...toldLimit(100_000, TOLD), version: 1 });
  let now = NOON;
  const instances = CLOCKS.map((offMs) =>
    createQuestionBudget(
      limits,
      () => Promise.resolve(APP_ID),
      () => now + offMs,
    ),
  );
  const counted: Counted[] = [];
  const asked: Counted[] = [];
  const breaches: string[] = [];
  let later: (() => Promise<void>)[] = [];

  const happen = async (one: Told['questions'][number]): Promise<(() => void) | null> => {
    const { lane, by, then } = one;
    const budget = instances[one.instance];
    const owners = Array.from({ length: by }, () => OWN);
    const consumed = await budget?.consume(owners, lane);
    if (consumed === undefined || !('since' in consumed))
      return () => {
        const recent = counted.filter((each) => each.lane === lane && now - each.at < FORGOTTEN_MS);
        if (sum(recent) + by <= KEPT[lane]) breaches.push(`${lane} lacks what is kept for it`);
      };
    counted.push({ at: now, lane, by });
    const giveBack = async (given: CountedQuestions) => budget?.giveBack(owners, given);
    if (then === 'asks') asked.push({ at: now, lane, by });
    if (then === 'asks-late') asked.push({ at: now + LATEST_MS, lane, by });
    if (then === 'gives-back') await giveBack(consumed);
    if (then === 'gives-back-later') later.push(() => giveBack(consumed));
    return null;
  };
  for (const { questions, after } of moments) {
    // Refusals are judged when all that was counted at the same time is known.
    for (const judge of await Promise.all(questions.map(happen))) judge?.();
    now += after;
    const given = later;
    later = [];
    await Promise.all(given.map((give) => give()));
  }
  for (const { at } of asked) {
    const minute = asked.filter((one) => one.at >= at && one.at < at + MINUTE);
    if (sum(minute) > BOUND) breaches.push(`${sum(minute)} in a minute`);
    for (const lane of LANES) {
      const ofLane = sum(minute.filter((one) => one.lane === lane));
      if (ofLane > MOST[lane]) breaches.push(`${ofLane} of ${lane} in a minute`);
    }
  }
  return breaches;
}

test('no lane takes what is kept for another, and no 60 s hold more than the bound, over instances', async () => {
  const isKept = fc.asyncProperty(story, async (moments) => {
    expect(await breachesOf(moments)).toEqual([]);
  });
  await fc.assert(isKept, { numRuns: RUSH_STORIES });
});
