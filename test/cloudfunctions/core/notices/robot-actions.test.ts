import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { robotStateId } from '../../../../cloudfunctions/core/notices/send-state';
import { HOUR } from '../../../support/delivery-reports';
import { FEISHU_ADDRESS, ROBOT_KEY, textsOf, WECOM_ADDRESS } from '../../../support/fake-robots';
import { shop, world, auditLines, codeOf, owner, put, stored } from '../../../support/fresh-shop';
import { openRobot } from '../../../support/told-shop';
import { failing } from '../../../support/write-hooks';
import { changeStore, join } from '../../../support/two-store-shop';

const TRIAL = '一店接上了，出了事会在这里说';

const draft = (more: object = {}) => {
  return { storeId: shop.stores.one, address: WECOM_ADDRESS, signSecret: null, ...more };
};
const robotsOf = async (openId = 'o-owner') => (await world.shop(openId, 'list-robots', {})).robots;
const robotOne = async () => (await robotsOf()).find(({ storeId }) => storeId === shop.stores.one);
const limitOf = (storeId: string) => stored('limits', robotStateId(storeId));
const tryStored = () => owner('try-robot', { storeId: shop.stores.one });

describe('list-robots', () => {
  it('lists each store of the caller by name, with a robot or without, and no address', async () => {
    await openRobot(world, shop.stores.one);
    const none = { sentAt: null, problem: null, quiet: null };
    const [two, one] = [
      { storeId: shop.stores.two, storeName: '二店', kind: null, ...none },
      { storeId: shop.stores.one, storeName: '一店', kind: 'wecom', ...none },
    ];
    expect(await robotsOf()).toEqual([two, one]);
    expect(await robotsOf('o-manager')).toEqual([one]);
  });

  it('says when the key fits no more, as after it was copied from another store', async () => {
    await openRobot(world, shop.stores.one);
    const { robot, robotKind } = stored('stores', shop.stores.one) ?? {};
    put('stores', shop.stores.two, { robot, robotKind });
    expect((await robotsOf())[0]).toMatchObject({
      kind: 'wecom',
      problem: '地址读不出来了：再贴一次。',
    });
    const trying = owner('try-robot', { storeId: shop.stores.two });
    await expect(trying).rejects.toThrow('secret-needed');
  });
});

describe('try-robot', () => {
  it('sends one sentence to the address that was built from the pasted key', async () => {
    await world.shop('o-manager', 'try-robot', draft({ address: ` ${WECOM_ADDRESS}\n` }));
    expect(world.robots.sent).toEqual([
      { url: WECOM_ADDRESS, text: TRIAL, body: { msgtype: 'text', text: { content: TRIAL } } },
    ]);
    expect(await robotOne()).toMatchObject({ kind: null, sentAt: null });
  });

  it('signs for 飞书 where a secret is entered, and never for 企业微信', async () => {
    const signSecret = ' secret ';
    await owner('try-robot', draft({ address: FEISHU_ADDRESS, signSecret }));
    await owner('try-robot', draft({ address: FEISHU_ADDRESS, signSecret: ' ' }));
    await owner('try-robot', draft({ signSecret }));
    const signs = world.robots.sent.map(({ body }) => 'sign' in body);
    expect(signs).toEqual([true, false, false]);
  });

  it('uses the stored robot, and clears what was wrong with it', async () => {
    await openRobot(world, shop.stores.one, FEISHU_ADDRESS);
    world.robots.answer = { code: 19024 };
    await expect(tryStored()).rejects.toThrow('robot-refused');
    expect((await robotOne())?.problem).toContain('关键词');
    world.robots.answer = { code: 0 };
    await tryStored();
    expect(await robotOne()).toMatchObject({ problem: null, sentAt: world.clock.now });
  });

  it('writes into a group five times an hour and store', async () => {
    const outcomes: string[] = [];
    const attempt = async (input: object = {}) => {
      const event = { action: 'try-robot', ...draft(input) };
      outcomes.push(await codeOf(world.call('shop', 'o-owner', event)));
    };
    for (let n = 0; n < 6; n += 1) await attempt();
    await attempt({ storeId: shop.stores.two });
    world.clock.now += HOUR;
    await attempt();
    expect(outcomes).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'too-frequent', 'ok', 'ok']);
  });

  it.each([
    ['a store that does not exist', () => draft({ storeId: 'no-such-store' }), 'no-such-entry'],
    ['a store without a robot', () => ({ storeId: shop.stores.one }), 'no-such-entry'],
    [
      'another address',
      () => draft({ address: 'https://example.com/?key=1' }),
      'robot-address-wrong',
    ],
  ])('of %s sends nothing, and counts nothing', async (_what, input, code) => {
    const given = input();
    await expect(owner('try-robot', given)).rejects.toThrow(code);
    expect(textsOf(world.robots)).toEqual([]);
    expect(limitOf(given.storeId)).toBeUndefined();
  });
});

describe('a stored robot', () => {
  it('keeps no key in the clear, and its changes stand in the audit log', async () => {
    await world.shop('o-manager', 'save-robot', draft());
    const quiet = { from: 23, to: 7 };
    await world.shop('o-manager', 'save-quiet-hours', { storeId: shop.stores.one, quiet });
    expect(await robotOne()).toMatchObject({ kind: 'wecom', quiet });
    await world.shop('o-manager', 'remove-robot', { storeId: shop.stores.one });
    expect(await robotOne()).toMatchObject({ kind: null, quiet });
    expect(JSON.stringify(world.memory.dump())).not.toContain(ROBOT_KEY);
    const lines = await auditLines();
    expect(lines.slice(0, 3).map(({ act, about }) => `${act} ${about}`)).toEqual([
      ...['remove-robot 一店', 'save-quiet-hours 一店', 'save-robot 一店'],
    ]);
  });

  it('that is entered again begins without the last one’s failure', async () => {
    await openRobot(world, shop.stores.one);
    world.robots.answer = { errcode: 93000 };
    await expect(tryStored()).rejects.toThrow('robot-refused');
    expect(await owner('save-robot', draft())).toMatchObject({ problem: null });
    expect(limitOf(shop.stores.one)).toMatchObject({ pausedUntil: 0 });
  });

  it('that could not be entered keeps the last one’s failure', async () => {
    await openRobot(world, shop.stores.one);
    world.robots.answer = { errcode: 93000 };
    await expect(tryStored()).rejects.toThrow('robot-refused');
    const restore = failing(world.memory, COLLECTIONS.stores, 'update');
    await expect(owner('save-robot', draft())).rejects.toThrow('database-failed');
    restore();
    expect((await robotOne())?.problem).toContain('企业微信');
  });

  it('survives that the store is saved, and ends with it', async () => {
    await openRobot(world, shop.stores.one);
    await changeStore(shop, { version: 2, name: '新店' });
    expect(await robotOne()).toMatchObject({ storeName: '新店', kind: 'wecom' });
  });

  it('of another store is nobody’s business', async () => {
    await join(world, 'o-other', 'manager', [shop.stores.two]);
    for (const action of ['save-robot', 'try-robot'] as const)
      await expect(world.shop('o-other', action, draft())).rejects.toThrow('no-such-entry');
    expect(textsOf(world.robots)).toEqual([]);
  });
});
