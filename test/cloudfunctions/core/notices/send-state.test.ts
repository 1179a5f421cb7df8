import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { boardPhone } from '../../../support/board-phone';
import { FEISHU_ADDRESS, textsOf } from '../../../support/fake-robots';
import { shop, world, lookUp } from '../../../support/fresh-shop';
import { noticeStatesIn, openRobot, seenIn, turnIn, watchIn } from '../../../support/told-shop';
import { SdkError } from '../../../support/memory-database';
import { failing } from '../../../support/write-hooks';

const UNREACHABLE = 304;

beforeEach(() => openRobot(world, shop.stores.one));

const seen = (status: number, orderId?: string) => seenIn(world, status, orderId);
const turn = (afterMs?: number) => turnIn(world, afterMs);
const statesOfNotices = () => noticeStatesIn(world);
const told = () => textsOf(world.robots);

describe('a robot', () => {
  it.each(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED'])(
    'that has no connection (%s) is told again after a minute, and loses nothing',
    async (cause) => {
      Object.assign(world.robots, { answer: 'upstream-unreachable', cause });
      await seen(UNREACHABLE);
      await turn();
      expect(statesOfNotices()).toEqual(['owed']);
      expect(world.log.join('')).not.toContain('"lost"');
      world.robots.answer = { errcode: 0 };
      await turn();
      expect(told()).toHaveLength(2);
      expect(statesOfNotices()).toEqual(['sent']);
    },
  );

  it('that is out of service loses one message in ten minutes', async () => {
    world.robots.answer = 'upstream-unreachable';
    for (let n = 0; n < 10; n += 1) {
      await seen(UNREACHABLE, `A-100${n}`);
      await turn();
    }
    expect(told()).toHaveLength(1);
  });

  it('is no part of another one’s losses: the log has their sum', async () => {
    await openRobot(world, shop.stores.two, FEISHU_ADDRESS);
    for (const id of ['A-1001', 'A-1002', 'A-1003']) await seen(UNREACHABLE, id);
    world.orders.set('shop-two//B-2002', UNREACHABLE);
    await lookUp('o-owner', 'B-2002');
    world.robots.answer = 'upstream-timeout';
    await turn();
    expect(told()).toHaveLength(2);
    expect(world.log.at(-1)).toContain('"lost":4');
  });

  it('that refuses while the database fails: what stays claimed is lost, and the log says so', async () => {
    let refuse = (_answer: object): void => undefined;
    world.robots.answer = new Promise((resolve) => {
      refuse = resolve;
    });
    await seen(UNREACHABLE);
    const turning = watchIn(world);
    for (let n = 0; n < 1000 && told().length === 0; n += 1) await Promise.resolve();
    const restore = failing(world.memory, COLLECTIONS.notices, 'update');
    refuse({ errcode: 93000 });
    await turning;
    restore();
    expect(world.log.at(-1)).toContain(
      '"robot":"robot-refused","robotCode":93000,"telling":"database-failed","lost":1',
    );
  });

  it('that hangs is waited for even by a board that fails', async () => {
    await seen(UNREACHABLE);
    let end = (_answer: object): void => undefined;
    world.robots.answer = new Promise((resolve) => {
      end = resolve;
    });
    const database = world.memory.database();
    const { collection } = database;
    let isFirst = true;
    const spy = jest.spyOn(database, 'collection').mockImplementation((name) => {
      if (name !== COLLECTIONS.deliveries || !isFirst) return collection(name);
      isFirst = false;
      throw new SdkError(-502001);
    });
    let isEnded = false;
    const calling = boardPhone(world, 'o-manager')
      .refresh()
      .catch(() => undefined)
      .then(() => {
        isEnded = true;
      });
    for (let n = 0; n < 1000; n += 1) await Promise.resolve();
    expect([isFirst, told().length, isEnded]).toEqual([false, 1, false]);
    spy.mockRestore();
    end({ errcode: 0 });
    await calling;
  });
});
