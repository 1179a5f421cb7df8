import { staffIdOf as staffIdFor } from '../../../../cloudfunctions/core/access/staff';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { APP_ID } from '../../../support/fake-wechat';
import { SdkError } from '../../../support/memory-database';
import { shop, world, owner, put } from '../../../support/fresh-shop';
import { setUpTwoStores } from '../../../support/two-store-shop';
import { type ShopWorld, SETTINGS, SETUP_CODE, shopWorld } from '../../../support/shop-world';

const CODE = { code: SETUP_CODE, name: '店主' };
const SECOND_CODE = 'mR4tY8bN2cV6xQ1z';

/** The key as each answer tells it. */
async function keysToldBy({ call }: ShopWorld): Promise<readonly unknown[]> {
  const events = [
    ...['me', 'settings', 'list-people', 'list-stores', 'list-accounts', 'list-register-keys'],
    ...['list-audit', 'refresh-orders', 'board', 'look-up'],
  ].map((action) => ({ action, before: null, orderIds: [], marks: [], orderId: '1288' }));
  const keys: unknown[] = [];
  for (const [index, event] of events.entries()) {
    const answer = await call(index < 7 ? 'shop' : 'getOrder', 'o-owner', event);
    expect(answer).toMatchObject({ ok: true, data: { shopKey: expect.any(String) as string } });
    keys.push('data' in answer && (answer.data as { readonly shopKey: string }).shopKey);
  }
  return keys;
}

describe('the key of a shop', () => {
  it('is random, comes with me and every answer to staff, and stays with another owner’s claim', async () => {
    const keys: unknown[] = [];
    for (let n = 0; n < 2; n += 1) {
      const { world } = await setUpTwoStores(shopWorld());
      for (const orderId of ['A-1288', 'B-1288']) {
        world.orders.set(`shop-one//${orderId}`, 301);
        await world.call('getOrder', 'o-owner', { action: 'look-up', orderId });
      }
      const later = world.instance({ ...SETTINGS, OWNER_SETUP_CODE: SECOND_CODE });
      const claimed = await later.shop('o-b', 'claim', { code: SECOND_CODE, name: '乙' });
      const told = new Set([...(await keysToldBy(world)), 'shopKey' in claimed && claimed.shopKey]);
      expect(told.size).toBe(1);
      keys.push(...told);
    }
    expect(keys[0]).toMatch(/^[\da-f-]{36}$/);
    expect(keys[0]).not.toBe(keys[1]);
  });

  it('is left out where the shop’s document cannot be read, and keeps nobody out', async () => {
    put('shop', 'shop', { ownerIds: 7 });
    const me = await owner('me', {});
    expect(me).toMatchObject({ role: 'owner' });
    expect(me).not.toHaveProperty('shopKey');
    expect(await owner('list-stores', {})).not.toHaveProperty('shopKey');
  });
});

