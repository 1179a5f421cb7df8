import {
  giveBackLease,
  joinFlight,
  renewLease,
  takeLease,
} from '../../../../cloudfunctions/core/asking/order-flight';
import {
  type DeliveryRecord,
  NO_RECORD,
} from '../../../../cloudfunctions/core/records/delivery-record';
import { recordOf } from '../../../../cloudfunctions/core/records/read-record';
import { storeAnswers } from '../../../../cloudfunctions/core/records/remember-answers';
import { answersOf as answers, found } from '../../../support/asked';
import { fakeCall } from '../../../support/calls';
import { NOON } from '../../../support/delivery-reports';
import { memoryDocuments } from '../../../support/memory-documents';

/** Remembers an answer, and takes the lease. */
async function leasing() {
  const documents = memoryDocuments();
  await storeAnswers(documents, answers(NO_RECORD, [found('1', 301)]));
  const lease = { until: NOON + 6000 };
  const first = recordOf(await documents.read('A'));
  const leased = await takeLease(documents, 'A', first, lease.until, NOON);
  if (leased === null) throw new Error('It was not taken.');
  return { documents, lease, leased, leaseNow: () => documents.held.get('A')?.['leaseUntil'] };
}

describe('a lease', () => {
  it('gives back its own lease, and nobody else’s', async () => {
    const { documents, leased, lease, leaseNow } = await leasing();
    const read = recordOf(await documents.read('A'));
    expect(read).toEqual(leased);
    await storeAnswers(documents, answers(read, [found('1', 301, NOON + 1)]));
    expect(leaseNow()).toBe(NOON + 6000);
    const own = answers(leased, [found('1', 302, NOON + 2)]);
    await storeAnswers(documents, { ...own, leaseEnds: [leased.leaseUntil, lease.until] });
    expect(documents.held.get('A')).toMatchObject({
      leaseUntil: 0,
      attempts: [{ status: 'delivered' }],
    });
    documents.held.set('A', { ...documents.held.get('A'), version: 9, leaseUntil: NOON + 6001 });
    await giveBackLease(documents, 'A', lease);
    expect(leaseNow()).toBe(NOON + 6001);
    await giveBackLease(documents, 'A', { until: NOON + 6001 });
    expect(leaseNow()).toBe(0);
  });

  it('lets a renewed lease stand, whoever writes beside its holder, and gives it back', async () => {
    const { documents, leased, lease, leaseNow } = await leasing();
    const call = fakeCall({ timeLeftMs: 9000 });
    await renewLease(documents, 'A', lease, NOON + 499, call);
    expect(lease.until).toBe(NOON + 6000);
    await renewLease(documents, 'A', lease, NOON + 500, call);
    expect(leaseNow()).toBe(NOON + 6500);
    // A reveal has read the record before the renewal.
    await storeAnswers(documents, answers(leased, [found('1', 301, NOON + 1)]));
    expect(leaseNow()).toBe(NOON + 6500);
    const own = answers(leased, [found('1', 301, NOON + 2)]);
    await storeAnswers(documents, { ...own, leaseEnds: [leased.leaseUntil, lease.until] });
    expect(leaseNow()).toBe(0);
    await renewLease(documents, 'A', lease, NOON + 8000, call);
    expect(leaseNow()).toBe(0);
  });
});

let now: number;
let slept: number[];
let deliveries: ReturnType<typeof memoryDocuments>;
/** Runs while a caller sleeps. */
let meanwhile: (() => void) | null;

beforeEach(() => {
  now = NOON;
  slept = [];
  deliveries = memoryDocuments();
  meanwhile = null;
});

const sleep = async (ms: number): Promise<void> => {
  slept.push(ms);
  now += ms;
  meanwhile?.();
  await Promise.resolve();
};

/** Stores an order's document with a lease on it. */
async function standing(leaseUntil: number): Promise<DeliveryRecord> {
  deliveries.held.set('A', { attempts: [], knownMissing: [], leaseUntil, version: 3 });
  return recordOf(await deliveries.read('A'));
}

const change = (fields: object): void => {
  const document = deliveries.held.get('A') ?? { version: 0 };
  deliveries.held.set('A', { ...document, ...fields, version: document.version + 1 });
};

/**
 * Joins the flight as one caller.
 *
 * @param timeLeftMs time left of the call at its start
 */
async function join(
  record: DeliveryRecord,
  patienceMs: number,
  timeLeftMs = 9500,
  isNewEnough: (record: DeliveryRecord) => boolean = () => false,
) {
  const endsAt = now + timeLeftMs;
  const noted: unknown[] = [];
  const criteria = { isNewEnough, patienceMs: () => patienceMs };
  const note = (fields: object): unknown => noted.push(fields);
  const call = { ...fakeCall(), timeLeftMs: () => endsAt - now, note };
  const parts = { documents: deliveries, now: () => now, sleep };
  return { flight: await joinFlight(parts, 'A', record, criteria, call), noted };
}

const leaseNow = (): number => recordOf(deliveries.held.get('A') ?? null).leaseUntil;

