import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { robotStateId } from '../../../../cloudfunctions/core/notices/send-state';
import { FEISHU_ADDRESS, ROBOT_KEY, textsOf, WECOM_ADDRESS } from '../../../support/fake-robots';
import { openRobot } from '../../../support/told-shop';
import type { ShopWorld } from '../../../support/shop-world';
import { failing } from '../../../support/write-hooks';
import { type TwoStoreShop, join, twoStoreShop } from '../../../support/two-store-shop';

const HOUR = 3_600_000;
const TRIAL = '一店接上了，出了事会在这里说';

let world: ShopWorld;
let stores: TwoStoreShop['stores'];

beforeEach(async () => {
  ({ world, stores } = await twoStoreShop());
});

const draft = (more: object = {}) => ({
  ...{ storeId: stores.one, address: WECOM_ADDRESS, signSecret: null },
  ...more,
});
const robotsOf = async (openId = 'o-owner') => (await world.shop(openId, 'list-robots', {})).robots;
const robotOne = async () => (await robotsOf()).find(({ storeId }) => storeId === stores.one);
const limitOf = (storeId: string) =>
  world.memory.collection(COLLECTIONS.limits)?.get(robotStateId(storeId));

describe('list-robots', () => {
  it('lists each store of the caller by name, with a robot or without, and no address', async () => {
    await openRobot(world, stores.one);
    const none = { sentAt: null, problem: null, quiet: null };
    const [two, one] = [
      { storeId: stores.two, storeName: '二店', kind: null, ...none },
      { storeId: stores.one, storeName: '一店', kind: 'wecom', ...none },
    ];
    expect(await robotsOf()).toEqual([two, one]);
    expect(await robotsOf('o-manager')).toEqual([one]);
  });

  it('says when the key fits no more, as after it was copied from another store', async () => {
    await openRobot(world, stores.one);
    const held = world.memory.collection(COLLECTIONS.stores);
    const { robot, robotKind } = held?.get(stores.one) ?? {};
    const copied = { ...held?.get(stores.two), robot, robotKind, _id: stores.two };
    world.memory.put(COLLECTIONS.stores, copied);
    expect((await robotsOf())[0]).toMatchObject({
      kind: 'wecom',
      problem: '地址读不出来了：再贴一次。',
    });
    await expect(world.shop('o-owner', 'try-robot', { storeId: stores.two })).rejects.toThrow(
      'secret-needed',
    );
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
    await world.shop('o-owner', 'try-robot', draft({ address: FEISHU_ADDRESS, signSecret }));
    await world.shop('o-owner', 'try-robot', draft({ address: FEISHU_ADDRESS, signSecret: ' ' }));
    await world.shop('o-owner', 'try-robot', draft({ signSecret }));
    const signs = world.robots.sent.map(({ body }) => 'sign' in body);
    expect(signs).toEqual([true, false, false]);
  });

  it('uses the stored robot, and clears what was wrong with it', async () => {
    await openRobot(world, stores.one, FEISHU_ADDRESS);
    world.robots.answer = { code: 19024 };
    const trying = world.shop('o-owner', 'try-robot', { storeId: stores.one });
    await expect(trying).rejects.toThrow('robot-refused');
    expect((await robotOne())?.problem).toContain('关键词');
    world.robots.answer = { code: 0 };
    await world.shop('o-owner', 'try-robot', { storeId: stores.one });
    expect(await robotOne()).toMatchObject({ problem: null, sentAt: world.clock.now });
  });

  it('writes into a group five times an hour and store', async () => {
    const outcomes: string[] = [];
    const attempt = (input: ReturnType<typeof draft>): Promise<unknown> =>
      world.shop('o-owner', 'try-robot', input).then(
        () => outcomes.push('ok'),
        (error: unknown) => outcomes.push(String(error)),
      );
    for (let n = 0; n < 6; n += 1) await attempt(draft());
    await attempt(draft({ storeId: stores.two }));
    world.clock.now += HOUR;
    await attempt(draft());
    expect(outcomes).toEqual([
      ...['ok', 'ok', 'ok', 'ok', 'ok', 'Error: too-frequent', 'ok', 'ok'],
    ]);
  });

  it.each([
    ['a store that does not exist', () => draft({ storeId: 'no-such-store' }), 'no-such-entry'],
    ['a store without a robot', () => ({ storeId: stores.one }), 'no-such-entry'],
    [
      'another address',
      () => draft({ address: 'https://example.com/?key=1' }),
      'robot-address-wrong',
    ],
  ])('of %s sends nothing, and counts nothing', async (_what, input, code) => {
    const given = input();
    await expect(world.shop('o-owner', 'try-robot', given)).rejects.toThrow(code);
    expect(textsOf(world.robots)).toEqual([]);
    expect(limitOf(given.storeId)).toBeUndefined();
  });
});

