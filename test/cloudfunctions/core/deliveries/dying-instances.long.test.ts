import fc from 'fast-check';
import type { DeliveryRecord } from '../../../../cloudfunctions/core/records/delivery-record';
import { CloudFailure } from '../../../../cloudfunctions/core/runtime/cloud-failure';
import { recordOf } from '../../../../cloudfunctions/core/records/read-record';
import type { FoundDelivery } from '../../../../cloudfunctions/core/deliveries/found';
import { freshForMs } from '../../../../cloudfunctions/core/records/cached-answer';
import { entriesOf } from '../../../../miniprogram/contract/delivery/delivery-history';
import { statusOfCode } from '../../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { type Instance, ORDER_ID, startInstance } from '../../../support/cloud-instances';
import { NOON } from '../../../support/delivery-reports';
import { LONG_CASES } from '../../../support/fuzz';
import { surroundingsOf } from '../../../support/instance-surroundings';

const LASTS_MS = 60_000;
const MOST_BEHIND_A_DEAD_LEASE_MS = 12_000;
/** Longest lease of a dead leader. A follower that waits longer asks without a lease. */
const LONGEST_LEASE_MS = 6_000;
/** Time after which every write of an answer has ended. */
const WRITTEN_MS = 5_000;
const STATUSES = [101, 102, 201, 202, 301];

const pace = {
  databaseMs: fc.integer({ min: 1, max: 300 }),
  upstreamMs: fc.integer({ min: 20, max: 2500 }),
};
const mortal = fc.record({
  ...pace,
  startsAt: fc.nat(20_000),
  pauseMs: fc.integer({ min: 100, max: 9000 }),
  /** Reveals bypass the cache, and wait for nobody. */
  bypassCache: fc.boolean(),
  lastStep: fc.record({ number: fc.integer({ min: 1, max: 40 }), hasEffect: fc.boolean() }),
});
const survivor = fc.record({
  ...pace,
  startsAt: fc.constant(0),
  pauseMs: fc.integer({ min: 1000, max: 5000 }),
  bypassCache: fc.constant(false),
  lastStep: fc.constant(null),
});
const story = fc.record({
  /** Duration of each status, in ms. */
  stays: fc.array(fc.integer({ min: 500, max: 20_000 }), { minLength: 4, maxLength: 4 }),
  actors: fc
    .tuple(survivor, fc.array(mortal, { minLength: 1, maxLength: 5 }))
    .map(([first, mortals]) => [first, ...mortals]),
});
type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never;

afterEach(() => jest.restoreAllMocks());

/**
 * Lets instances look the same order up again and again: mortal ones to their last step, the
 * survivor to the end.
 */
async function played({ stays, actors }: Story) {
  const changes = stays.map((_, n) => NOON + stays.slice(0, n + 1).reduce((sum, ms) => sum + ms));
  const statusAt = (now: number): number => STATUSES[changes.filter((at) => at <= now).length] ?? 0;
  const questions: { readonly at: number; readonly bypassCache: boolean }[] = [];
  const shared = surroundingsOf(actors.length, {
    statusAt,
    asked: (bypassCache) => {
      questions.push({ at: time.now(), bypassCache });
    },
  });
  const { time, deliveries, pause } = shared;
  const recordNow = (): DeliveryRecord => recordOf(deliveries.held.get(ORDER_ID) ?? null);
  /** Leases that have stood on the document: end → start. */
  const leases = new Map<number, number>();
  const answers: { readonly at: number; readonly found: FoundDelivery; readonly by: Instance }[] =
    [];
  const surroundings = {
    ...shared,
    deliveries: {
      ...deliveries,
      replace: async (...given: Parameters<typeof deliveries.replace>) => {
        const isReplaced = await deliveries.replace(...given);
        const { leaseUntil } = recordNow();
        if (isReplaced && leaseUntil > 0 && !leases.has(leaseUntil))
          leases.set(leaseUntil, time.now());
        return isReplaced;
      },
    },
  };
  const instances = actors.map((actor, n) => {
    const instance = startInstance(surroundings, actor);
    const keepAsking = async (): Promise<void> => {
      await pause(actor.startsAt);
      while (time.now() < NOON + LASTS_MS) {
        const found = await instance.lookUp(`o-${n}`, actor.bypassCache).catch(retriedLater);
        if (found !== null) answers.push({ at: time.now(), found, by: instance });
        await pause(actor.pauseMs);
      }
    };
    void keepAsking();
    return instance;
  });
  await time.advance(LASTS_MS + MOST_BEHIND_A_DEAD_LEASE_MS + WRITTEN_MS);
  const deaths = instances.flatMap((instance) => instance.diedAt() ?? []);
  return {
    questions,
    answers,
    survivor: instances[0],
    deaths,
    leases,
    record: recordNow(),
    statusAt,
  };
}
type Played = Awaited<ReturnType<typeof played>>;

