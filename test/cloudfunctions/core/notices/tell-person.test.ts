// More than 300 lines: one world for who is told, and for what each answer of WeChat brings.
import type { BoardRequest } from '../../../../miniprogram/contract/board-api';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { boardPhone, lookUpAll } from '../../../support/board-phone';
import { accept, chooseTemplate, messagesOf } from '../../../support/fake-messages';
import { textsOf } from '../../../support/fake-robots';
import { lookUpIn } from '../../../support/look-ups';
import { type ShopWorld, SETTINGS } from '../../../support/shop-world';
import {
  noticesIn,
  noticeStatesIn,
  openRobot,
  seenIn,
  turnIn,
  watchIn,
} from '../../../support/told-shop';
import { type TwoStoreShop, staffIdOf, twoStoreShop } from '../../../support/two-store-shop';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const [UNREACHABLE, BACK, ON_ITS_WAY] = [304, 401, 301];

let world: ShopWorld;
let stores: TwoStoreShop['stores'];

beforeEach(async () => {
  ({ world, stores } = await twoStoreShop());
  await chooseTemplate(world);
});

const seen = (status: number, orderId?: string) => seenIn(world, status, orderId);
const turn = (afterMs?: number) => turnIn(world, afterMs);
const notices = () => noticesIn(world);
const statesOfNotices = () => noticeStatesIn(world);
const told = () => messagesOf(world.messages);
const left = async (openId = 'o-clerk') => (await door(openId)).own.left;
const door = (openId = 'o-clerk') => world.shop(openId, 'message-door', {});
const boardCall = (openId: string, request: Partial<BoardRequest> = {}) =>
  boardPhone(world, openId).refresh(request);