describe('claiming the shop', () => {
  it('is still offered, and goes on, where it ended before there was an owner', async () => {
    const world = shopWorld();
    const real = world.memory.database().collection;
    const add = jest
      .spyOn(world.memory.database(), 'collection')
      .mockImplementation((name) => ({
        ...real(name),
        add: (document) =>
          document.data['_id'] === 'shop'
            ? Promise.reject(new SdkError(-502001))
            : real(name).add(document),
      }));
    await expect(world.shop('o-a', 'claim', CODE)).rejects.toThrow('database-failed');
    add.mockRestore();
    expect(await world.shop('o-a', 'me', {})).toEqual({ kind: 'stranger', claimable: true });
    await expect(world.shop('o-b', 'claim', CODE)).rejects.toThrow('setup-code-rejected');
    expect(await world.shop('o-a', 'claim', CODE)).toMatchObject({ role: 'owner' });
    expect(await world.shop('o-b', 'me', {})).toEqual({ kind: 'stranger', claimable: false });
  });

  it('makes whoever knows the code the owner of all stores, once', async () => {
    const world = shopWorld();
    expect(await world.shop('o-a', 'me', {})).toEqual({ kind: 'stranger', claimable: true });
    const owner = { kind: 'member', name: '店主', role: 'owner', stores: 'all', expiresAt: null };
    expect(await world.shop('o-a', 'claim', CODE)).toMatchObject(owner);
    await expect(world.shop('o-b', 'claim', CODE)).rejects.toThrow('setup-code-rejected');
    expect(await world.shop('o-b', 'me', {})).toEqual({ kind: 'stranger', claimable: false });
    expect((await world.shop('o-a', 'list-audit', { before: null })).lines).toMatchObject([
      { act: 'claim', staffId: staffIdFor('o-b'), outcome: 'refused' },
      { act: 'claim', staffId: staffIdFor('o-a'), outcome: 'done', who: '店主' },
    ]);
  });

  it('is refused to a caller of whom WeChat tells no mini-program', async () => {
    const world = shopWorld();
    world.callers.appId = '';
    const claim = () => world.shop('o-owner', 'claim', CODE);
    await expect(claim()).rejects.toThrow('source-not-accepted');
    world.callers.appId = APP_ID;
    expect(await claim()).toMatchObject({ role: 'owner' });
  });

  it('with two at once makes one owner', async () => {
    for (let round = 0; round < 20; round += 1) {
      const world = shopWorld();
      const people = ['o-a', 'o-b', 'o-c'];
      const calls = people.map((openId) => world.shop(openId, 'claim', CODE));
      const claims = await Promise.allSettled(calls);
      const owners = people.filter((_, n) => claims[n]?.status === 'fulfilled');
      expect(owners).toHaveLength(1);
      const { members } = await world.shop(owners[0] ?? '', 'list-people', {});
      expect(members).toHaveLength(1);
    }
  });

  it('goes on where it ended half-way', async () => {
    const world = shopWorld();
    for (let attempt = 0; attempt < 2; attempt += 1) {
      expect(await world.shop('o-a', 'claim', CODE)).toMatchObject({ role: 'owner' });
      await expect(world.shop('o-b', 'claim', CODE)).rejects.toThrow('setup-code-rejected');
      // The function ended after it wrote the shop's document, and before the person's.
      world.memory.collection(COLLECTIONS.staff)?.clear();
    }
  });

  it('is possible once more with a new code, also when the owner has left', async () => {
    const world = shopWorld();
    await world.shop('o-a', 'claim', CODE);
    const later = world.instance({ ...SETTINGS, OWNER_SETUP_CODE: SECOND_CODE });
    expect(await later.shop('o-b', 'me', {})).toEqual({ kind: 'stranger', claimable: true });
    const claimed = await later.shop('o-b', 'claim', { code: SECOND_CODE, name: '乙' });
    expect(claimed).toMatchObject({ role: 'owner' });
    await expect(later.shop('o-c', 'claim', CODE)).rejects.toThrow('setup-code-rejected');
    await later.shop('o-a', 'leave', {});
    expect(await later.shop('o-a', 'me', {})).toMatchObject({ kind: 'stranger' });
    await expect(world.shop('o-a', 'claim', CODE)).rejects.toThrow('setup-code-rejected');
  });

  it.each([
    ['there is no code', {}, '缺少 OWNER_SETUP_CODE'],
    ['the code is short', { OWNER_SETUP_CODE: 'x7Kp2mQ9vT4wZ8r' }, '太短：至少 16 位'],
  ])('says what to set when %s', async (_name, settings, words) => {
    const world = shopWorld(settings);
    const event = { action: 'claim', code: '1234567890123456', name: '店主' };
    expect(await world.call('shop', 'o-a', event)).toMatchObject({
      error: { code: 'settings-missing', message: expect.stringContaining(words) as string },
    });
    const claimable = 'OWNER_SETUP_CODE' in settings;
    expect(await world.shop('o-a', 'me', {})).toEqual({ kind: 'stranger', claimable });
  });

  it.each(['', ' ', '名'.repeat(21), '店\u200B主', '店\n主', '\u3164', '店\u2800主', '\uFE0F', 7])(
    'takes %j for no name',
    async (name) => {
      const answer = await shopWorld().call('shop', 'o-a', { ...CODE, action: 'claim', name });
      expect(answer).toHaveProperty('error.code', 'bad-request');
    },
  );

  it('takes a name of 20 characters, without the spaces around it', async () => {
    const name = '😀'.repeat(20);
    const claimed = await shopWorld().shop('o-a', 'claim', { ...CODE, name: `  ${name} ` });
    expect(claimed).toMatchObject({ name });
  });
});

it('what somebody says of themselves counts for nothing: openid, role and stores in the event are not read', async () => {
  const stores = [shop.stores.one];
  const openId = 'o-owner';
  const userInfo = { openId, appId: APP_ID };
  const boast = { openid: openId, openId, role: 'owner', userInfo, staff: { role: 'owner' } };
  const { secret } = await owner('invite', { role: 'clerk', stores });
  const event = { action: 'accept-invite', secret, name: '小王', ...boast, stores: 'all' };
  const accepted = await world.call('shop', 'o-new', event);
  expect(accepted).toMatchObject({ data: { role: 'clerk', stores } });
});

it('whoever waits to be let in is told that their invite cannot be read, and of one that can be', async () => {
  /** Accepts a new invite for a manager. @returns its id */
  const accept = async (): Promise<string> => {
    const asked = { role: 'manager', stores: [shop.stores.one] } as const;
    const { inviteId, secret } = await owner('invite', asked);
    await world.shop('o-new', 'accept-invite', { secret, name: '小王' });
    return inviteId;
  };
  put('invites', await accept(), { role: undefined });
  await expect(world.shop('o-new', 'me', {})).rejects.toThrow('unreadable-document');
  expect(world.log.at(-1)).toContain(`"unreadable":"${COLLECTIONS.invites}: role"`);
  await accept();
  expect(await world.shop('o-new', 'me', {})).toMatchObject({ kind: 'waiting', name: '小王' });
});
