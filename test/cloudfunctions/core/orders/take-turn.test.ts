import type { DeliveryRecord } from '../../../../cloudfunctions/core/orders/delivery-record';
import { recordOf } from '../../../../cloudfunctions/core/orders/read-record';
import type { Knowledge } from '../../../../cloudfunctions/core/orders/sight';
import { takeTurn } from '../../../../cloudfunctions/core/orders/take-turn';
import { fakeCall } from '../../../support/calls';
import { NOON } from '../../../support/delivery-reports';
import { memoryDocuments } from '../../../support/memory-documents';

let now: number;
let slept: number[];
let deliveries: ReturnType<typeof memoryDocuments>;
/** What happens while somebody sleeps. */
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

/** The document of an order as it stands, with a lease on it. */
async function standing(leaseUntil: number): Promise<DeliveryRecord> {
  deliveries.held.set('A', { attempts: [], misses: [], leaseUntil, version: 3 });
  return recordOf(await deliveries.read('A'));
}

const change = (fields: object): void => {
  const document = deliveries.held.get('A') ?? { version: 0 };
  deliveries.held.set('A', { ...document, ...fields, version: document.version + 1 });
};

/** @param timeLeftMs of a call, at the start */
async function turnOf(
  record: DeliveryRecord,
  knowledge: Knowledge | ((record: DeliveryRecord) => Knowledge),
  timeLeftMs = 9500,
) {
  const endsAt = now + timeLeftMs;
  const call = { ...fakeCall(), timeLeftMs: () => endsAt - now };
  const parts = { deliveries, now: () => now, sleep };
  const knowledgeOf = typeof knowledge === 'string' ? () => knowledge : knowledge;
  const turn = await takeTurn(parts, 'A', record, knowledgeOf, call);
  return { turn, noted: call.noted };
}

const leaseNow = (): number => recordOf(deliveries.held.get('A') ?? null).leaseUntil;

describe('whose turn it is to ask', () => {
  it('is nobody’s where it is known, at no request to the database', async () => {
    const { turn } = await turnOf(recordOf(null), 'told');
    expect(turn.part).toBe('told');
    expect(deliveries.operations()).toBe(0);
  });

  it.each(['recent', 'old', 'nothing'] as const)(
    'is the first one’s where nobody asks and what is known is %s: for ten seconds, or as long as the call may last',
    async (knowledge) => {
      const { turn } = await turnOf(await standing(0), knowledge);
      expect(turn).toMatchObject({ part: 'own', lease: NOON + 10_000, record: { version: 4 } });
      expect(leaseNow()).toBe(NOON + 10_000);
      deliveries = memoryDocuments();
      const short = await turnOf(recordOf(null), knowledge, 2500);
      expect(short.turn).toMatchObject({ part: 'own', lease: NOON + 3000, record: { version: 1 } });
      expect(leaseNow()).toBe(NOON + 3000);
    },
  );

  it('is one’s of all who have read the same', async () => {
    const record = await standing(0);
    const turns = await Promise.all(
      Array.from({ length: 5 }, () => turnOf(record, 'recent').then(({ turn }) => turn.part)),
    );
    expect(turns.sort()).toEqual(['others', 'others', 'others', 'others', 'own']);
  });

  it('is taken over when a lease has ended, to the millisecond', async () => {
    expect((await turnOf(await standing(NOON + 1), 'recent')).turn.part).toBe('others');
    expect((await turnOf(await standing(NOON), 'recent')).turn.part).toBe('own');
  });

  it('is taken over from a clock that was ahead', async () => {
    expect((await turnOf(await standing(NOON + 11_001), 'recent')).turn.part).toBe('own');
    // A second is within what clocks differ by.
    expect((await turnOf(await standing(NOON + 11_000), 'recent')).turn.part).toBe('others');
  });
});

describe('while somebody else asks', () => {
  it('what is recent is told at once', async () => {
    const { turn } = await turnOf(await standing(NOON + 5000), 'recent');
    expect(turn.part).toBe('others');
    expect(slept).toEqual([]);
  });

  it('what is old is told after a second and a half', async () => {
    const { turn } = await turnOf(await standing(NOON + 9000), 'old');
    expect(turn.part).toBe('others');
    expect(slept).toEqual([100, 200, 400, 800]);
  });

  it('what they find out is told when it is there', async () => {
    meanwhile = () => {
      if (slept.length === 2) change({ leaseUntil: 0, misses: [{ pair: 'p', at: now }] });
    };
    const { turn } = await turnOf(await standing(NOON + 9000), ({ misses }) =>
      misses.length > 0 ? 'told' : 'nothing',
    );
    expect(turn).toMatchObject({ part: 'told', record: { misses: [{ pair: 'p' }] } });
    expect(slept).toEqual([100, 200]);
  });

  it('who knows nothing takes their place when they have come back with nothing', async () => {
    meanwhile = () => {
      change({ leaseUntil: 0 });
    };
    const { turn } = await turnOf(await standing(NOON + 9000), 'nothing');
    expect(turn).toMatchObject({ part: 'own', lease: NOON + 10_000 });
    expect(slept).toEqual([100]);
  });

  it('who knows nothing waits no longer than leaves the time to ask, then asks without a lease', async () => {
    const { turn } = await turnOf(await standing(NOON + 9900), 'nothing', 3000);
    expect(turn).toMatchObject({ part: 'own', lease: null });
    expect(now).toBe(NOON + 1500);
    expect(leaseNow()).toBe(NOON + 9900);
  });

  it('who has no time left is told what is old', async () => {
    const { turn } = await turnOf(await standing(NOON + 9900), 'old', 1550);
    expect(turn.part).toBe('others');
    expect(slept).toEqual([50]);
  });
});

describe('a database that fails', () => {
  it.each(['replace', 'read'] as const)('at %s costs a question, not the answer', async (what) => {
    const record = await standing(what === 'read' ? NOON + 5000 : 0);
    deliveries = { ...deliveries, [what]: () => Promise.reject(new Error('down')) };
    const { turn, noted } = await turnOf(record, 'nothing');
    // One that may have been taken is given back with the answer.
    const lease = what === 'replace' ? NOON + 10_000 : null;
    expect(turn).toEqual({ part: 'own', record, lease });
    expect(noted).toEqual([{ deliveryStore: 'failed' }]);
  });

  it('that does not answer within a second counts as one that fails', async () => {
    jest.useFakeTimers();
    const record = await standing(0);
    deliveries = { ...deliveries, replace: () => new Promise(() => undefined) };
    const turning = turnOf(record, 'recent');
    await jest.advanceTimersByTimeAsync(999);
    let isSettled = false;
    void turning.then(() => (isSettled = true));
    await jest.advanceTimersByTimeAsync(0);
    expect(isSettled).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect((await turning).turn).toMatchObject({ part: 'own', lease: NOON + 10_000 });
    jest.useRealTimers();
  });
});
