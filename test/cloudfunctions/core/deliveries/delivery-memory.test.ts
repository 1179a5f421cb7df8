import { forgetRiders } from '../../../../cloudfunctions/core/deliveries/delivery-memory';
import { RIDERS_KEPT_MS } from '../../../../cloudfunctions/core/deliveries/attempt';
import type { Asked } from '../../../../cloudfunctions/core/deliveries/delivery-record';
import {
  fieldsOf,
  withAsked,
  NO_RECORD,
} from '../../../../cloudfunctions/core/deliveries/delivery-record';
import { recordOf } from '../../../../cloudfunctions/core/deliveries/read-record';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { NOON, report } from '../../../support/delivery-reports';
import { memoryDocuments } from '../../../support/memory-documents';

const TIME_ENOUGH = { note: () => undefined, timeLeftMs: () => 10_000 };

let deliveries: ReturnType<typeof memoryDocuments>;

beforeEach(() => {
  deliveries = memoryDocuments();
});

/** Stores a delivery that was under way when it was last asked for. */
function keep(orderId: string, askedAt: number): void {
  const delivery = { ...report({ position: { longitude: 113.3, latitude: 23.1 } }), orderId };
  const found = { delivery, contact: null, askedAt };
  const asked: Asked = { targetKey: 'a ', company: 'SFTC', storeIds: ['one'], found };
  const record = withAsked(NO_RECORD, [asked], askedAt);
  deliveries.held.set(orderId, { ...fieldsOf(orderId, record, askedAt), version: 1 });
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

describe('forgetting riders', () => {
  it('takes them out of what was last asked for a day ago, and leaves the rest', async () => {
    keep('old', NOON - RIDERS_KEPT_MS - 1);
    keep('young', NOON - RIDERS_KEPT_MS);
    const before = { ...deliveries.held.get('young') };
    expect(await forgetRiders(deliveries, NOON, TIME_ENOUGH)).toEqual({
      forgotten: 1,
      left: false,
    });
    expect(ridersOf('old')).toEqual({ rider: null, position: null, seen: [null] });
    expect(deliveries.held.get('old')).toMatchObject({ version: 2, ridersNeededAt: null });
    expect(recordOf(deliveries.held.get('old') ?? null).attempts).toMatchObject([
      { status: 'delivering', answer: { waybillId: '3000000001' } },
    ]);
    expect(deliveries.held.get('young')).toEqual(before);
  });

  it('goes on as long as there are some', async () => {
    for (let n = 0; n < 150; n += 1) keep(`old-${n}`, NOON - 2 * RIDERS_KEPT_MS);
    expect(await forgetRiders(deliveries, NOON, TIME_ENOUGH)).toEqual({
      forgotten: 150,
      left: false,
    });
  });

  it('begins none that there may be no time for, and says that some are left', async () => {
    for (const id of ['a', 'b', 'c']) keep(id, NOON - 2 * RIDERS_KEPT_MS);
    const times = [501, 500, 499];
    const call = { note: () => undefined, timeLeftMs: () => times.shift() ?? 0 };
    expect(await forgetRiders(deliveries, NOON, call)).toEqual({ forgotten: 2, left: true });
    expect(ridersOf('b').rider).toBeNull();
    expect(ridersOf('c').rider).toBe('陈师傅');
  });

  it.each([
    ['asked for at one time', () => NOON - 3 * RIDERS_KEPT_MS],
    ['asked for one after the other', (n: number) => NOON - 3 * RIDERS_KEPT_MS - n],
  ])('goes on past 250 that cannot be read, %s, and says that some are left', async (_when, at) => {
    keep('before', NOON - 2 * RIDERS_KEPT_MS);
    for (let n = 0; n < 250; n += 1) damage(`damaged-${n}`, at(n));
    keep('among', NOON - 3 * RIDERS_KEPT_MS);
    keep('after', NOON - 4 * RIDERS_KEPT_MS);
    const damaged = () => [...deliveries.held].filter(([id]) => id.startsWith('damaged'));
    const before = JSON.stringify(damaged());
    const notes: object[] = [];
    const call = { ...TIME_ENOUGH, note: (fields: object) => notes.push(fields) };
    expect(await forgetRiders(deliveries, NOON, call)).toEqual({ forgotten: 3, left: true });
    for (const id of ['before', 'among', 'after']) expect(ridersOf(id).rider).toBeNull();
    expect(JSON.stringify(damaged())).toBe(before);
    expect(notes).toContainEqual({ unreadable: `${COLLECTIONS.deliveries}: attempts` });
  });

  it('says that one is left which cannot be read', async () => {
    damage('damaged', NOON - 2 * RIDERS_KEPT_MS);
    expect(await forgetRiders(deliveries, NOON, TIME_ENOUGH)).toEqual({
      forgotten: 0,
      left: true,
    });
    const young = NOON - RIDERS_KEPT_MS;
    deliveries.held.clear();
    damage('damaged', young);
    expect(await forgetRiders(deliveries, NOON, TIME_ENOUGH)).toEqual({
      forgotten: 0,
      left: false,
    });
  });

  it('looks no further when its time is up', async () => {
    for (let n = 0; n < 250; n += 1) damage(`damaged-${n}`, NOON - 2 * RIDERS_KEPT_MS);
    const call = { note: () => undefined, timeLeftMs: () => 499 };
    const before = deliveries.operations();
    expect(await forgetRiders(deliveries, NOON, call)).toEqual({ forgotten: 0, left: true });
    expect(deliveries.operations() - before).toBe(1);
  });

  it('brings nothing back that was removed meanwhile', async () => {
    keep('old', NOON - 2 * RIDERS_KEPT_MS);
    const { list } = deliveries;
    const removing = {
      ...deliveries,
      list: async (search: Parameters<typeof list>[0]) => {
        const found = await list(search);
        deliveries.held.clear();
        return found;
      },
    };
    await forgetRiders(removing, NOON, TIME_ENOUGH);
    expect(deliveries.held.size).toBe(0);
  });
});
