import { oldRidersDuty } from '../../../../cloudfunctions/core/sweep/forget-riders';
import { RIDERS_KEPT_MS } from '../../../../miniprogram/contract/age';
import { RECEIVER_KEPT_MS } from '../../../../cloudfunctions/core/records/old-riders';
import {
  recordFields,
  withAnswers,
  NO_RECORD,
} from '../../../../cloudfunctions/core/records/delivery-record';
import { recordOf } from '../../../../cloudfunctions/core/records/read-record';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { NOON, report } from '../../../support/delivery-reports';
import { HANDOVER, RECEIVER } from '../../../support/intracity-reports';
import { memoryDocuments } from '../../../support/memory-documents';

const TIME_ENOUGH = { note: () => undefined, timeLeftMs: () => 10_000 };

let deliveries: ReturnType<typeof memoryDocuments>;

beforeEach(() => {
  deliveries = memoryDocuments();
});

/** Stores a delivery that was under way when it was last asked for. */
function keep(orderId: string, askedAt: number, more: object = {}): void {
  const position = { longitude: 113.3, latitude: 23.1 };
  const delivery = { ...report({ position }), orderId, ...more };
  const found = { delivery, contact: null, askedAt };
  const target = { targetKey: 'a ', company: 'SFTC', storeIds: ['one'], actorStoreIds: ['one'] };
  const record = withAnswers(NO_RECORD, [{ ...target, found }], askedAt);
  deliveries.held.set(orderId, { ...recordFields(orderId, record, askedAt), version: 1 });
}

/** Stores a delivery, and damages it. */
function damage(orderId: string, askedAt: number): void {
  keep(orderId, askedAt);
  const kept = deliveries.held.get(orderId);
  if (kept !== undefined) deliveries.held.set(orderId, { ...kept, attempts: 'odd' });
}

const ridersOf = (orderId: string) => {
  const [attempt] = recordOf(deliveries.held.get(orderId) ?? null).attempts;
  return {
    rider: attempt?.answer.rider?.name ?? null,
    position: attempt?.answer.position ?? null,
    seen: attempt?.history.sightings.map(({ riderName, position }) => riderName ?? position),
  };
};

/** The documents, between whose listing and change something happens. */
const meanwhile = (happen: () => Promise<unknown>) => ({
  ...deliveries,
  list: async (search: Parameters<typeof deliveries.list>[0]) => {
    const found = await deliveries.list(search);
    await happen();
    return found;
  },
});

/** Runs all parts. @returns number of documents that lost their rider */
async function forgetAll(
  documents = deliveries,
  call: Parameters<typeof oldRidersDuty>[2] = TIME_ENOUGH,
) {
  const runPart = oldRidersDuty(documents, NOON, call);
  let doneCount = 0;
  for (;;) {
    const part = await runPart();
    doneCount += part.doneCount;
    if (part.isDone) return doneCount;
  }
}

describe('forgetting riders', () => {
  it('takes them out of what was last asked for a day ago, and leaves the rest', async () => {
    keep('old', NOON - RIDERS_KEPT_MS - 1);
    keep('young', NOON - RIDERS_KEPT_MS);
    const before = { ...deliveries.held.get('young') };
    expect(await forgetAll()).toBe(1);
    expect(ridersOf('old')).toEqual({ rider: null, position: null, seen: [null] });
    expect(deliveries.held.get('old')).toMatchObject({ version: 2, ridersNeededAt: null });
    expect(recordOf(deliveries.held.get('old') ?? null).attempts).toMatchObject([
      { status: 'delivering', answer: { waybillId: '3000000001' } },
    ]);
    expect(JSON.stringify(deliveries.held.get('old')?.['known'])).not.toMatch(/陈师傅|113\.3/);
    expect(deliveries.held.get('young')).toEqual(before);
  });

  it('takes 取货码 and the receiver’s point out two hours after the last answer', async () => {
    const told = { handover: HANDOVER, receiverPosition: RECEIVER };
    keep('old', NOON - RECEIVER_KEPT_MS - 1, told);
    keep('young', NOON - RECEIVER_KEPT_MS, told);
    const before = { ...deliveries.held.get('young') };
    const seen = ridersOf('old');
    expect(await forgetAll()).toBe(1);
    expect(JSON.stringify(deliveries.held.get('old'))).not.toMatch(/4827|113\.341/);
    expect(ridersOf('old')).toEqual(seen);
    expect(deliveries.held.get('old')).toMatchObject({
      ...{ version: 2, ridersNeededAt: NOON - RECEIVER_KEPT_MS - 1 },
    });
    expect(deliveries.held.get('young')).toEqual(before);
    expect(await forgetAll()).toBe(0);
  });

  it('begins none that there may be no time for, and says that this was not all', async () => {
    for (let n = 0; n < 25; n += 1) keep(`old-${n}`, NOON - 2 * RIDERS_KEPT_MS - n);
    const times = [501, 500, 499];
    const call = { note: () => undefined, timeLeftMs: () => times.shift() ?? 0 };
    expect(await oldRidersDuty(deliveries, NOON, call)()).toEqual({ doneCount: 20, isDone: false });
    expect(ridersOf('old-5').rider).toBeNull();
    expect(ridersOf('old-4').rider).toBe('陈师傅');
  });

  it('takes a rider out of what has changed since it was found', async () => {
    keep('old', NOON - 2 * RIDERS_KEPT_MS);
    const change = () => deliveries.replace('old', 1, { version: 2, leaseUntil: NOON });
    await forgetAll(meanwhile(change));
    expect(ridersOf('old').rider).toBeNull();
    expect(deliveries.held.get('old')).toMatchObject({ version: 3, leaseUntil: NOON });
  });

  it.each([
    ['asked for at one time', () => NOON - 3 * RIDERS_KEPT_MS],
    ['asked for one after the other', (n: number) => NOON - 3 * RIDERS_KEPT_MS - n],
  ])('goes on past 250 that cannot be read, %s, and counts them', async (_when, at) => {
    keep('before', NOON - 2 * RIDERS_KEPT_MS);
    for (let n = 0; n < 250; n += 1) damage(`damaged-${n}`, at(n));
    keep('among', NOON - 3 * RIDERS_KEPT_MS);
    keep('after', NOON - 4 * RIDERS_KEPT_MS);
    const damaged = () => [...deliveries.held].filter(([id]) => id.startsWith('damaged'));
    const before = JSON.stringify(damaged());
    const notes: object[] = [];
    const call = { ...TIME_ENOUGH, note: (fields: object) => notes.push(fields) };
    expect(await forgetAll(deliveries, call)).toBe(3);
    for (const id of ['before', 'among', 'after']) expect(ridersOf(id).rider).toBeNull();
    expect(JSON.stringify(damaged())).toBe(before);
    const unreadable = `${COLLECTIONS.deliveries}: attempts`;
    expect(notes.at(-1)).toEqual({ unreadable, damaged: 250 });
  });

  it('brings nothing back that was removed meanwhile', async () => {
    keep('old', NOON - 2 * RIDERS_KEPT_MS);
    await forgetAll(meanwhile(() => deliveries.remove('old', 1)));
    expect(deliveries.held.size).toBe(0);
  });
});