describe('a delivery that needs somebody', () => {
  it('is told once to each person who sees it and has a message left, whoever learns it how often', async () => {
    await accept(world, 'o-clerk', 3);
    await accept(world, 'o-owner');
    await seen(UNREACHABLE);
    expect(told()).toEqual([]);
    await turn(SECOND);
    expect([...told()].sort()).toEqual([
      'o-clerk 1304 联系不上收货人 · 一店',
      'o-owner 1304 联系不上收货人 · 一店',
    ]);
    for (const instance of [world, world.instance(SETTINGS), world]) {
      world.clock.now += MINUTE;
      await lookUpIn(instance, 'o-owner', '20261124-1304');
      await watchIn(instance);
    }
    expect(told()).toHaveLength(2);
    expect(statesOfNotices()).toEqual(['sent', 'sent']);
    expect([await left(), await left('o-owner')]).toEqual([2, 0]);
  });

  it('is told in words without a whole id; its page opens the delivery by the shared link', async () => {
    await accept(world, 'o-clerk');
    await seen(UNREACHABLE);
    await turn(SECOND);
    const [message] = world.messages.sent;
    expect(message).toEqual({
      touser: 'o-clerk',
      template_id: 'tmpl-1',
      page: 'pages/search/search?id=20261124-1304',
      data: {
        thing1: { value: '一店' },
        character_string2: { value: '1304' },
        thing3: { value: '联系不上收货人' },
        time4: { value: expect.stringMatching(/^2026年11月24日 \d\d:\d\d$/) as unknown },
      },
      lang: 'zh_CN',
    });
    const words = JSON.stringify(message?.data);
    for (const secret of ['20261124-1304', '陈师傅', '12012345678', 'o-clerk'])
      expect(words).not.toContain(secret);
    const person = await staffIdOf(world, 'o-clerk');
    expect(notices()).toMatchObject([{ storeId: null, staffId: person }]);
    expect(JSON.stringify(notices())).not.toMatch(/o-clerk|陈师傅|12012345678/);
    expect(world.log.join('')).not.toMatch(/o-clerk|20261124-1304|tmpl-1|陈师傅/);
  });

  it('is told by role: nobody of another store, no reviewer, and one message for all stores', async () => {
    const reviewer = world.memory.collection(COLLECTIONS.staff)?.get('o-reviewer') ?? {};
    const planted = { messagesLeft: 5, messagesFor: 'tmpl-1', allStores: true };
    world.memory.put(COLLECTIONS.staff, { ...reviewer, ...planted, _id: 'o-reviewer' });
    for (const openId of ['o-clerk', 'o-manager', 'o-owner']) await accept(world, openId);
    world.orders.set('shop-two//B-2002', UNREACHABLE);
    await lookUpAll(world, 'o-owner', 'B-2002');
    await turn();
    await turn();
    expect(told()).toEqual(['o-owner 2002 联系不上收货人 · 二店']);
  });

  it('is told by the next call of an open board, but not to who hears its bell', async () => {
    await accept(world, 'o-clerk');
    await accept(world, 'o-manager');
    await seen(UNREACHABLE);
    await boardCall('o-clerk', { isOpening: true, isBellOn: true });
    expect(told()).toEqual([]);
    await boardCall('o-clerk', { isBellOn: true });
    expect(told()).toEqual(['o-manager 1304 联系不上收货人 · 一店']);
    expect(statesOfNotices().sort()).toEqual(['owed', 'sent']);
    world.clock.now += 21 * SECOND;
    await boardCall('o-clerk', { isBellOn: true });
    expect(statesOfNotices().sort()).toEqual(['over', 'sent']);
    await turn(2 * MINUTE);
    expect(told()).toHaveLength(1);
    expect(await left()).toBe(1);
  });

  it('is told to who closes the board before its bell can have rung', async () => {
    await accept(world, 'o-clerk');
    await boardCall('o-clerk', { isBellOn: true });
    await seen(UNREACHABLE);
    await turn(30 * SECOND);
    expect([told(), statesOfNotices()]).toEqual([[], ['owed']]);
    await turn();
    expect(told()).toHaveLength(1);
  });

  it('is told to who hears the bell of another store only', async () => {
    await accept(world, 'o-owner', 2);
    const hears = async (storeId: string) => {
      world.clock.now += 30 * SECOND;
      await boardCall('o-owner', { isBellOn: true, storeId });
    };
    await seen(UNREACHABLE);
    await hears(stores.one);
    await hears(stores.one);
    expect([told(), statesOfNotices()]).toEqual([[], ['over']]);
    await seen(UNREACHABLE, 'A-2002');
    await hears(stores.two);
    expect(told()).toEqual(['o-owner 2002 联系不上收货人 · 一店']);
  });

  it.each([
    ['a minute ago', (now: number) => now - MINUTE],
    ['by a clock that is ahead', (now: number) => now + 2 * SECOND],
  ])('is told to a person whose bell was on %s', async (_when, bellAt) => {
    await accept(world, 'o-clerk');
    await seen(UNREACHABLE);
    const staff = world.memory.collection(COLLECTIONS.staff)?.get('o-clerk') ?? {};
    const at = bellAt(world.clock.now + SECOND);
    world.memory.put(COLLECTIONS.staff, { ...staff, bellAt: at, _id: 'o-clerk' });
    await turn(SECOND);
    expect(told()).toHaveLength(1);
  });

  it('is told again for a worse reason, and in its next life', async () => {
    await accept(world, 'o-clerk', 5);
    for (const status of [UNREACHABLE, BACK, ON_ITS_WAY, UNREACHABLE]) {
      await seen(status);
      await turn();
      world.clock.now += MINUTE;
    }
    expect(told().map((text) => text.split(' ')[2])).toEqual([
      ...['联系不上收货人', '没送成', '联系不上收货人'],
    ]);
  });

  it.each([
    [
      'somebody has acknowledged it',
      () =>
        world.call('getOrder', 'o-manager', {
          ...{ action: 'acknowledge', orderId: '20261124-1304', reason: 'unreachable' },
        }),
    ],
    ['it goes on', () => seen(ON_ITS_WAY)],
  ])('is not told once %s', async (_what, happen) => {
    await accept(world, 'o-clerk');
    await seen(UNREACHABLE);
    world.clock.now += MINUTE;
    await happen();
    await turn();
    await turn();
    expect(told()).toEqual([]);
    expect(statesOfNotices()).toEqual(['over']);
    expect(await left()).toBe(1);
  });

  it.each([
    [
      'somebody acknowledges it',
      () =>
        world.call('getOrder', 'o-manager', {
          ...{ action: 'acknowledge', orderId: 'A-2002', reason: 'unreachable' },
        }),
    ],
    [
      'the owner chooses no template',
      () => world.shop('o-owner', 'save-message-template', { templateId: null, filled: [] }),
    ],
  ])('is not told once %s while another message is being sent', async (_what, happen) => {
    await accept(world, 'o-clerk', 2);
    await seen(UNREACHABLE);
    world.clock.now += SECOND;
    await seen(UNREACHABLE, 'A-2002');
    jest.spyOn(world.messages.sent, 'push').mockImplementation((message) => {
      world.messages.answer = happen().then(() => ({ errcode: 0 }));
      return Array.prototype.push.call(world.messages.sent, message);
    });
    await turn(SECOND);
    expect(told()).toEqual(['o-clerk 1304 联系不上收货人 · 一店']);
  });

  it('is told by both doors, whatever the other one does', async () => {
    await openRobot(world, stores.one);
    await accept(world, 'o-clerk');
    world.robots.answer = 'upstream-timeout';
    await seen(UNREACHABLE);
    await turn(SECOND);
    expect([textsOf(world.robots).length, told().length]).toEqual([1, 1]);
    world.messages.answer = { errcode: 47003, errmsg: 'argument invalid! data.thing3.value' };
    await accept(world, 'o-clerk');
    world.clock.now += 10 * MINUTE;
    world.robots.answer = { errcode: 0 };
    await seen(BACK);
    await turn();
    expect([textsOf(world.robots).length, told().length]).toEqual([2, 2]);
  });
});

