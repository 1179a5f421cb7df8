import { forgetRiders } from '../../../../cloudfunctions/core/orders/delivery-memory';
import type { Asked } from '../../../../cloudfunctions/core/orders/delivery-record';
import {
  fieldsOf,
  RIDERS_KEPT_MS,
  withAsked,
  NO_RECORD,
} from '../../../../cloudfunctions/core/orders/delivery-record';
import { recordOf } from '../../../../cloudfunctions/core/orders/read-record';
import { NOON, report } from '../../../support/delivery-reports';
import { memoryDocuments } from '../../../support/memory-documents';

const TIME_ENOUGH = { note: () => undefined, timeLeftMs: () => 10_000 };

let deliveries: ReturnType<typeof memoryDocuments>;

beforeEach(() => {
  deliveries = memoryDocuments();
});

/** A delivery that was on its way when it was last asked for. */
function keep(orderId: string, askedAt: number): void {
  const delivery = { ...report({ position: { longitude: 113.3, latitude: 23.1 } }), orderId };
  const found = { delivery, contact: null, askedAt };
  const asked: Asked = { pair: 'a ', company: 'SFTC', storeIds: ['one'], found };
  const record = withAsked(NO_RECORD, [asked], askedAt);
  deliveries.held.set(orderId, { ...fieldsOf(orderId, record, askedAt), version: 1 });
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
