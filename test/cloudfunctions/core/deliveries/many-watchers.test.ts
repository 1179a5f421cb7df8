import {
  nextAskInSeconds,
  ASK_AGAIN_SOON_SECONDS,
} from '../../../../cloudfunctions/core/asking/next-ask';
import { CloudFailure } from '../../../../cloudfunctions/core/runtime/cloud-failure';
import { startInstance } from '../../../support/cloud-instances';
import { NOON } from '../../../support/delivery-reports';
import { surroundingsOf } from '../../../support/instance-surroundings';

const PROCESSES = 4;
const PEOPLE = 100;
const LASTS_MS = 60_000;
const USUAL = { databaseMs: 30, upstreamMs: 400, lastStep: null };
/**
 * Duration of a call, by which its answer ages: read the actor and the record, take the lease,
 * count the question, ask.
 */
const CALL_MS = 5 * USUAL.databaseMs + USUAL.upstreamMs;

afterEach(() => jest.restoreAllMocks());

test('in an outage one at a time of twenty who wait for a new order asks, for five seconds, and all can try again', async () => {
  const questions: number[] = [];
  const surroundings = surroundingsOf(20, {
    asked: () => {
      questions.push(time.now());
      throw new CloudFailure('upstream-timeout');
    },
  });
  const { time, people } = surroundings;
  const slow = { ...USUAL, upstreamMs: 5000 };
  const lookedUp = Promise.allSettled(
    people.map((openId) => startInstance(surroundings, slow).lookUp(openId)),
  );
  await time.advance(20_000);
  expect(questions).toHaveLength(2);
  for (const one of await lookedUp)
    expect(one).toMatchObject({ status: 'rejected', reason: { code: 'upstream-timeout' } });
});

test('a hundred people who watch one delivery for a minute over four processes cost nine questions to WeChat at most, and nobody is told anything old', async () => {
  let questions = 0;
  const surroundings = surroundingsOf(PEOPLE, {
    asked: () => {
      questions += 1;
    },
  });
  const { time, people, pause } = surroundings;
  const processes = Array.from({ length: PROCESSES }, () => startInstance(surroundings, USUAL));
  const ages: number[] = [];
  const watch = async (openId: string, n: number): Promise<void> => {
    // People begin to watch one after the other.
    await pause(n * 120);
    while (time.now() < NOON + LASTS_MS) {
      const found = await processes[n % PROCESSES]?.lookUp(openId);
      if (found === undefined) throw new Error('There is no such process.');
      ages.push(time.now() - found.askedAt);
      const seconds = found.isBeingAsked
        ? ASK_AGAIN_SOON_SECONDS
        : nextAskInSeconds(found.delivery, 0);
      await pause((seconds ?? 0) * 1000);
    }
  };
  people.forEach((openId, n) => void watch(openId, n));
  await time.advance(LASTS_MS + 20_000);
  expect(ages.length).toBeGreaterThan(400);
  expect(questions).toBeGreaterThan(0);
  expect(questions).toBeLessThanOrEqual(9);
  expect(Math.max(...ages)).toBeLessThanOrEqual(8000 + CALL_MS);
});
