import { recordOf } from '../../cloudfunctions/core/records/read-record';
import { COLLECTIONS } from '../../miniprogram/contract/shop-collections';
import { MALLS, MallsWeChat } from './malls-wechat';
import { memoryDatabase } from './memory-database';
import { type ShopWorld, SETTINGS, SETUP_CODE, shopWorld } from './shop-world';
import { join, newStore } from './two-store-shop';

/** A shop whose orders are placed by three mini-programs, as two instances of the cloud know it. */
export type MallsShop = Awaited<ReturnType<typeof mallsShop>>;

/** Ways on: of a rider who is awaited, who comes to the store, and who delivers. */
const STATUSES = [102, 202, 301];
const MOST_AT_A_MALL = 6;

/** Orders of the mini-programs, six of each, at both of its accounts. */
export const ORDERS = MALLS.flatMap((mall, n) =>
  Array.from({ length: MOST_AT_A_MALL }, (_, k) => {
    const { shopId } = mall.shops[k % 2] ?? { shopId: '' };
    return { mall, shopId, orderId: `order-${k}-of-mall-${n}`, status: STATUSES[k % 3] ?? 0 };
  }),
);

export const CLERKS = ['o-clerk', 'o-clerk-two'];

/** The shop as it was set up, once for all tests of a file. */
let original: Promise<ShopWorld> | undefined;

/**
 * Returns a copy of the shop. The staff's own mini-program has nothing bound, as merchants live.
 *
 * @param limit questions about orders that each mini-program may ask in a day
 */
export async function mallsShop(limit: number) {
  original ??= setUp();
  const { memory, clock: begin } = await original;
  const clock = { ...begin };
  const weChat = new MallsWeChat(() => clock.now, limit);
  for (const { shopId, orderId, status } of ORDERS)
    weChat.orders.set(`${shopId}/${orderId}`, status);
  const world = shopWorld(
    SETTINGS,
    memoryDatabase(memory.copy()),
    clock,
    new Map(),
    undefined,
    weChat.post,
  );
  return { world, other: world.instance(SETTINGS), weChat };
}

async function setUp(): Promise<ShopWorld> {
  const world = shopWorld(SETTINGS, memoryDatabase());
  await world.shop('o-owner', 'claim', { code: SETUP_CODE, name: '店主' });
  const storeId = await newStore(world, '一店');
  for (const { appId, name, secret, shops } of MALLS) {
    await world.shop('o-owner', 'save-mini-program', { appId, name, secret });
    for (const { shopId, secret: companySecret } of shops)
      await world.shop('o-owner', 'save-account', {
        ...{ accountId: null, version: 0, appId, provider: 'wechat-instant', company: 'SFTC' },
        ...{ label: `${name} ${shopId}`, shopId, secret: companySecret },
        bindings: [{ storeId, shopNo: null }],
      });
  }
  for (const clerk of CLERKS) await join(world, clerk, 'clerk', [storeId]);
  return world;
}

/** Returns when an order was last answered, ms since 1970; 0 for never. */
export function askedAtIn({ memory }: ShopWorld, orderId: string): number {
  const document = memory.collection(COLLECTIONS.deliveries)?.get(orderId);
  if (document === undefined) return 0;
  const { attempts } = recordOf({ version: 1, ...document });
  return Math.max(0, ...attempts.map(({ askedAt }) => askedAt));
}
