import { checkedShop, linesOf, lookUp, failure } from '../../../../support/checked-shop';
import type { CloudErrorCode } from '../../../../../miniprogram/contract/cloud-error';
import type { ShopWorld } from '../../../../support/shop-world';

let world: ShopWorld;

beforeEach(async () => {
  world = await checkedShop();
});

describe('sign', () => {
  it.each<[string, Record<string, CloudErrorCode>, string]>([
    ['an order that the shop knows', { 'A-1': 'sign-rejected' }, 'sign-rejected SFTC 账号'],
    ['none, where that is unknown now', { 'A-1': 'order-not-found' }, 'sign-untried SFTC 账号'],
    [
      'no order, too, for companies that look at it before they look for the order',
      { 'A-1': 'order-not-found', 'self-check': 'sign-rejected' },
      'sign-rejected SFTC 账号',
    ],
    [
      'nothing while the account is not bound',
      { 'A-1': 'account-not-bound' },
      'waits SFTC 账号 accounts',
    ],
  ])('is tried with %s', async (_what, orders, found) => {
    for (const [orderId, order] of Object.entries(orders))
      world.orders.set(`shop-one//${orderId}`, order);
    expect(await failure('sign', world)).toEqual([found]);
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
    const accepted = (await linesOf(world)).filter(({ finding }) => finding === 'sign-accepted');
    expect(accepted).toHaveLength(2);
  });
});

describe('shop_no', () => {
  it('is ignored by a company that gives an order out under another store’s number', async () => {
    world.orders.set('shop-numbered/N-1/C-1', 301);
    expect(await failure('shop-no', world)).toEqual(['shop-no-ignored SS 账号']);
    const asked = world.asked.filter((key) => key.startsWith('shop-numbered'));
    expect(asked).toEqual(['shop-numbered/N-2/C-1', 'shop-numbered/N-1/C-1']);
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

  it('of one store is entered, or not known to be needless before an order was found; of several it is lacking', async () => {
    const { accounts } = await world.shop('o-owner', 'list-accounts', {});
    const numbered = accounts.find(({ label }) => label === 'SS 账号');
    if (numbered === undefined) throw new Error('There is no such account.');
    const draft = { ...numbered, provider: 'wechat-instant' as const, secret: null };
    let { version } = numbered;
    const save = async (bindings: typeof numbered.bindings) => {
      await world.shop('o-owner', 'save-account', { ...draft, version, bindings });
      version += 1;
    };
    await save(numbered.bindings.map(({ storeId }) => ({ storeId, shopNo: null })));
    expect(await failure('shop-no', world)).toEqual(['shop-no-lacking SS 账号']);
    await save(numbered.bindings.slice(0, 1));
    const found = async () => (await linesOf(world)).filter(({ check }) => check === 'shop-no');
    expect(await found()).toMatchObject([{ finding: 'shop-no-needless', value: 'entered' }]);
    await save([{ storeId: numbered.bindings[0]?.storeId ?? '', shopNo: null }]);
    expect(await failure('shop-no', world)).toEqual(['shop-no-untried SS 账号 numberless']);
    world.orders.set('shop-numbered//C-9', 301);
    await lookUp(world, 'C-9');
    expect(await found()).toMatchObject([{ finding: 'shop-no-needless', value: '' }]);
  });
});
