import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import type { RegisterResult } from '../../../../cloudfunctions/core/board/register';
import { boardPhone, lookUpAll, named, told } from '../../../support/board-phone';
import { NOON, SECOND, MINUTE } from '../../../support/delivery-reports';
import {
  shop,
  world,
  auditLines,
  codeOf,
  dataOf,
  newKey,
  owner,
  put,
  stored,
  storedIn,
} from '../../../support/fresh-shop';

let key: string;
let keyId: string;

beforeEach(async () => {
  ({ key, keyId } = await newKey());
});

/** Calls `register` as WeChat does for who has the access_token. */
const called = (input: object, openId = '') =>
  world.call('getOrder', openId, { action: 'register', key, ...input }, 'wx_http');

const register = async (...orders: readonly unknown[]) =>
  (await dataOf(called({ orders }))) as RegisterResult;

const deliveries = () => storedIn('deliveries');

describe('a registered order', () => {
  it('stands on the board of its store as one that WeChat does not know, with its note', async () => {
    const all = { taken: 1, malformed: [], left: [] };
    expect(await register({ orderId: 'A', note: '3 楼 13800001234' })).toEqual(all);
    const phone = boardPhone(world, 'o-clerk');
    const { board, asked } = await phone.refresh({ isOpening: true });
    expect(board.rows).toMatchObject([
      { kind: 'awaited', orderId: 'A', broughtAt: NOON, broughtBy: '收银系统', isRegistered: true },
    ]);
    expect(JSON.stringify(board)).not.toContain('13800001234');
    expect(board.rows[0]?.note).toMatch(/^3 楼 138\*+1234$/);
    expect(asked).toEqual([]);
  });

  it('is asked for at once, 1, 3, 10 and 30 minutes later by an open board, and by no other', async () => {
    await register({ orderId: 'A' });
    const phone = boardPhone(world, 'o-clerk');
    const times: number[] = [];
    for (let second = 0; second <= 45 * 60; second += 20) {
      world.clock.now = NOON + second * SECOND;
      if ((await phone.refresh()).asked.length > 0) times.push(second / 60);
    }
    expect(times).toEqual([0, 1, 3, 10, 30]);
    for (const count of ['questions', 'unknownIds'])
      expect(stored('staff', 'o-clerk')).not.toHaveProperty(count);
    expect(stored('limits', 'questions')).toMatchObject({ day: 5 });
  });

  it('is asked for when a board opens, however late, and is an order like others once WeChat knows it', async () => {
    await register({ orderId: 'A', note: '靠窗' });
    world.orders.set('shop-one//A', 301);
    world.clock.now += 40 * MINUTE;
    const phone = boardPhone(world, 'o-clerk');
    const { board } = await phone.refresh({ isOpening: true });
    expect(board.nextAskMs).toBe(5 * SECOND);
    expect((await phone.refresh()).asked).toEqual(['A']);
    await phone.refresh();
    expect(told(phone.rows())).toEqual(['A delivering']);
    expect(phone.rows()).toMatchObject([{ note: '靠窗' }]);
    const owners = (await boardPhone(world, 'o-owner').refresh()).board.rows;
    expect(owners).toMatchObject([{ orderId: 'A', store: '一店' }]);
  });

  it('that is on record keeps all that is known, and gets its note', async () => {
    world.orders.set('shop-one//A', 301);
    await lookUpAll(world, 'o-clerk', 'A');
    const { attempts, known } = stored('deliveries', 'A') ?? {};
    await register({ orderId: 'A', note: '靠窗' });
    expect(stored('deliveries', 'A')).toMatchObject({ attempts, known, isKnown: true });
    const { rows } = (await boardPhone(world, 'o-clerk').refresh()).board;
    expect(rows).toMatchObject([{ kind: 'known', note: '靠窗' }]);
  });
});

