import {
  nextAskInSeconds,
  NEWER_SOON_SECONDS,
} from '../../../../cloudfunctions/core/deliveries/next-ask';
import { CloudFailure } from '../../../../cloudfunctions/core/runtime/cloud-failure';
import { handTimers, ORDER_ID, startInstance } from '../../../support/cloud-instances';
import { NOON } from '../../../support/delivery-reports';
import { manualTime } from '../../../support/manual-time';
import { memoryDocuments } from '../../../support/memory-documents';
import { staffDocuments } from '../../../support/staff-documents';

const PROCESSES = 4;
const PEOPLE = 100;
const LASTS_MS = 60_000;
const DATABASE_MS = 30;
const UPSTREAM_MS = 400;
/**
 * Duration of a call, by which its answer ages: read the actor and the record, take the lease, ask.
 */
const CALL_MS = 4 * DATABASE_MS + UPSTREAM_MS;

afterEach(() => jest.restoreAllMocks());

/**
 * Lets a hundred people watch one delivery for a minute.
 *
 * @returns number of questions to WeChat, and the age of each answer
 */
async function watched(bypassCache: boolean) {
  const time = manualTime(NOON);
  handTimers(time);
  const people = Array.from({ length: PEOPLE }, (_, n) => `o-${n}`);
  const questions: number[] = [];
  const surroundings = {
    time,
    deliveries: memoryDocuments(),
    limits: memoryDocuments(time.now),
    staff: staffDocuments(...people.map((openId) => ({ openId, role: 'clerk' as const }))),
    statusAt: () => 301,
    asked: () => questions.push(time.now()),
  };
  // The usual way asks more than a shop's budget.
  surroundings.limits.held.set('questions', { toldAMinute: 10_000, version: 1 });
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      time.timers.set(resolve, ms);
    });
  const processes = Array.from({ length: PROCESSES }, () =>
    startInstance(surroundings, {
      databaseMs: DATABASE_MS,
      upstreamMs: UPSTREAM_MS,
      lastStep: null,
    }),
  );
  const ages: number[] = [];
  const watch = async (openId: string, n: number): Promise<void> => {
    // People begin to watch one after the other.
    await pause(n * 120);
    while (time.now() < NOON + LASTS_MS) {
      const found = await processes[n % PROCESSES]?.lookUp(openId, bypassCache);
      if (found === undefined) throw new Error('There is no such process.');
      ages.push(time.now() - found.askedAt);
      const seconds = found.isBeingAsked ? NEWER_SOON_SECONDS : nextAskInSeconds(found.delivery, 0);
      await pause((seconds ?? 0) * 1000);
    }
  };
  people.forEach((openId, n) => void watch(openId, n));
  await time.advance(LASTS_MS + 20_000);
  return { questions: questions.length, ages };
}

test('in an outage one at a time of twenty who wait for a new order asks, for five seconds, and all can try again', async () => {
  const time = manualTime(NOON);
  handTimers(time);
  const people = Array.from({ length: 20 }, (_, n) => `o-${n}`);
  const questions: number[] = [];
  const surroundings = {
    time,
    deliveries: memoryDocuments(),
    staff: staffDocuments(...people.map((openId) => ({ openId, role: 'clerk' as const }))),
    limits: memoryDocuments(time.now),
    statusAt: () => 301,
    asked: () => {
      questions.push(time.now());
      throw new CloudFailure('upstream-timeout');
    },
  };
  const slow = { databaseMs: DATABASE_MS, upstreamMs: 5000, lastStep: null };
  const processes = people.map(() => startInstance(surroundings, slow));
  const lookedUp = Promise.allSettled(
    people.map((openId, n) => processes[n]?.lookUp(openId) ?? Promise.resolve(null)),
  );
  await time.advance(20_000);
  expect(questions).toHaveLength(2);
  for (const one of await lookedUp)
    expect(one).toMatchObject({ status: 'rejected', reason: { code: 'upstream-timeout' } });
});

test('a look-up right after the death of whoever asked is answered in its time', async () => {
  const time = manualTime(NOON);
  handTimers(time);
  const surroundings = {
    time,
    deliveries: memoryDocuments(),
    staff: staffDocuments({ openId: 'o-a', role: 'clerk' }, { openId: 'o-b', role: 'clerk' }),
    limits: memoryDocuments(time.now),
    statusAt: () => 301,
    asked: () => undefined,
  };
  const usual = { databaseMs: DATABASE_MS, upstreamMs: UPSTREAM_MS, lastStep: null };
  // It dies at its question.
  const dying = startInstance(surroundings, { ...usual, upstreamMs: LASTS_MS });
  void dying.lookUp('o-a');
  await time.advance(1000);
  expect(surroundings.deliveries.held.get(ORDER_ID)?.['leaseUntil']).toBeGreaterThan(time.now());
  const lookedUp = startInstance(surroundings, usual).lookUp('o-b');
  await time.advance(9500);
  expect(await lookedUp).toMatchObject({ delivery: { status: { name: 'delivering' } } });
});

test('a hundred people who watch one delivery for a minute over four processes cost nine questions to WeChat at most, and nobody is told anything old', async () => {
  const usual = await watched(true);
  jest.restoreAllMocks();
  const { questions, ages } = await watched(false);
  const oldest = Math.max(...ages);
  process.stdout.write(
    `\n${PEOPLE} people, ${LASTS_MS / 1000} s, ${PROCESSES} processes: ${ages.length} answers for ${questions} questions to WeChat, the oldest ${oldest} ms old; the usual way ${usual.questions} questions\n`,
  );
  expect(ages.length).toBeGreaterThan(400);
  expect(usual.questions).toBe(usual.ages.length);
  expect(questions).toBeLessThanOrEqual(9);
  expect(oldest).toBeLessThanOrEqual(8000 + CALL_MS);
});
