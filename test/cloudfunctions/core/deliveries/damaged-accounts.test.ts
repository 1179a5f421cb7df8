import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import type { TwoStoreShop } from '../../../support/two-store-shop';
import { twoStoreShop } from '../../../support/two-store-shop';

let shop: TwoStoreShop;

beforeEach(async () => {
  shop = await twoStoreShop();
  shop.world.orders.set('shop-one//1234567890', 301);
  await outcome('o-clerk', '1234567890');
});

async function outcome(openId: string, orderId: string): Promise<unknown> {
  const answer = await shop.world.call('getOrder', openId, { action: 'look-up', orderId });
  return answer.ok ? 'ok' : answer.error.code;
}

/** Removes a field from the second store's account. */
function lose(field: string): void {
  const { world, accounts } = shop;
  const stored = world.memory.collection(COLLECTIONS.accounts)?.get(accounts.two) ?? {};
  const { [field]: _lost, ...rest } = stored;
  world.memory.put(COLLECTIONS.accounts, { ...rest, _id: accounts.two });
  world.clock.now += 60_000;
}

describe('an account that cannot be read', () => {
  it('of another store changes nothing for a clerk', async () => {
    lose('secret');
    expect(await outcome('o-clerk', '234567890')).toBe('ok');
    expect(await outcome('o-clerk', 'nobody-knows')).toBe('order-not-found');
  });

  it('is told to whose stores it may serve, where an order is not found without it', async () => {
    lose('secret');
    expect(await outcome('o-owner', '234567890')).toBe('ok');
    expect(await outcome('o-owner', 'nobody-knows')).toBe('unreadable-document');
  });

  it('that does not say its stores may be anybody’s', async () => {
    lose('bindings');
    expect(await outcome('o-clerk', '234567890')).toBe('ok');
    expect(await outcome('o-clerk', 'nobody-knows')).toBe('unreadable-document');
  });
});

it('a document that cannot be read hides no other order that a text may mean', async () => {
  const { world } = shop;
  world.memory.put(COLLECTIONS.deliveries, { _id: 'CODE_128,1234567890' });
  const scan = (orderId: string, other: string) =>
    world.call('getOrder', 'o-clerk', { action: 'look-up', orderId, others: [other] });
  expect(await scan('1234567890', 'CODE_128,1234567890')).toMatchObject({ ok: true });
  expect(await scan('CODE_128,1234567890', '1234567890')).toMatchObject({ ok: true });
  expect(await scan('128,1234567890x', 'CODE_128,1234567890x')).toMatchObject({
    error: { code: 'order-not-found' },
  });
});
