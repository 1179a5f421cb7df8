import { APP_ID, MALL } from '../../../support/fake-wechat';
import { SETUP_CODE } from '../../../support/shop-world';
import { APP_SECRET, changeAccount, NEW_ACCOUNT } from '../../../support/two-store-shop';
import { shop, world, lookUp, stored, put, storedIn, owner } from '../../../support/fresh-shop';

const save = (more: Partial<Record<'appId' | 'name' | 'secret', string>> = {}) =>
  owner('save-mini-program', { ...MALL, ...more });
const list = async () => (await owner('list-mini-programs', {})).miniPrograms;
const remove = (appId: string, version = 1) =>
  world.call('shop', 'o-owner', { action: 'remove-mini-program', appId, version });

/** Saves an account of the mall for the first store. */
function saveMallAccount(): Promise<unknown> {
  return owner('save-account', {
    ...NEW_ACCOUNT,
    appId: MALL.appId,
    label: '商城的闪送',
    shopId: 'shop-one',
    secret: 'secret-of-the-malls-account',
    bindings: [{ storeId: shop.stores.one, shopNo: 'MALL' }],
  });
}

describe('the mini-programs', () => {
  it('are the staff’s own one, from the claim on, and those that the owner adds', async () => {
    await save();
    const paidOrders = { isOn: false, stoppedAt: null, match: null };
    const each = { version: 1, isForeign: false, secret: 'set', paidOrders };
    expect(await list()).toEqual([
      { ...each, appId: MALL.appId, name: MALL.name, isOwn: false },
      { ...each, appId: APP_ID, name: '骑手在哪', isOwn: true },
    ]);
    const everywhere = JSON.stringify([world.memory.dump(), world.log, await list()]);
    for (const secret of [MALL.secret, APP_SECRET]) expect(everywhere).not.toContain(secret);
  });

  it('change their name or secret where the AppID is there already, and nothing else', async () => {
    await save();
    const secret = stored('miniPrograms', MALL.appId)?.['appSecret'];
    await owner('save-mini-program', { ...MALL, name: ' 茶小满 ', secret: null });
    expect(stored('miniPrograms', MALL.appId)).toMatchObject({ name: '茶小满', appSecret: secret });
    expect(await list()).toHaveLength(2);
  });

  it.each(['wx6d20', 'WX6D20000000041C8A', 'gh_6d20000000041c8a'])(
    'have AppIDs: not %s',
    async (appId) => {
      await expect(save({ appId })).rejects.toThrow('bad-request');
    },
  );

  it('are twenty at most, also when two are added at once', async () => {
    const appId = (n: number): string => `wx${n.toString(16).padStart(16, '0')}`;
    const add = (n: number) => save({ appId: appId(n), name: `商城 ${n}` });
    for (let n = 1; n <= 18; n += 1) await add(n);
    const both = await Promise.allSettled([add(19), add(20)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await save({ appId: appId(1), name: '换个名字' });
  });

  it.each(['茶小满点单', '骑手在哪'])('have names of their own: not %s twice', async (name) => {
    await save();
    const input = { appId: 'wx6d20000000000001', name: ` ${name}`, secret: null };
    const answer = await world.call('shop', 'o-owner', { action: 'save-mini-program', ...input });
    const message = `已经有一个叫“${name}”的小程序了。`;
    expect(answer).toMatchObject({ error: { code: 'name-taken', message } });
  });

  it('of another shop are named, never used, never overwritten, and can be deleted', async () => {
    const left = { version: 3, shopKey: 'another', appSecret: 'x', name: '别家' };
    put('miniPrograms', MALL.appId, left);
    const listed = { name: '别家', isForeign: true, version: 3 };
    expect(await list()).toContainEqual(expect.objectContaining(listed));
    await expect(save()).rejects.toThrow('mini-program-in-use');
    await expect(saveMallAccount()).rejects.toThrow('no-such-entry');
    const { lines } = await owner('self-check', {});
    const line = { check: 'settings', finding: 'left-by-another-shop', about: '', value: '别家' };
    expect(lines).toContainEqual(line);
    expect(await remove(MALL.appId, 3)).toMatchObject({ ok: true });
    await save();
  });
});

describe('removing a mini-program', () => {
  it('is refused while accounts belong to it, with their names', async () => {
    await save();
    await saveMallAccount();
    expect(await remove(MALL.appId)).toMatchObject({
      error: { code: 'mini-program-in-use', message: '先删掉它的配送账号：商城的闪送。' },
    });
  });

  it('takes its secret and its stored token along', async () => {
    await save();
    await owner('read-mini-program', { appId: MALL.appId });
    await lookUp('o-owner', 'A');
    put('tokens', `access-token-${MALL.appId}`, { version: 1 });
    expect(await remove(MALL.appId)).toMatchObject({ ok: true });
    expect(await list()).toMatchObject([{ appId: APP_ID }]);
    expect([...storedIn('tokens').keys()]).not.toContain(`access-token-${MALL.appId}`);
    expect(await remove(MALL.appId)).toMatchObject({ error: { code: 'no-such-entry' } });
  });

  it('is never possible for the staff’s own', async () => {
    expect(await remove(APP_ID)).toMatchObject({ error: { code: 'not-allowed' } });
  });
});

describe('reading a mini-program', () => {
  const read = () =>
    world.call('shop', 'o-owner', { action: 'read-mini-program', appId: MALL.appId });

  beforeEach(() => save());

  it('tells what is bound in it, and what is left of its quota', async () => {
    const shops = [
      ['SFTC', 'bound-1', 'account-bound', 'accepted'],
      ['DADA', 'bound-2', 'account-under-review', 'under-review'],
      ['SS', 'bound-3', 'account-refused', 'refused'],
      ['MTPS', 'bound-4', 'refused-otherwise', 'unknown'],
    ] as const;
    world.weChat.bound = shops.map(([companyId, shopId, review]) => ({
      companyId,
      shopId,
      review,
    }));
    const bound = shops.map(([company, shopId, , review]) => ({ company, shopId, review }));
    const quota = { limit: 1000, left: 990 };
    expect(await read()).toMatchObject({ data: { readAt: world.clock.now, bound, quota } });
  });

  it('tells that 即时配送 is not opened, or no quota, as nothing that failed', async () => {
    world.weChat.bound = 'api-not-opened';
    world.weChat.quota = null;
    expect(await read()).toMatchObject({ data: { bound: null, quota: null } });
  });

  it.each(['token-rejected', 'app-secret-frozen', 'ip-not-allowed'] as const)(
    'fails with its name: %s',
    async (code) => {
      world.weChat.refused = { [MALL.appId]: code };
      expect(await read()).toMatchObject({ error: { code, miniProgram: MALL.name } });
    },
  );
});

describe('an account', () => {
  it('never changes its mini-program', async () => {
    await save();
    const { appId } = MALL;
    await expect(changeAccount(shop, { appId })).rejects.toThrow('secret-needed');
    await expect(changeAccount(shop, { appId, secret: 'x' })).rejects.toThrow('bad-request');
  });

  it('may have the shopid of one in another mini-program', async () => {
    await save();
    await saveMallAccount();
    await expect(saveMallAccount()).rejects.toThrow('account-exists');
  });
});

describe('an order', () => {
  beforeEach(async () => {
    await save();
    await saveMallAccount();
    world.orders.set('shop-one/MALL/OF-THE-MALL', 301).set('shop-one//OF-ITS-OWN', 301);
  });

  it('is found where another mini-program has no token, which alone fails, by its name', async () => {
    world.weChat.refused = { [MALL.appId]: 'token-rejected' };
    expect(await lookUp('o-owner', 'OF-ITS-OWN')).toMatchObject({ ok: true });
    const error = { code: 'token-rejected', miniProgram: MALL.name };
    expect(await lookUp('o-owner', 'OF-THE-MALL')).toMatchObject({ error });
    world.weChat.refused = {};
    expect(await lookUp('o-owner', 'OF-THE-MALL')).toMatchObject({ ok: true });
  });

  it('of the same id in two mini-programs is two attempts', async () => {
    // The account that has found the latest order is asked first.
    await lookUp('o-owner', 'OF-THE-MALL');
    world.orders.set('shop-one/MALL/SAME', 302).set('shop-one//SAME', 301);
    expect(await lookUp('o-owner', 'SAME')).toMatchObject({
      data: { status: { name: 'delivering' }, earlier: [{ company: 'SS' }] },
    });
  });
});

describe('an order that nobody knows', () => {
  const answer = (orderId: string, openId = 'o-clerk') => lookUp(openId, orderId);

  it.each(['order-not-found', 'account-not-bound'] as const)(
    'may be another mini-program’s, until one is added or an order found: %s',
    async (code) => {
      world.orders.set('shop-one//ODD', code);
      expect(await answer('ODD')).toMatchObject({ error: { code, isMaybeElsewhere: true } });
      // What is found in another store is none of the clerk's.
      world.orders.set('shop-two//THEIRS', 301).set('shop-one//FOUND', 301);
      await answer('THEIRS', 'o-owner');
      expect(await answer('ANOTHER')).toMatchObject({ error: { isMaybeElsewhere: true } });
      await answer('FOUND');
      expect(await answer('A-THIRD')).toHaveProperty('error.isMaybeElsewhere', undefined);
    },
  );

  it('names the account that lacks a store’s number, until one is entered or an order found', async () => {
    expect(await answer('ODD')).toHaveProperty('error.withoutShopNo', 'SFTC 账号');
    // Whoever sees both stores is told of either account.
    const either = expect.stringMatching(/^(SFTC|DADA) 账号$/) as unknown;
    expect(await answer('ODD', 'o-owner')).toHaveProperty('error.withoutShopNo', either);
    world.orders.set('shop-one//REFUSED', 'account-not-bound').set('shop-one//FOUND', 301);
    expect(await answer('REFUSED')).toHaveProperty('error.withoutShopNo', undefined);
    await answer('FOUND');
    expect(await answer('ANOTHER')).toHaveProperty('error.withoutShopNo', undefined);
    await changeAccount(shop, { bindings: [{ storeId: shop.stores.one, shopNo: 'N-1' }] });
    world.clock.now += 60_000;
    expect(await answer('A-THIRD')).toHaveProperty('error.withoutShopNo', undefined);
  });

  it('is not said to be where a mall has accounts already', async () => {
    await save();
    await saveMallAccount();
    expect(await answer('ODD')).toHaveProperty('error.isMaybeElsewhere', undefined);
  });
});

it('a caller from another mini-program is told so, and can neither claim nor join', async () => {
  const { secret } = await owner('invite', { role: 'clerk', stores: [shop.stores.one] });
  world.callers.appId = MALL.appId;
  for (const action of ['me', 'claim', 'accept-invite']) {
    const event = { action, code: SETUP_CODE, secret, name: '别人' };
    const answer = await world.call('shop', 'o-other', event);
    expect(answer).toHaveProperty('error.code', 'other-mini-program');
  }
});
