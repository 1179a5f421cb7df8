import type { BoardRequest } from '../../../../miniprogram/contract/board-api';
import { SHOP_ZONE_OFFSET_MS } from '../../../../miniprogram/contract/notices';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { boardPhone } from '../../../support/board-phone';
import { NOON, SECOND, MINUTE } from '../../../support/delivery-reports';
import { accept, chooseTemplate, messagesOf } from '../../../support/fake-messages';
import { world, lookUp, owner } from '../../../support/fresh-shop';
import { SETTINGS } from '../../../support/shop-world';
import { noticeStatesIn, seenIn, turnIn, watchIn } from '../../../support/told-shop';
import { staffIdOf } from '../../../support/two-store-shop';
import { failing, justBefore } from '../../../support/write-hooks';

const HOUR = new Date(NOON + SHOP_ZONE_OFFSET_MS).getUTCHours();
const [UNREACHABLE, ON_ITS_WAY, WAITING] = [304, 301, 101];

beforeEach(() => chooseTemplate(world));

const seen = (status: number, orderId?: string) => seenIn(world, status, orderId);
const turn = (afterMs?: number) => turnIn(world, afterMs);
const statesOfNotices = () => noticeStatesIn(world);
const told = () => messagesOf(world.messages);
const left = async (openId = 'o-clerk') => (await door(openId)).own.left;
const door = (openId = 'o-clerk') => world.shop(openId, 'message-door', {});
const boardCall = (openId: string, request: Partial<BoardRequest> = {}) =>
  boardPhone(world, openId).refresh(request);

it('trouble that was on the board for long before somebody accepted is not told to them', async () => {
  await seen(WAITING, 'A-1001');
  // Nobody has accepted it for ten minutes, and that is ten minutes ago.
  world.clock.now += 25 * MINUTE;
  await accept(world, 'o-clerk');
  await seen(WAITING, 'A-1001');
  await turn();
  expect(told()).toEqual([]);
  await seen(UNREACHABLE, 'A-1002');
  await turn();
  expect(told().map((text) => text.split(' ')[1])).toEqual(['1002']);
});

describe('several notices', () => {
  it('are a message each, three at most in a call, the longest first, as far as the count goes', async () => {
    await accept(world, 'o-clerk', 4);
    for (let n = 1; n <= 5; n += 1) {
      await seen(UNREACHABLE, `A-100${n}`);
      world.clock.now += SECOND;
    }
    await turn(SECOND);
    expect(told().map((text) => text.split(' ')[1])).toEqual(['1001', '1002', '1003']);
    await turn();
    await turn();
    expect(told().map((text) => text.split(' ')[1])).toEqual(['1001', '1002', '1003', '1004']);
    expect(await left()).toBe(0);
    await accept(world, 'o-clerk');
    await turn();
    expect(told()).toHaveLength(5);
  });

  it('are begun by a turn for five seconds, by a board for one, the others told by the next call', async () => {
    await accept(world, 'o-clerk', 4);
    for (const orderId of ['A-1001', 'A-1002', 'A-1003']) await seen(UNREACHABLE, orderId);
    jest.spyOn(world.messages.sent, 'push').mockImplementation((message) => {
      world.clock.now += 2600;
      return Array.prototype.push.call(world.messages.sent, message);
    });
    await turn(SECOND);
    expect(told()).toHaveLength(2);
    await seen(UNREACHABLE, 'A-1004');
    world.clock.now += MINUTE;
    await boardCall('o-manager');
    expect(told()).toHaveLength(3);
  });
});

describe('quiet hours of a person', () => {
  const quiet = { from: HOUR, to: (HOUR + 1) % 24 };

  it('end with what is still so, and are nobody else’s', async () => {
    await accept(world, 'o-clerk', 5);
    await accept(world, 'o-manager', 5);
    expect(await world.shop('o-clerk', 'save-own-quiet-hours', { quiet })).toMatchObject({
      own: { left: 5, quiet },
    });
    world.clock.now += 55 * MINUTE;
    await seen(UNREACHABLE, 'A-1001');
    await seen(UNREACHABLE, 'A-1002');
    await turn();
    await seen(ON_ITS_WAY, 'A-1002');
    expect(told().filter((text) => text.startsWith('o-clerk'))).toEqual([]);
    expect(told()).toHaveLength(2);
    await turn(4 * MINUTE);
    await turn();
    expect(told().slice(2)).toEqual(['o-clerk 1001 联系不上收货人 · 一店']);
  });

  it('do not keep what the person’s bell rang for', async () => {
    await accept(world, 'o-clerk');
    await world.shop('o-clerk', 'save-own-quiet-hours', { quiet });
    world.clock.now += 55 * MINUTE;
    await seen(UNREACHABLE);
    world.clock.now += MINUTE;
    await boardCall('o-clerk', { isBellOn: true });
    await turn(6 * MINUTE);
    await turn();
    expect([told(), statesOfNotices()]).toEqual([[], ['over']]);
  });
});

