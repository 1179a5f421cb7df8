import { oweNotices } from '../../../../cloudfunctions/core/notices/owed';
import { listedAttemptsIn } from '../../../../cloudfunctions/core/records/delivery-record';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { MINUTE, DAY } from '../../../support/delivery-reports';
import { ROBOT_KEY, textsOf } from '../../../support/fake-robots';
import { shop, world, put, stored, storedIn } from '../../../support/fresh-shop';
import { noticeStatesIn, openRobot, seenIn, turnIn } from '../../../support/told-shop';
import { memoryDocuments } from '../../../support/memory-documents';
import { silentNotices } from '../../../support/silent-notices';
import { justBefore } from '../../../support/write-hooks';

const UNREACHABLE = 304;

beforeEach(() => openRobot(world, shop.stores.one));

const seen = (status: number, orderId?: string) => seenIn(world, status, orderId);
const turn = (afterMs?: number) => turnIn(world, afterMs);
const statesOfNotices = () => noticeStatesIn(world);
const told = () => textsOf(world.robots);

describe('a notice', () => {
  it('of a delivery that needs somebody again is told, though nobody was told the first time', async () => {
    await seen(UNREACHABLE);
    world.clock.now += MINUTE;
    await seen(301);
    await turn();
    expect(statesOfNotices()).toEqual(['over']);
    await seen(UNREACHABLE);
    await turn();
    await turn();
    expect(told()).toHaveLength(1);
  });

  it.each([UNREACHABLE, 401])('is told once though a clock was a day ahead: %i', async (status) => {
    await seen(301);
    world.clock.now += MINUTE;
    await seen(status);
    const [id = ''] = storedIn('notices').keys();
    put('notices', id, { owedAt: world.clock.now + DAY });
    for (let n = 0; n < 3; n += 1) await turn();
    expect(told()).toHaveLength(1);
  });

  it('that is written slowly is no failed write of its answer', async () => {
    const never = (): Promise<never> => new Promise(() => undefined);
    justBefore(world.memory, COLLECTIONS.notices, 'add', never);
    await seen(UNREACHABLE);
    expect(world.log.at(-1)).toContain('"notices":"late"');
    expect(world.log.at(-1)).not.toContain('deliveryStore');
  });

  /** Owes notices of the delivery to the robots of both stores, as a process just started. */
  async function oweIn(
    collection: ReturnType<typeof memoryDocuments>,
    note: () => void,
  ): Promise<void> {
    const [attempt] = listedAttemptsIn(stored('deliveries', '20261124-1304') ?? {});
    if (attempt === undefined) throw new Error('The delivery is not stored.');
    const robot = { kind: 'wecom', key: ROBOT_KEY, signSecret: null } as const;
    const boardStoreIds = Object.values(shop.stores);
    const named = { storeName: '店', quiet: null, robot };
    const robots = boardStoreIds.map((storeId) => ({ storeId, ...named }));
    const silent = silentNotices(() => world.clock.now);
    const parts = { ...silent, collection, robots: () => Promise.resolve(robots) };
    await oweNotices(parts, '20261124-1304', { ...attempt, boardStoreIds }, { note });
  }

  it('that cannot be read keeps no other robot of the same delivery waiting', async () => {
    await seen(UNREACHABLE);
    const collection = memoryDocuments();
    const [first = ''] = storedIn('notices').keys();
    collection.held.set(first, { version: 1 });
    const note = jest.fn();
    await oweIn(collection, note);
    expect([...collection.held.values()]).toEqual([
      { version: 1 },
      expect.objectContaining({ storeId: shop.stores.two, state: 'owed' }),
    ]);
    expect(note.mock.calls).toEqual([[{ notices: 'unreadable-document' }]]);
  });

  it('is owed although one was sent by a clock a day ahead', async () => {
    await seen(UNREACHABLE);
    const collection = memoryDocuments();
    const owedAt = world.clock.now + DAY;
    for (const [id, notice] of storedIn('notices'))
      collection.held.set(id, { ...notice, version: 1, state: 'sent', owedAt });
    await oweIn(collection, jest.fn());
    const owed = expect.objectContaining({ state: 'owed', owedAt: world.clock.now }) as unknown;
    expect([...collection.held.values()]).toEqual([owed, owed]);
  });
});
