import type { BoundShop } from '../../cloudfunctions/core/providers/wechat/bound-shops';
import type { CheckLine, CheckName } from '../../miniprogram/contract/self-check';
import { FINDINGS } from '../../miniprogram/contract/self-check';
import { twoStoreShop } from './two-store-shop';
import type { ShopWorld } from './shop-world';

/** The accounts of `checkedShop` as WeChat knows them. */
export const BOUND: readonly BoundShop[] = [
  { companyId: 'SFTC', shopId: 'shop-one', audit: 'passed' },
  { companyId: 'DADA', shopId: 'shop-two', audit: 'passed' },
  { companyId: 'SS', shopId: 'shop-numbered', audit: 'passed' },
];

/**
 * A shop with everything: three accounts that have each been looked up with, by A-1, B-1 and C-1; the
 * last one's two stores have numbers; it has been swept.
 */
export async function checkedShop(): Promise<ShopWorld> {
  const { world, stores } = await twoStoreShop();
  await world.shop('o-owner', 'save-account', {
    accountId: null,
    version: 0,
    provider: 'wechat-instant',
    company: 'SS',
    label: '闪送',
    shopId: 'shop-numbered',
    secret: 'secret-of-the-numbered',
    bindings: [
      { storeId: stores.one, shopNo: 'N-1' },
      { storeId: stores.two, shopNo: 'N-2' },
    ],
  });
  world.orders
    .set('shop-one//A-1', 301)
    .set('shop-two//B-1', 302)
    .set('shop-numbered/N-2/C-1', 301);
  world.weChat.bound = BOUND;
  for (const orderId of ['A-1', 'B-1', 'C-1']) await lookUp(world, orderId);
  await world.call('sweep', '', { Type: 'Timer' }, 'wx_trigger');
  return world;
}

/** The owner looks an order up. */
export function lookUp(world: ShopWorld, orderId: string): Promise<unknown> {
  return world.call('getOrder', 'o-owner', { action: 'look-up', orderId });
}

/** What the owner's self-check finds. */
export async function linesOf(world: ShopWorld): Promise<readonly CheckLine[]> {
  return (await world.shop('o-owner', 'self-check', {})).lines;
}

/** What is found of a check: `finding about value`, of all of it that is not well. */
export async function failure(check: CheckName, world: ShopWorld): Promise<readonly string[]> {
  return (await linesOf(world))
    .filter((line) => line.check === check && FINDINGS[line.finding] !== 'ok')
    .map(({ finding, about, value }) => [finding, about, value].filter(Boolean).join(' '));
}