/** Chooses another template. */
async function chooseOther(): Promise<void> {
  const other = { priTmplId: 'tmpl-2', title: '另一个', content: '情况:{{thing3.DATA}}', type: 2 };
  world.messages.templates.push(other);
  const filled = [{ key: 'thing3', part: 'reason' }] as const;
  await owner('save-message-template', { templateId: 'tmpl-2', filled });
}

describe('a person', () => {
  it('who is removed is told nothing more', async () => {
    await accept(world, 'o-clerk', 2);
    await seen(UNREACHABLE);
    const other = world.instance(SETTINGS);
    const staffId = await staffIdOf(other, 'o-clerk');
    await other.shop('o-owner', 'remove-member', { staffId });
    await boardCall('o-manager');
    await turn();
    expect(told()).toEqual([]);
  });

  it('who is removed between the claim and the message is told nothing', async () => {
    await accept(world, 'o-clerk', 2);
    await seen(UNREACHABLE);
    const staffId = await staffIdOf(world, 'o-clerk');
    justBefore(world.memory, COLLECTIONS.staff, 'update', () =>
      world.instance(SETTINGS).shop('o-owner', 'remove-member', { staffId }),
    );
    await turn(SECOND);
    expect(told()).toEqual([]);
    expect(statesOfNotices()).toEqual(['owed']);
  });

  it('whose count cannot be written is told later', async () => {
    await accept(world, 'o-clerk');
    await seen(UNREACHABLE);
    const restore = failing(world.memory, COLLECTIONS.staff, 'update');
    await turn(SECOND);
    expect([told(), statesOfNotices()]).toEqual([[], ['owed']]);
    expect(world.log.join('')).toContain('"telling":"database-failed"');
    restore();
    await turn();
    expect(told()).toHaveLength(1);
  });

  it('begins at 0 with another template, which gets the old one’s refusal off the page', async () => {
    await accept(world, 'o-clerk', 3);
    world.messages.answer = { errcode: 40037 };
    await seen(UNREACHABLE);
    await turn(SECOND);
    expect((await door()).problem).toContain('40037');
    await chooseOther();
    expect(await door()).toMatchObject({ problem: null, own: { left: 0 } });
    await turn();
    expect(told()).toHaveLength(1);
  });
});

it('a message on its way while the owner chooses another template changes nothing of that one', async () => {
  await accept(world, 'o-clerk', 2);
  await seen(UNREACHABLE);
  let end = (_answer: object): void => undefined;
  world.messages.answer = new Promise((resolve) => {
    end = resolve;
  });
  world.clock.now += SECOND;
  const turning = watchIn(world);
  for (let n = 0; n < 1000 && told().length === 0; n += 1) await Promise.resolve();
  // Neither look-up nor choice waits for WeChat.
  expect(await lookUp('o-clerk', '20261124-1304')).toMatchObject({ ok: true });
  await chooseOther();
  await world.shop('o-clerk', 'accept-message', { templateId: 'tmpl-2' });
  end({ errcode: 48001 });
  await turning;
  expect(await door()).toMatchObject({ problem: null, own: { left: 1 } });
  world.messages.answer = { errcode: 0 };
  await turn();
  expect(told()).toHaveLength(2);
});

it('several calls at once tell each person once', async () => {
  for (const openId of ['o-clerk', 'o-manager', 'o-owner']) await accept(world, openId, 3);
  await seen(UNREACHABLE);
  world.clock.now += SECOND;
  const instances = [world, ...Array.from({ length: 5 }, () => world.instance(SETTINGS))];
  await Promise.all([
    ...instances.map((instance) => boardPhone(instance, 'o-owner').refresh()),
    watchIn(world.instance(SETTINGS)),
  ]);
  for (let n = 0; n < 3; n += 1) await turn();
  expect([...told()].sort()).toEqual(
    ['o-clerk', 'o-manager', 'o-owner'].map((one) => `${one} 1304 联系不上收货人 · 一店`),
  );
});
