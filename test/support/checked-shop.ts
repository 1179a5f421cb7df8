import type { BoundShop } from '../../cloudfunctions/core/providers/wechat-instant/bound-shops';
import { type CheckLine, type CheckName, FINDINGS } from '../../miniprogram/contract/self-check';
import { newAccount, twoStoreShop } from './two-store-shop';
import type { ShopWorld } from './shop-world';

/** WeChat's view of `checkedShop`'s accounts. */
export const BOUND: readonly BoundShop[] = [
  { companyId: 'SFTC', shopId: 'shop-one', review: 'account-bound' },
  { companyId: 'DADA', shopId: 'shop-two', review: 'account-bound' },
  { companyId: 'SS', shopId: 'shop-numbered', review: 'account-bound' },
];

/** The shop as it was set up, once for all tests of a file. */
let original: Promise<ShopWorld> | undefined;

/** Returns a copy of `completeShop` for one test. */
export async function checkedShop(): Promise<ShopWorld> {
  original ??= completeShop();
  return (await original).copy();
}

/**
 * A complete shop: three accounts, each used by a look-up of A-1, B-1 or C-1, two stores with
 * numbers at the last one, and a finished sweep.
 */
async function completeShop(): Promise<ShopWorld> {
  const { world, stores } = await twoStoreShop();
  const numbers = [
    { storeId: stores.one, shopNo: 'N-1' },
    { storeId: stores.two, shopNo: 'N-2' },
  ];
  await newAccount(world, 'SS', 'shop-numbered', 'secret-of-the-numbered', ...numbers);
  world.orders
    .set('shop-one//A-1', 301)
    .set('shop-two//B-1', 302)
    .set('shop-numbered/N-2/C-1', 301);
  world.weChat.bound = BOUND;
  for (const orderId of ['A-1', 'B-1', 'C-1']) await lookUp(world, orderId);
  await world.call('sweep', '', { Type: 'Timer' }, 'wx_trigger');
  return world;
}

/** Looks an order up as the owner. */
export function lookUp(world: ShopWorld, orderId: string): Promise<unknown> {
  return world.call('getOrder', 'o-owner', { action: 'look-up', orderId });
}

/** Returns the lines of the owner's self-check. */
export async function linesOf(world: ShopWorld): Promise<readonly CheckLine[]> {
  return (await world.shop('o-owner', 'self-check', {})).lines;
}

/** Returns a check's failures: `finding about value`. */
export async function failure(check: CheckName, world: ShopWorld): Promise<readonly string[]> {
  return (await linesOf(world))
    .filter((line) => line.check === check && FINDINGS[line.finding] !== 'ok')
    .map(({ finding, about, value }) => [finding, about, value].filter(Boolean).join(' '));
}
