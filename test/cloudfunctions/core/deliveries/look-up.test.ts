import { WeChatError } from '../../../../cloudfunctions/core/providers/wechat/wechat-error';
import { MALL } from '../../../support/fake-wechat';
import { shop, world, getOrder, lookUp, observedLookUp, put } from '../../../support/fresh-shop';
import { MINUTE } from '../../../support/delivery-reports';

describe('what a look-up asks of the database', () => {
  beforeEach(async () => {
    await lookUp('o-clerk', 'FIRST');
    world.orders.set('shop-one//A', 301);
    await lookUp('o-clerk', 'A');
  });

  it('is three operations for what was told a moment ago', async () => {
    expect(await observedLookUp('o-clerk', 'A')).toMatchObject({ operations: 3, asked: [] });
  });

  it('is seven with a question to WeChat: two count it, beside the question', async () => {
    world.clock.now += 8000;
    expect((await observedLookUp('o-clerk', 'A')).operations).toBe(7);
  });

  it('is one more for a new order, whose use of the limit of unknown ids is given back', async () => {
    world.orders.set('shop-one//B', 301);
    expect((await observedLookUp('o-clerk', 'B')).operations).toBe(8);
  });

  it('is two more where nobody knew: one that ends so, and any order, are searched for', async () => {
    expect((await observedLookUp('o-clerk', 'UNKNOWN')).operations).toBe(9);
    expect(await observedLookUp('o-clerk', 'UNKNOWN')).toMatchObject({ operations: 5, asked: [] });
  });

  it('is four more for accounts, stores, shop and budget older than a minute', async () => {
    world.clock.now += MINUTE;
    expect((await observedLookUp('o-clerk', 'A')).operations).toBe(11);
    world.clock.now += MINUTE - 1000;
    await observedLookUp('o-clerk', 'A');
    world.clock.now += 1000;
    expect(await observedLookUp('o-clerk', 'A')).toMatchObject({ operations: 7, asked: [] });
  });
});

describe('what cannot be read', () => {
  beforeEach(async () => {
    world.orders.set('shop-one//1234567890', 301);
    await lookUp('o-clerk', '1234567890');
  });

  it.each([
    ['of another store changes nothing for a clerk', 'secret', 'o-clerk', 'order-not-found'],
    ['is told to whose stores it may serve', 'secret', 'o-owner', 'unreadable-document'],
    ['that tells no stores may be anybody’s', 'bindings', 'o-clerk', 'unreadable-document'],
  ])('as an account %s, where an order is not found', async (_what, field, openId, code) => {
    put('accounts', shop.accounts.two, { [field]: undefined });
    world.clock.now += MINUTE;
    expect(await lookUp(openId, '234567890')).toMatchObject({ ok: true });
    expect((await observedLookUp(openId, 'nobody-knows')).outcome).toBe(code);
  });

  it('as a document hides no other order that a text may mean', async () => {
    put('deliveries', 'CODE_128,1234567890', {});
    const scan = (orderId: string, other: string) =>
      getOrder('o-clerk', 'look-up', { orderId, others: [other] });
    expect(await scan('1234567890', 'CODE_128,1234567890')).toMatchObject({ ok: true });
    expect(await scan('CODE_128,1234567890', '1234567890')).toMatchObject({ ok: true });
    const none = await scan('128,1234567890x', 'CODE_128,1234567890x');
    expect(none).toHaveProperty('error.code', 'order-not-found');
  });
});

it('the address of 40164 is told to owners only', async () => {
  expect(await lookUp('o-clerk', 'ODD')).toHaveProperty('error.code', 'order-not-found');
  world.weChat.token = new WeChatError(40164, 'invalid ip 203.0.113.7');
  world.forgetToken();
  world.clock.now += 60_000;
  const error = { code: 'ip-not-allowed', miniProgram: MALL.name };
  const full = { ...error, address: '203.0.113.7' };
  expect(await lookUp('o-owner', 'ODD')).toMatchObject({ error: full });
  const told = await lookUp('o-clerk', 'ODD');
  expect(told).toMatchObject({ error });
  expect(JSON.stringify(told)).not.toContain('203.0.113.7');
});
