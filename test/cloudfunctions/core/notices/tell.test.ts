import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { SHOP_ZONE_OFFSET_MS } from '../../../../miniprogram/contract/notices';
import { boardPhone } from '../../../support/board-phone';
import { NOON, SECOND, MINUTE } from '../../../support/delivery-reports';
import { FEISHU_ADDRESS, textsOf } from '../../../support/fake-robots';
import {
  noticesIn,
  noticeStatesIn,
  openRobot,
  seenIn,
  turnIn,
  watchIn,
} from '../../../support/told-shop';
import {
  shop,
  world,
  getOrder,
  lookUp,
  owner,
  put,
  stored,
  storedIn,
} from '../../../support/fresh-shop';
import { lookUpIn } from '../../../support/look-ups';
import { SETTINGS } from '../../../support/shop-world';
import { failing } from '../../../support/write-hooks';

const HOUR = new Date(NOON + SHOP_ZONE_OFFSET_MS).getUTCHours();
const [UNREACHABLE, BACK, ON_ITS_WAY] = [304, 401, 301];

beforeEach(() => openRobot(world, shop.stores.one));

/** Lets a delivery of the first store fail while it is under way. */
async function failed(orderId?: string): Promise<void> {
  await seen(ON_ITS_WAY, orderId);
  world.clock.now += MINUTE;
  await seen(BACK, orderId);
}

const seen = (status: number, orderId?: string) => seenIn(world, status, orderId);
const turn = (afterMs?: number) => turnIn(world, afterMs);
const notices = () => noticesIn(world);
const statesOfNotices = () => noticeStatesIn(world);
const told = () => textsOf(world.robots);
const robotOne = async () =>
  (await owner('list-robots', {})).robots.find(({ storeId }) => storeId === shop.stores.one);
const acknowledge = () =>
  getOrder('o-clerk', 'acknowledge', { orderId: '20261124-1304', reason: 'unreachable' });

describe('a delivery that needs somebody', () => {
  it('is told once to the group, without a name, a number or a whole id, whoever learns it how often', async () => {
    await seen(UNREACHABLE);
    expect(told()).toEqual([]);
    await turn(SECOND);
    expect(told()).toEqual([expect.stringMatching(/^1304 联系不上收货人 · 一店 · \d\d:\d\d$/)]);
    const other = world.instance(SETTINGS);
    for (const instance of [world, other, world]) {
      world.clock.now += MINUTE;
      await lookUpIn(instance, 'o-owner', '20261124-1304');
      await watchIn(instance);
    }
    expect(told()).toHaveLength(1);
    expect(statesOfNotices()).toEqual(['sent']);
  });

  it('is told by the next call of an open board, not by the call that opens it', async () => {
    await seen(UNREACHABLE);
    const phone = boardPhone(world, 'o-manager');
    await phone.refresh({ isOpening: true });
    expect(told()).toEqual([]);
    await phone.refresh();
    expect(told()).toHaveLength(1);
  });

  it('is told again for a worse reason, and in its next life', async () => {
    for (const status of [UNREACHABLE, BACK, ON_ITS_WAY, UNREACHABLE]) {
      await seen(status);
      await turn();
      world.clock.now += MINUTE;
    }
    expect(told().map((text) => text.split(' ')[1])).toEqual([
      ...['联系不上收货人', '没送成', '联系不上收货人'],
    ]);
  });

  it('is told to the group of its own store only', async () => {
    await openRobot(world, shop.stores.two, FEISHU_ADDRESS);
    await seen(UNREACHABLE);
    await turn();
    expect(world.robots.sent).toMatchObject([{ url: expect.stringContaining('qyapi') as unknown }]);
  });

  it.each([
    ['somebody has acknowledged it', () => acknowledge()],
    ['it goes on', () => seen(ON_ITS_WAY)],
  ])('is not told once %s', async (_what, happen) => {
    await seen(UNREACHABLE);
    world.clock.now += MINUTE;
    await happen();
    await turn();
    await turn();
    expect(told()).toEqual([]);
    expect(statesOfNotices()).toEqual(['over']);
  });

  it('is not told of an attempt that another courier has taken over', async () => {
    await failed();
    world.orders.delete('shop-one//20261124-1304');
    const [attempt] = stored('deliveries', '20261124-1304')?.['known'] as readonly object[];
    const later = { ...attempt, targetKey: 'another ', status: 'delivering', beganAt: NOON };
    const known = [attempt, { ...later, askedAt: NOON + SECOND, endedAt: null }];
    put('deliveries', '20261124-1304', { known });
    await turn(SECOND);
    expect(told()).toEqual([]);
  });
});

it('tells nothing of a delivery that had failed before anybody saw it', async () => {
  await seen(BACK);
  await turn();
  expect(told()).toEqual([]);
});

describe('several notices', () => {
  it('within 20 s stand in one message, the longest first', async () => {
    await seen(ON_ITS_WAY, 'A-1002');
    world.clock.now += MINUTE;
    await seen(UNREACHABLE, 'A-1001');
    const phone = boardPhone(world, 'o-manager');
    const boardCall = async (afterMs: number): Promise<void> => {
      world.clock.now += afterMs;
      await phone.refresh();
    };
    await turn(SECOND);
    await seen(BACK, 'A-1002');
    world.clock.now += SECOND;
    await seen(UNREACHABLE, 'A-1003');
    await boardCall(SECOND);
    expect(told()).toHaveLength(1);
    await boardCall(20 * SECOND);
    expect(told()).toHaveLength(2);
    expect(told()[1]?.split('\n')).toEqual([
      expect.stringMatching(/^一店 2 单要处理 · \d\d:\d\d$/),
      '1002 没送成',
      '1003 联系不上收货人',
    ]);
  });
});