/** Accepts that who knew nothing waited in vain behind the lease of a dead leader. */
function retriedLater(error: unknown): null {
  if (error instanceof CloudFailure && error.code === 'upstream-timeout') return null;
  throw error;
}

/**
 * Expects that each answer to the survivor is as young as its stage demands, or that another caller
 * is asking under a lease that is not old.
 */
function expectFresh({ answers, survivor: by, leases }: Played, { actors }: Story): void {
  const [{ databaseMs, upstreamMs } = { databaseMs: 0, upstreamMs: 0 }] = actors;
  const callMs = 8 * databaseMs + upstreamMs;
  for (const { at, found } of answers.filter((one) => one.by === by)) {
    if (found.isBeingAsked) {
      const running = [...leases].filter(([until]) => until > at - callMs);
      const ages = running.map(([, taken]) => at - taken);
      expect(Math.min(...ages)).toBeLessThanOrEqual(MOST_BEHIND_A_DEAD_LEASE_MS);
    } else {
      expect(at - found.askedAt).toBeLessThanOrEqual(freshForMs(found.delivery.status) + callMs);
    }
  }
}

/**
 * Expects that one answer serves all actors for as long as its stage says, except shortly after a
 * death: a lease of the dead may still have stood when a question left.
 */
function expectShared({ questions, deaths, statusAt }: Played, { actors }: Story): void {
  const longestWay = Math.max(...actors.map(({ upstreamMs }) => upstreamMs));
  const afterDeathMs = LONGEST_LEASE_MS + longestWay;
  const shared = questions.filter(({ bypassCache }) => !bypassCache);
  shared.slice(1).forEach((next, n) => {
    const from = shared[n]?.at ?? 0;
    if (deaths.some((died) => died >= from - afterDeathMs && died <= next.at)) return;
    const known = questions.filter(({ at }) => at >= from && at < next.at);
    const floors = known.map(({ at }) => freshForMs(statusOfCode(statusAt(at))));
    expect(next.at - from).toBeGreaterThanOrEqual(Math.min(...floors));
  });
}

/**
 * Expects that the history holds each status of any answer once, with the time of a question that
 * showed it.
 */
function expectWhole({ answers, questions, record, statusAt }: Played): void {
  const [attempt] = record.attempts;
  const entries = entriesOf(attempt?.history ?? { sightings: [] });
  const seen = entries.filter(({ inferred }) => !inferred);
  const names = seen.map(({ status }) => status.name);
  expect(names).toEqual([...new Set(names)]);
  for (const { status, seenAt } of seen) {
    expect(questions.map(({ at }) => at)).toContain(seenAt);
    expect(statusOfCode(statusAt(seenAt ?? 0))).toEqual(status);
  }
  for (const { at, found, by } of answers) {
    const died = by.diedAt();
    if (died !== null && died < at + WRITTEN_MS) continue;
    const { name } = found.delivery.status;
    const entry = seen.find((one) => one.status.name === name);
    expect(entry?.seenAt).toBeLessThanOrEqual(found.askedAt);
  }
}

test('instances that stop for ever in the middle of any step hold nobody up, and lose or double nothing of the history', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (input) => {
      const result = await played(input);
      expect(result.answers.length).toBeGreaterThan(0);
      expectFresh(result, input);
      expectShared(result, input);
      expectWhole(result);
    }),
    { numRuns: LONG_CASES },
  );
});
