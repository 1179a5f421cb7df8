import { oweNotices } from '../../../../cloudfunctions/core/notices/owed';
import { listedAttemptsIn } from '../../../../cloudfunctions/core/records/delivery-record';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { ROBOT_KEY, textsOf } from '../../../support/fake-robots';
import { noticeStatesIn, openRobot, seenIn, turnIn } from '../../../support/told-shop';
import { memoryDocuments } from '../../../support/memory-documents';
import type { ShopWorld } from '../../../support/shop-world';
import { silentNotices } from '../../../support/silent-notices';
import { type TwoStoreShop, twoStoreShop } from '../../../support/two-store-shop';
import { justBefore } from '../../../support/write-hooks';

const MINUTE = 60_000;
const UNREACHABLE = 304;

let world: ShopWorld;
let stores: TwoStoreShop['stores'];

beforeEach(async () => {
  ({ world, stores } = await twoStoreShop());
  await openRobot(world, stores.one);
});

const seen = (status: number, orderId?: string) => seenIn(world, status, orderId);
const turn = (afterMs?: number) => turnIn(world, afterMs);
const statesOfNotices = () => noticeStatesIn(world);
const told = () => textsOf(world.robots);
const notices = () => world.memory.collection(COLLECTIONS.notices);

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
    const [[id, notice] = ['', {}]] = [...(notices() ?? [])];
    const owedAt = world.clock.now + 24 * 60 * MINUTE;
    world.memory.put(COLLECTIONS.notices, { ...notice, _id: id, owedAt });
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
    const deliveries = world.memory.collection(COLLECTIONS.deliveries);
    const [attempt] = listedAttemptsIn(deliveries?.get('20261124-1304') ?? {});
    if (attempt === undefined) throw new Error('The delivery is not stored.');
    const robot = { kind: 'wecom', key: ROBOT_KEY, signSecret: null } as const;
    const boardStoreIds = [stores.one, stores.two];
    const robots = boardStoreIds.map((storeId) => ({
      storeId,
      storeName: '店',
      quiet: null,
      robot,
    }));
    const silent = silentNotices(() => world.clock.now);
    const parts = { ...silent, collection, robots: () => Promise.resolve(robots) };
    await oweNotices(parts, '20261124-1304', { ...attempt, boardStoreIds }, { note });
  }

  it('that cannot be read keeps no other robot of the same delivery waiting', async () => {
    await seen(UNREACHABLE);
    const collection = memoryDocuments();
    const [first] = [...(notices()?.keys() ?? [])];
    collection.held.set(first ?? '', { version: 1 });
    const note = jest.fn();
    await oweIn(collection, note);
    expect([...collection.held.values()]).toEqual([
      { version: 1 },
      expect.objectContaining({ storeId: stores.two, state: 'owed' }),
    ]);
    expect(note.mock.calls).toEqual([[{ notices: 'unreadable-document' }]]);
  });

  it('is owed although one was sent by a clock a day ahead', async () => {
    await seen(UNREACHABLE);
    const collection = memoryDocuments();
    const owedAt = world.clock.now + 24 * 60 * MINUTE;
    for (const [id, notice] of notices() ?? [])
      collection.held.set(id, { ...notice, version: 1, state: 'sent', owedAt });
    await oweIn(collection, jest.fn());
    const owed = expect.objectContaining({ state: 'owed', owedAt: world.clock.now }) as unknown;
    expect([...collection.held.values()]).toEqual([owed, owed]);
  });
});