describe('a stored robot', () => {
  it('keeps no key in the clear, and its changes stand in the audit log', async () => {
    await world.shop('o-manager', 'save-robot', draft());
    await world.shop('o-manager', 'save-quiet-hours', {
      ...{ storeId: stores.one, quiet: { from: 23, to: 7 } },
    });
    expect(await robotOne()).toMatchObject({ kind: 'wecom', quiet: { from: 23, to: 7 } });
    await world.shop('o-manager', 'remove-robot', { storeId: stores.one });
    expect(await robotOne()).toMatchObject({ kind: null, quiet: { from: 23, to: 7 } });
    expect(JSON.stringify(world.memory.dump())).not.toContain(ROBOT_KEY);
    const { lines } = await world.shop('o-owner', 'list-audit', { before: null });
    expect(lines.slice(0, 3).map(({ act, about }) => `${act} ${about}`)).toEqual([
      ...['remove-robot 一店', 'save-quiet-hours 一店', 'save-robot 一店'],
    ]);
  });

  it('that is entered again begins without the last one’s failure', async () => {
    await openRobot(world, stores.one);
    world.robots.answer = { errcode: 93000 };
    const trying = world.shop('o-owner', 'try-robot', { storeId: stores.one });
    await expect(trying).rejects.toThrow('robot-refused');
    expect(await world.shop('o-owner', 'save-robot', draft())).toMatchObject({ problem: null });
    expect(limitOf(stores.one)).toMatchObject({ pausedUntil: 0 });
  });

  it('that could not be entered keeps the last one’s failure', async () => {
    await openRobot(world, stores.one);
    world.robots.answer = { errcode: 93000 };
    const trying = world.shop('o-owner', 'try-robot', { storeId: stores.one });
    await expect(trying).rejects.toThrow('robot-refused');
    const restore = failing(world.memory, COLLECTIONS.stores, 'update');
    await expect(world.shop('o-owner', 'save-robot', draft())).rejects.toThrow('database-failed');
    restore();
    expect((await robotOne())?.problem).toContain('企业微信');
  });

  it('survives that the store is saved, and ends with it', async () => {
    const spare = (await world.shop('o-owner', 'list-stores', {})).stores.find(
      ({ storeId }) => storeId === stores.two,
    );
    if (spare === undefined) throw new Error('There is no second store.');
    await openRobot(world, spare.storeId);
    const version = spare.version + 1;
    await world.shop('o-owner', 'save-store', { ...spare, version, name: '新店' });
    expect((await robotsOf()).find(({ storeName }) => storeName === '新店')?.kind).toBe('wecom');
  });

  it('of another store is nobody’s business', async () => {
    await join(world, 'o-other', 'manager', [stores.two]);
    for (const action of ['save-robot', 'try-robot'] as const)
      await expect(world.shop('o-other', action, draft())).rejects.toThrow('no-such-entry');
    expect(textsOf(world.robots)).toEqual([]);
  });
});
