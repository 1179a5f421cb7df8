import fc from 'fast-check';
import { CloudFailure } from '../../../../cloudfunctions/core/runtime/cloud-failure';
import { mayBeCalled } from '../../../../cloudfunctions/core/records/attempt';
import { freshForMs } from '../../../../cloudfunctions/core/records/cached-answer';
import { startInstance } from '../../../support/cloud-instances';
import { NOON, SECOND, DAY } from '../../../support/delivery-reports';
import {
  world,
  dataOf,
  getOrder,
  lookUp,
  put,
  refreshing,
  tell,
} from '../../../support/fresh-shop';
import { surroundingsOf } from '../../../support/instance-surroundings';
import type { DeliveryAnswer } from '../../../../miniprogram/contract/cloud-api';

const PROCESSES = 4;
const STATUSES = [101, 301, 302];
/** Longest difference that a wrong clock may make, by the clock in hand. */
const TOLERANCE_MS = 1 * SECOND;

const story = fc.record({
  offMs: fc.constantFrom(90 * SECOND, -90 * SECOND, DAY, -DAY),
  status: fc.constantFrom(...STATUSES),
  /** Step at which the instance with the wrong clock dies. */
  lastStep: fc.option(
    fc.record({ number: fc.integer({ min: 1, max: 30 }), hasEffect: fc.boolean() }),
  ),
  calls: fc.array(
    fc.record({
      process: fc.nat(PROCESSES - 1),
      pauseMs: fc.oneof(
        fc.nat(3 * SECOND),
        fc.integer({ min: 3 * SECOND, max: 130 * SECOND }),
        fc.constantFrom(...[90 * SECOND, DAY].flatMap((ms) => [ms - SECOND, ms, ms + SECOND])),
      ),
    }),
    { minLength: 2, maxLength: 12 },
  ),
});
type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never;

interface Told {
  readonly waitedMs: number;
  /** Time since WeChat said so: by the clock in hand, and as the answer's own times tell it. */
  readonly ageMs: number;
  readonly toldAgeMs: number;
  /** Age up to which it may be told as fresh; null while a newer answer is awaited. */
  readonly freshMs: number | null;
}

afterEach(() => jest.restoreAllMocks());

/**
 * Lets four instances look one order up. The first one's clock is off, and it may die.
 *
 * @returns what each call was told, in the order of the calls; null where the instance had died
 */
async function played({ status, lastStep, calls }: Story, offMs: number) {
  const surroundings = surroundingsOf(calls.length, { statusAt: () => status });
  const { time } = surroundings;
  const instances = Array.from({ length: PROCESSES }, (_, n) => ({
    ...startInstance(surroundings, {
      databaseMs: 20,
      upstreamMs: 400,
      lastStep: n === 0 ? lastStep : null,
      clockOffMs: n === 0 ? offMs : 0,
    }),
    isBusy: Promise.resolve(),
  }));
  const told: (Told | null)[] = calls.map(() => null);
  for (const [n, { process, pauseMs }] of calls.entries()) {
    await time.advance(pauseMs);
    const instance = instances[process];
    if (instance === undefined) throw new Error('There is no such instance.');
    const call = async (): Promise<void> => {
      const calledAt = time.now();
      const answer = await instance.lookUp(`o-${n}`).catch((error: unknown) => {
        // Only who waits in vain for an instance that died may learn nothing.
        if (lastStep !== null && error instanceof CloudFailure) return null;
        throw error;
      });
      const waitedMs = time.now() - calledAt;
      if (answer === null) {
        told[n] = { waitedMs, ageMs: 0, toldAgeMs: 0, freshMs: null };
        return;
      }
      const { askedAt, delivery, isBeingAsked } = answer;
      told[n] = {
        waitedMs,
        ageMs: time.now() - Number(delivery.waybillId),
        toldAgeMs: instance.now() - askedAt,
        freshMs: isBeingAsked ? null : freshForMs(delivery.status),
      };
    };
    instance.isBusy = instance.isBusy.then(call);
  }
  await time.advance(60 * SECOND);
  jest.restoreAllMocks();
  return told;
}

test('a wrong clock in one of four instances makes no answer older than it is told, and no wait longer', async () => {
  let answers = 0;
  await fc.assert(
    fc.asyncProperty(story, async (input) => {
      const right = await played(input, 0);
      const wrong = await played(input, input.offMs);
      for (const [n, one] of wrong.entries()) {
        if (one === null) continue;
        answers += 1;
        expect(one.waitedMs).toBeLessThanOrEqual((right[n]?.waitedMs ?? 0) + TOLERANCE_MS);
        if (one.freshMs === null) continue;
        expect(one.ageMs).toBeLessThanOrEqual(one.freshMs + TOLERANCE_MS);
        expect(Math.abs(one.toldAgeMs - one.ageMs)).toBeLessThanOrEqual(TOLERANCE_MS);
      }
    }),
    // The stories are the same each time.
    { seed: 17, numRuns: 150 },
  );
  expect(answers).toBeGreaterThan(500);
});

describe.each([90 * SECOND, DAY])('what an instance has stored %d ms ahead', (aheadMs) => {
  beforeEach(async () => {
    tell('A-8842', 101);
    await lookUp('o-clerk', 'A-8842');
    world.clock.now += aheadMs + 10 * SECOND;
    tell('A-8842', 201);
    await lookUp('o-clerk', 'A-8842');
    world.clock.now -= aheadMs;
  });

  const lookedUp = async (since?: number) =>
    (await dataOf(getOrder('o-clerk', 'look-up', { orderId: 'A-8842', since }))) as DeliveryAnswer;

  it('gives way to the next answer, and so does what was seen then', async () => {
    tell('A-8842', 301);
    const told = await lookedUp(NOON + aheadMs);
    expect(told).toMatchObject({ status: { name: 'delivering' }, askedAt: world.clock.now });
    expect(await lookedUp()).toMatchObject({ status: { name: 'delivering' } });
    // The phone that was told that time gets the whole history.
    expect(told.history?.sightings.map(({ at, status }) => [at - NOON, status])).toEqual([
      [0, 'waiting'],
      [10 * SECOND, 'delivering'],
    ]);
  });

  it('is never told with a time to come, also while another caller asks', async () => {
    put('deliveries', 'A-8842', { leaseUntil: world.clock.now + 5 * SECOND });
    const told = await lookedUp();
    expect(told).toMatchObject({ isBeingAsked: true, askedAt: NOON });
    expect(told.history?.sightings).toMatchObject([{ at: NOON }]);
    expect((await refreshing([])).orders).toMatchObject([{ askedAt: world.clock.now }]);
  });

  it('does not let the rider of an ended delivery be called for longer', () => {
    const ended = (endedAt: number) => ({ status: 'delivered' as const, liveAt: NOON, endedAt });
    expect(mayBeCalled(ended(NOON), NOON)).toBe(true);
    expect(mayBeCalled(ended(NOON + aheadMs), NOON)).toBe(false);
  });
});