describe('quiet hours', () => {
  const quiet = { from: HOUR, to: (HOUR + 1) % 24 };

  it('end with one message about what is still so', async () => {
    await owner('save-quiet-hours', { storeId: shop.stores.one, quiet });
    world.clock.now += 55 * MINUTE;
    await seen(UNREACHABLE, 'A-1001');
    await seen(UNREACHABLE, 'A-1002');
    await turn();
    await seen(ON_ITS_WAY, 'A-1002');
    expect(told()).toEqual([]);
    await turn(4 * MINUTE);
    expect(told()).toEqual([expect.stringMatching(/^1001 /)]);
    await turn();
    expect(told()).toHaveLength(1);
  });
});

describe('a robot', () => {
  it('that refuses is told again after ten minutes, and says why in 提醒', async () => {
    world.robots.answer = { errcode: 93000, errmsg: 'invalid webhook url' };
    await seen(UNREACHABLE);
    await turn(SECOND);
    for (let minute = 0; minute < 9; minute += 1) await turn();
    expect(told()).toHaveLength(1);
    expect((await robotOne())?.problem).toContain('企业微信不认这个地址');
    expect(world.log.join('')).toContain('"robotCode":93000');
    world.robots.answer = { errcode: 0 };
    await seen(BACK);
    await turn();
    await turn();
    expect(told()).toHaveLength(2);
    expect(await robotOne()).toMatchObject({ problem: null, sentAt: world.clock.now - MINUTE });
    await turn();
    expect(told()).toHaveLength(2);
  });

  it('that refuses, with all it owes, keeps no other one waiting', async () => {
    world.robots.answer = { errcode: 93000 };
    await seen(UNREACHABLE);
    await turn(SECOND);
    const [notice = {}] = notices();
    for (let n = 0; n < 120; n += 1) put('notices', `n-${n}`, { ...notice, owedAt: NOON - n });
    world.robots.answer = { errcode: 0, code: 0 };
    await openRobot(world, shop.stores.two, FEISHU_ADDRESS);
    world.clock.now += MINUTE;
    world.orders.set('shop-two//B-2002', UNREACHABLE);
    await lookUp('o-owner', 'B-2002');
    await turn();
    expect(told().slice(1)).toEqual([expect.stringMatching(/^2002 .* 二店 /)]);
  });

  it('that does not answer is told the same never again; the log says that it may be lost', async () => {
    world.robots.answer = 'upstream-timeout';
    await seen(UNREACHABLE);
    await turn(SECOND);
    world.robots.answer = { errcode: 0 };
    for (let minute = 0; minute < 3; minute += 1) await turn();
    world.clock.now += 7 * MINUTE;
    expect(told()).toHaveLength(1);
    expect(world.log.join('')).toContain('"robot":"upstream-timeout","lost":1');
    await seen(BACK);
    await turn();
    expect(told()).toHaveLength(2);
  });

  it('that hangs delays no look-up', async () => {
    let end = (_answer: object): void => undefined;
    world.robots.answer = new Promise((resolve) => {
      end = resolve;
    });
    await seen(UNREACHABLE);
    const turning = watchIn(world);
    for (let n = 0; n < 1000 && told().length === 0; n += 1) await Promise.resolve();
    expect(await lookUp('o-clerk', '20261124-1304')).toMatchObject({ ok: true });
    end({ errcode: 0 });
    expect(await turning).toMatchObject({ ok: true });
    expect(told()).toHaveLength(1);
  });

  it('that was removed a moment ago is not told, though an instance still knows it', async () => {
    await seen(UNREACHABLE);
    const other = world.instance(SETTINGS);
    await other.shop('o-owner', 'remove-robot', { storeId: shop.stores.one });
    await boardPhone(world, 'o-manager').refresh();
    expect(told()).toEqual([]);
  });
});

describe('a database that fails while a board tells', () => {
  it('fails no board, and the next call tells', async () => {
    await seen(UNREACHABLE);
    const phone = boardPhone(world, 'o-manager');
    const restore = failing(world.memory, COLLECTIONS.notices, 'update');
    await phone.refresh();
    restore();
    expect(told()).toEqual([]);
    world.clock.now += 20 * SECOND;
    await phone.refresh();
    expect(told()).toHaveLength(1);
  });

  it('is noted in the log of the call', async () => {
    await seen(UNREACHABLE);
    const restore = failing(world.memory, COLLECTIONS.limits, 'add');
    await boardPhone(world, 'o-manager').refresh();
    restore();
    expect(world.log.at(-1)).toContain('"telling":"database-failed"');
    expect(told()).toEqual([]);
  });
});

describe('a notice that cannot be read', () => {
  it('fails no answer, is never written over, and keeps no other one waiting', async () => {
    await seen(UNREACHABLE);
    const [id = ''] = storedIn('notices').keys();
    put('notices', id, { orderId: 1304 });
    const damaged = stored('notices', id);
    const other = world.instance(SETTINGS);
    world.clock.now += MINUTE;
    expect(await lookUpIn(other, 'o-clerk', '20261124-1304')).toMatchObject({ ok: true });
    expect(other.log.join('')).toContain('"notices":"unreadable-document"');
    await seen(UNREACHABLE, 'A-1001');
    await turn();
    expect(told()).toEqual([expect.stringMatching(/^1001 /)]);
    expect(stored('notices', id)).toEqual(damaged);
  });
});
