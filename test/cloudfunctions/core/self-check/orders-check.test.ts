import { checkedShop, linesOf, lookUp, failure } from '../../../support/checked-shop';
import type { ShopWorld } from '../../../support/shop-world';

let checked: ShopWorld;
let world: ShopWorld;

beforeAll(async () => {
  checked = await checkedShop();
});

beforeEach(() => {
  world = checked.copy();
});

describe('sign', () => {
  it('is tried with an order that the shop knows; without one it is not', async () => {
    world.orders.set('shop-one//A-1', 'sign-rejected');
    expect(await failure('sign', world)).toEqual(['sign-rejected SFTC 账号']);
    world.orders.delete('shop-one//A-1');
    expect(await failure('sign', world)).toEqual(['sign-untried SFTC 账号']);
  });

  it('is tried with no order, too, for companies that look at it before they look for the order', async () => {
    world.orders.delete('shop-one//A-1');
    world.orders.set('shop-one//self-check', 'sign-rejected');
    expect(await failure('sign', world)).toEqual(['sign-rejected SFTC 账号']);
  });

  it('waits for the account that is not bound', async () => {
    world.orders.set('shop-one//A-1', 'account-not-bound');
    expect(await failure('sign', world)).toEqual(['waits SFTC 账号 accounts']);
  });

  it('is tried with an older order where the latest is forgotten, three at most', async () => {
    for (const orderId of ['A-2', 'A-3', 'A-4']) {
      world.orders.set(`shop-one//${orderId}`, 301);
      world.clock.now += 60_000;
      await lookUp(world, orderId);
    }
    world.orders.delete('shop-one//A-4');
    world.orders.delete('shop-one//A-3');
    expect(await failure('sign', world)).toEqual([]);
    world.orders.delete('shop-one//A-2');
    expect(await failure('sign', world)).toEqual(['sign-untried SFTC 账号']);
  });

  it('of one account that fails stops no other', async () => {
    world.orders.set('shop-one//A-1', 'upstream-timeout');
    expect(await failure('sign', world)).toEqual(['no-answer SFTC 账号']);
    expect(
      (await linesOf(world)).filter(({ finding }) => finding === 'sign-accepted'),
    ).toHaveLength(2);
  });
});

describe('shop_no', () => {
  it('is ignored by a company that gives an order out under another store’s number', async () => {
    world.orders.set('shop-numbered/N-1/C-1', 301);
    expect(await failure('shop-no', world)).toEqual(['shop-no-ignored SS 账号']);
    expect(world.asked.filter((key) => key.startsWith('shop-numbered'))).toEqual([
      'shop-numbered/N-2/C-1',
      'shop-numbered/N-1/C-1',
    ]);
  });

  it.each([
    ['order-not-found', []],
    ['upstream-timeout', ['no-answer SS 账号']],
  ] as const)('asked by another number, %s', async (answer, found) => {
    world.orders.set('shop-numbered/N-1/C-1', answer);
    expect(await failure('shop-no', world)).toEqual(found);
  });

  it('waits for the sign, and for an order that is known', async () => {
    world.orders.set('shop-numbered/N-2/C-1', 'sign-rejected');
    expect(await failure('shop-no', world)).toEqual(['waits SS 账号 sign']);
    world.orders.delete('shop-numbered/N-2/C-1');
    expect(await failure('shop-no', world)).toEqual(['shop-no-untried SS 账号']);
  });

  it('is needless where each account has one store, and lacking where several have none', async () => {
    const { accounts } = await world.shop('o-owner', 'list-accounts', {});
    const numbered = accounts.find(({ label }) => label === 'SS 账号');
    if (numbered === undefined) throw new Error('There is no such account.');
    const draft = { ...numbered, provider: 'wechat-instant' as const, secret: null };
    await world.shop('o-owner', 'save-account', {
      ...draft,
      bindings: numbered.bindings.map(({ storeId }) => ({ storeId, shopNo: null })),
    });
    expect(await failure('shop-no', world)).toEqual(['shop-no-lacking SS 账号']);
    await world.shop('o-owner', 'save-account', {
      ...draft,
      version: numbered.version + 1,
      bindings: numbered.bindings.slice(0, 1),
    });
    expect((await linesOf(world)).filter(({ check }) => check === 'shop-no')).toMatchObject([
      { finding: 'shop-no-needless' },
    ]);
  });
});