describe('whose turn it is to ask', () => {
  it('is nobody’s where it is known, at no request to the database', async () => {
    const { flight } = await join(recordOf(null), 0, 9500, () => true);
    expect(flight.role).toBe('answered');
    expect(deliveries.operations()).toBe(0);
  });

  it.each([0, 1500, Infinity] as const)(
    'is the first one’s where nobody asks and what is known is %s: for six seconds, or as long as the call may last',
    async (patience) => {
      const { flight } = await join(await standing(0), patience);
      expect(flight).toMatchObject({
        role: 'leader',
        lease: { until: NOON + 6000 },
        lastRead: { version: 4 },
      });
      // Nothing else of the record is written.
      const leased = { leaseUntil: NOON + 6000, version: 4 };
      expect(deliveries.held.get('A')).toEqual({ attempts: [], knownMissing: [], ...leased });
      deliveries = memoryDocuments();
      const short = await join(recordOf(null), patience, 1500);
      expect(short.flight).toMatchObject({ role: 'leader', lease: { until: NOON + 2000 } });
      const stored = { attempts: [], leaseUntil: NOON + 2000, version: 1 };
      expect(deliveries.held.get('A')).toMatchObject(stored);
    },
  );

  it('is one’s of all who have read the same', async () => {
    const record = await standing(0);
    const parts = await Promise.all(
      Array.from({ length: 5 }, () => join(record, 0).then(({ flight }) => flight.role)),
    );
    expect(parts.sort()).toEqual(['follower', 'follower', 'follower', 'follower', 'leader']);
  });

  it('is taken over when a lease has ended, to the millisecond', async () => {
    expect((await join(await standing(NOON + 1), 0)).flight.role).toBe('follower');
    expect((await join(await standing(NOON), 0)).flight.role).toBe('leader');
  });

  it('is taken over from a clock that was ahead', async () => {
    expect((await join(await standing(NOON + 7_001), 0)).flight.role).toBe('leader');
    // A difference of one second between two clocks is normal.
    expect((await join(await standing(NOON + 7_000), 0)).flight.role).toBe('follower');
  });
});

describe('while somebody else asks', () => {
  it.each([
    ['what is recent is told at once', 5000, 0, 9500, []],
    ['what is old is told after a second and a half', 5900, 1500, 9500, [100, 200, 400, 800]],
    ['who has no time left is told what is old', 5900, 1500, 1550, [50]],
  ])('%s', async (_what, leaseMs, patienceMs, timeLeftMs, waits) => {
    const { flight } = await join(await standing(NOON + leaseMs), patienceMs, timeLeftMs);
    expect(flight.role).toBe('follower');
    expect(slept).toEqual(waits);
  });

  it('what they find out is told when it is there', async () => {
    meanwhile = () => {
      if (slept.length === 2)
        change({ leaseUntil: 0, knownMissing: [{ targetKey: 'p', at: now }] });
    };
    const isTold = ({ knownMissing }: DeliveryRecord) => knownMissing.length > 0;
    const { flight } = await join(await standing(NOON + 5900), Infinity, 9500, isTold);
    expect(flight).toMatchObject({
      role: 'answered',
      lastRead: { knownMissing: [{ targetKey: 'p' }] },
    });
    expect(slept).toEqual([100, 200]);
  });

  it('who knows nothing takes their place when they have come back with nothing', async () => {
    meanwhile = () => {
      change({ leaseUntil: 0 });
    };
    const { flight } = await join(await standing(NOON + 5900), Infinity);
    expect(flight).toMatchObject({ role: 'leader', lease: { until: NOON + 6100 } });
    expect(slept).toEqual([100]);
  });

  it('who knows nothing takes their place as soon as their lease has ended', async () => {
    const { flight } = await join(await standing(NOON + 250), Infinity);
    expect(flight.role).toBe('leader');
    expect(slept).toEqual([100, 150]);
  });

  it('who knows nothing waits as long as the call may last, and then does not ask', async () => {
    const { flight } = await join(await standing(NOON + 5900), Infinity, 3000);
    expect(flight.role).toBe('late');
    expect(now).toBe(NOON + 3000);
    expect(leaseNow()).toBe(NOON + 5900);
  });

  it('who knows nothing takes their place only with time for a question', async () => {
    const freed = async (atMs: number) => {
      now = NOON;
      meanwhile = () => {
        if (now - NOON >= atMs) change({ leaseUntil: 0 });
        meanwhile = now - NOON >= atMs ? null : meanwhile;
      };
      const { flight } = await join(await standing(NOON + 5900), Infinity, 3000);
      return [flight.role, now - NOON];
    };
    expect(await freed(700)).toEqual(['leader', 700]);
    expect(await freed(1500)).toEqual(['late', 3000]);
  });
});

describe('a database that fails', () => {
  it.each(['replace', 'read'] as const)('at %s costs a question, not the answer', async (what) => {
    const record = await standing(what === 'read' ? NOON + 5000 : 0);
    deliveries = { ...deliveries, [what]: () => Promise.reject(new Error('down')) };
    const { flight, noted } = await join(record, Infinity);
    // A lease that may have been taken is given back with the answer.
    const lease = what === 'replace' ? { until: NOON + 6000 } : null;
    expect(flight).toEqual({ role: 'alone', lastRead: record, lease });
    expect(noted).toEqual([{ deliveryStore: 'failed' }]);
  });

  it('that does not answer within a second counts as one that fails', async () => {
    jest.useFakeTimers();
    const record = await standing(0);
    deliveries = { ...deliveries, replace: () => new Promise(() => undefined) };
    const turning = join(record, 0);
    let isSettled = false;
    void turning.then(() => (isSettled = true));
    await jest.advanceTimersByTimeAsync(999);
    expect(isSettled).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect((await turning).flight).toMatchObject({ role: 'alone', lease: { until: NOON + 6000 } });
    jest.useRealTimers();
  });
});