it('a message about a delivery whose store is gone says 门店', async () => {
  await accept(world, 'o-owner');
  await seen(UNREACHABLE);
  world.memory.collection(COLLECTIONS.stores)?.delete(stores.one);
  await turn(MINUTE);
  await turn();
  expect(told()).toEqual(['o-owner 1304 联系不上收货人 · 门店']);
});

describe('WeChat', () => {
  it.each([
    ['43101', 'has none left, or refuses'],
    ['40003', 'is unknown'],
  ])(
    'that says by %s that the person %s ends the count; accepted anew, it is told',
    async (code) => {
      await accept(world, 'o-clerk', 3);
      world.messages.answer = { errcode: Number(code), errmsg: 'no' };
      await seen(UNREACHABLE);
      await turn(SECOND);
      for (let n = 0; n < 3; n += 1) await turn();
      expect([told().length, await left(), (await door()).problem]).toEqual([1, 0, null]);
      expect(statesOfNotices()).toEqual(['owed']);
      world.messages.answer = { errcode: 0 };
      await accept(world, 'o-clerk');
      await turn();
      expect(told()).toHaveLength(2);
      expect(statesOfNotices()).toEqual(['sent']);
    },
  );

  it('that is busy with the person is asked again by the next call', async () => {
    await accept(world, 'o-clerk', 2);
    world.messages.answer = { errcode: 43108 };
    await seen(UNREACHABLE);
    await turn(SECOND);
    expect([await left(), statesOfNotices()]).toEqual([2, ['owed']]);
    world.messages.answer = { errcode: 0 };
    await turn();
    expect([told().length, await left()]).toEqual([2, 1]);
  });

  it.each([
    [{ errcode: 40037, errmsg: 'invalid template_id' }, '微信里没有模板“配送异常提醒”了'],
    [
      { errcode: 48001, errmsg: 'api unauthorized rid: 6f5c0d2a-1b2c3d4e-5f607182' },
      '微信没让发这条消息（48001）',
    ],
    [{ errcode: 40164, errmsg: 'invalid ip 1.2.3.4' }, '微信没让发这条消息（40164）'],
    [{ errcode: 45009, errmsg: 'o-clerk' }, '微信没让发这条消息（45009）'],
  ])('that refuses %p gets none for ten minutes, and 提醒 says why', async (answer, words) => {
    await accept(world, 'o-clerk', 2);
    await accept(world, 'o-manager', 2);
    world.messages.answer = answer;
    await seen(UNREACHABLE);
    await turn(SECOND);
    for (let minute = 0; minute < 9; minute += 1) await turn();
    expect(told()).toHaveLength(1);
    expect([await left(), await left('o-manager')]).toEqual([2, 2]);
    const { problem } = await door();
    expect(problem).toContain(words);
    expect(problem).not.toMatch(/o-clerk|1\.2\.3\.4/);
    expect(world.log.join('')).toContain(`"messageCode":${answer.errcode}`);
    expect(world.log.join('').includes('"rid":"6f5c0d2a-')).toBe(answer.errmsg.includes('rid'));
    expect(world.log.join('')).not.toContain('"lost"');
    expect(world.log.join('')).not.toContain('o-clerk');
    world.messages.answer = { errcode: 0 };
    await turn();
    await turn();
    // The goods that came back ten minutes ago need nobody any more.
    expect(told()).toHaveLength(1);
    await seen(BACK);
    await turn();
    expect(told()).toHaveLength(3);
    expect((await door()).problem).toBeNull();
  });

  it.each([
    [
      { errcode: 47003, errmsg: 'argument invalid! data.thing3.value invalid rid: 1-2-3' },
      '模板“配送异常提醒”里“情况”这样填，微信不收',
    ],
    [{ errcode: 47003, errmsg: 'argument invalid!' }, '里有一格这样填，微信不收'],
    [{ errcode: 99999, errmsg: 'o-clerk' }, '微信没让发这条消息（99999）'],
  ])('that refuses the words of one message (%p) is told the others', async (answer, words) => {
    await accept(world, 'o-clerk', 2);
    await seen(UNREACHABLE, 'A-1001');
    world.clock.now += SECOND;
    await seen(UNREACHABLE, 'A-1002');
    world.messages.answer = answer;
    jest.spyOn(world.messages.sent, 'push').mockImplementation((message) => {
      const count = Array.prototype.push.call(world.messages.sent, message);
      if (count === 2) world.messages.answer = { errcode: 0 };
      return count;
    });
    await turn(SECOND);
    expect(told().map((text) => text.split(' ')[1])).toEqual(['1001', '1002']);
    expect([statesOfNotices().sort(), await left()]).toEqual([['over', 'sent'], 1]);
    expect((await door()).problem).toContain(words);
    expect(world.log.join('')).toContain(`"messageCode":${answer.errcode}`);
    expect(world.log.join('')).not.toMatch(/"lost"|o-clerk/);
    await turn();
    expect(told()).toHaveLength(2);
    await seen(BACK, 'A-1002');
    await turn();
    expect((await door()).problem).toBeNull();
  });

  it.each([['upstream-timeout'], ['upstream-malformed'], ['upstream-unreachable']] as const)(
    'that does not answer (%s) loses one message of one person in ten minutes, and the log says so',
    async (failure) => {
      await accept(world, 'o-clerk', 2);
      await accept(world, 'o-manager', 2);
      world.messages.answer = failure;
      await seen(UNREACHABLE);
      await turn(SECOND);
      for (let minute = 0; minute < 8; minute += 1) await turn();
      expect(told()).toHaveLength(1);
      expect((await left()) + (await left('o-manager'))).toBe(3);
      expect(world.log.join('')).toContain(`"messages":"${failure}","lost":1`);
      expect((await door()).problem).toBe('微信没有回答，最近一条可能没有收到。');
      expect(statesOfNotices().sort()).toEqual(['owed', 'sent']);
    },
  );

  it.each(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED'])(
    'without a connection (%s) is asked again after a minute, and loses nothing',
    async (cause) => {
      await accept(world, 'o-clerk');
      Object.assign(world.messages, { answer: 'upstream-unreachable', cause });
      await seen(UNREACHABLE);
      await turn(SECOND);
      expect([statesOfNotices(), await left()]).toEqual([['owed'], 1]);
      expect(world.log.join('')).not.toContain('"lost"');
      world.messages.answer = { errcode: 0 };
      await turn();
      expect([told().length, statesOfNotices(), await left()]).toEqual([2, ['sent'], 0]);
    },
  );

  it('that issues no token is told nothing and loses nothing; the sentence says what to enter', async () => {
    await accept(world, 'o-clerk');
    await seen(UNREACHABLE);
    world.forgetToken();
    world.weChat.token = 'token-rejected';
    await turn(SECOND);
    expect(told()).toEqual([]);
    expect([statesOfNotices(), await left()]).toEqual([['owed'], 1]);
    expect((await door()).problem).toContain('token 没拿到');
  });
});