describe('the answer to register', () => {
  it('tells how many were taken, and which were malformed', async () => {
    const orders = [
      { orderId: 'A' },
      { orderId: '' },
      'B',
      { orderId: '__proto__' },
      { orderId: 'C', note: 'x'.repeat(21) },
      { orderId: 'D\u0000' },
      { orderId: 'A' },
    ];
    expect(await register(...orders)).toEqual({ taken: 2, malformed: [1, 2, 4, 5], left: [] });
    expect([...deliveries().keys()].sort()).toEqual(['A', '__proto__']);
  });

  it.each([
    ['101 orders', { orders: named(101).map((orderId) => ({ orderId })) }, 'bad-request'],
    ['no orders', { orders: [] }, 'bad-request'],
    ['no key', { key: '', orders: [{ orderId: 'A' }] }, 'bad-request'],
    ['an odd key', { key: '__proto__', orders: [{ orderId: 'A' }] }, 'not-allowed'],
    ['a store of nobody', { storeId: 'no-such', orders: [{ orderId: 'A' }] }, 'no-such-entry'],
  ])('of %s is a refusal, and nothing is written', async (_what, input, code) => {
    expect(await codeOf(called(input))).toBe(code);
    expect(deliveries().size).toBe(0);
  });

  it('comes within 5 s of the call’s start, however long what precedes the writing takes', async () => {
    let requests = 0;
    let passedMs = 60_000;
    jest.spyOn(process, 'uptime').mockImplementation(() => passedMs / 1000);
    const { collection } = world.memory.database();
    jest.spyOn(world.memory.database(), 'collection').mockImplementation((name) => {
      requests += 1;
      passedMs += requests <= 6 ? 350 : 40;
      return collection(name);
    });
    const { taken, left } = await register(...named(100).map((orderId) => ({ orderId })));
    jest.restoreAllMocks();
    expect(passedMs).toBeLessThan(65_000);
    expect(taken).toBeGreaterThan(0);
    expect(deliveries().size).toBe(taken);
    expect(taken + left.length).toBe(100);
  });

  it('leaves over what the database does not write in time', async () => {
    jest.useFakeTimers();
    const real = world.memory.database().collection.bind(null);
    jest
      .spyOn(world.memory.database(), 'collection')
      .mockImplementation((name) => ({
        ...real(name),
        ...(name === COLLECTIONS.deliveries ? { add: () => new Promise(() => undefined) } : {}),
      }));
    const answer = register({ orderId: 'A' });
    await jest.advanceTimersByTimeAsync(4600);
    jest.useRealTimers();
    jest.restoreAllMocks();
    const left = [{ orderId: 'A', reason: 'no-time' }];
    expect(await answer).toEqual({ taken: 0, malformed: [], left });
  });
});

describe('a register key', () => {
  const orders = [{ orderId: 'A' }];

  it('is stored as a hash only, shown once, and on record', async () => {
    const [, secret = ''] = key.split('.');
    expect(Buffer.from(secret, 'base64url')).toHaveLength(16);
    expect(JSON.stringify(world.memory.dump())).not.toContain(secret);
    const { keys } = await owner('list-register-keys', {});
    expect(keys).toEqual([
      { keyId, label: '收银系统', stores: [shop.stores.one], madeBy: '店主', madeAt: NOON },
    ]);
    await owner('revoke-register-key', { keyId });
    const lines = await auditLines();
    expect(lines.map(({ act, about }) => `${act} ${about}`)).toEqual(
      expect.arrayContaining(['make-register-key 收银系统', 'revoke-register-key 收银系统']),
    );
  });

  it('that is wrong, of another store, or revoked registers nothing', async () => {
    for (const wrong of [`${keyId}.wrong`, `no-such.${key.split('.')[1]}`])
      expect(await codeOf(called({ key: wrong, orders }))).toBe('not-allowed');
    expect(await codeOf(called({ storeId: shop.stores.two, orders }))).toBe('no-such-entry');
    await owner('revoke-register-key', { keyId });
    expect(await codeOf(called({ orders }))).toBe('not-allowed');
    expect(deliveries().size).toBe(0);
  });

  it('of several stores has to say which', async () => {
    ({ key } = await newKey('两店', [shop.stores.one, shop.stores.two]));
    expect(await codeOf(called({ orders }))).toBe('no-such-entry');
    expect(await codeOf(called({ storeId: shop.stores.two, orders }))).toBe('ok');
  });

  it('has thirty tries a minute together with all others, counted before it is compared', async () => {
    const tries = Array.from({ length: 40 }, () => codeOf(called({ key: 'a.wrong', orders })));
    const codes = await Promise.all(tries);
    expect(codes.filter((code) => code === 'not-allowed')).toHaveLength(30);
    expect(codes.filter((code) => code === 'too-frequent')).toHaveLength(10);
    expect(await codeOf(called({ orders }))).toBe('too-frequent');
    world.clock.now += MINUTE;
    expect(await codeOf(called({ orders }))).toBe('ok');
  });

  it('that is wrong uses up none of the day’s orders', async () => {
    const hundred = named(100).map((orderId) => ({ orderId }));
    const wrong = () => codeOf(called({ key: `${keyId}.wrong`, orders: hundred }));
    for (let n = 0; n < 60; n += 1) {
      if (n % 30 === 0) world.clock.now += MINUTE;
      expect(await wrong()).toBe('not-allowed');
    }
    world.clock.now += MINUTE;
    expect(await codeOf(called({ orders: hundred }))).toBe('ok');
    expect(stored('limits', 'register')).toMatchObject({ orders: 100 });
  });

  it('has five thousand orders a day, counted before they are written', async () => {
    put('limits', 'register', { orders: 4999, ordersSince: NOON, version: 1 });
    expect(await codeOf(called({ orders: [...orders, { orderId: 'B' }] }))).toBe('too-frequent');
    expect(deliveries().size).toBe(0);
    expect(await codeOf(called({ orders }))).toBe('ok');
  });

  it('is one of ten at most, for stores that there are', async () => {
    await expect(newKey('空', [])).rejects.toThrow('no-such-entry');
    await expect(newKey('错', ['no-such'])).rejects.toThrow('no-such-entry');
    for (let n = 1; n < 10; n += 1) await newKey(`系统 ${n}`);
    await expect(newKey('多')).rejects.toThrow('limit-reached');
    await expect(owner('revoke-register-key', { keyId: 'no' })).rejects.toThrow('no-such-entry');
  });
});
