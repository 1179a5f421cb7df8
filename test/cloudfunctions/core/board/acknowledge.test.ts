import type { BoardRow } from '../../../../miniprogram/contract/board-api';
import type { ToHandleReason } from '../../../../miniprogram/contract/delivery/urgency';
import { type BoardPhone, boardPhone, lookUpAll } from '../../../support/board-phone';
import { NOON, SECOND, MINUTE } from '../../../support/delivery-reports';
import { SETTINGS } from '../../../support/shop-world';
import { join } from '../../../support/two-store-shop';
import { shop, world, auditLines, codeOf, put, stored } from '../../../support/fresh-shop';

let phone: BoardPhone;

beforeEach(async () => {
  world.orders.set('shop-one//A', 304);
  await lookUpAll(world, 'o-clerk', 'A');
  phone = boardPhone(world, 'o-manager');
  await phone.refresh();
});

const REASON = 'unreachable';
const acknowledge = (openId: string, reason: ToHandleReason = REASON, orderId = 'A') =>
  world.call('getOrder', openId, { ...ACT, orderId, reason });
const ACT = { action: 'acknowledge', orderId: 'A', reason: REASON };
const takeBack = (openId: string) => world.call('getOrder', openId, { ...ACT, isUndone: true });

/** Returns the row of the order after a refresh. */
async function rowNow(): Promise<BoardRow | undefined> {
  await phone.refresh();
  return phone.rows().find((row): row is BoardRow => row.kind === 'known' && row.orderId === 'A');
}

it('tells everybody of the store who has taken note, and when, at the next refresh', async () => {
  world.clock.now += SECOND;
  const answer = await acknowledge('o-clerk');
  expect(answer).toMatchObject({ ok: true, data: {} });
  expect((await rowNow())?.acknowledged).toEqual({ by: 'o-clerk', at: NOON + SECOND });
  await acknowledge('o-manager');
  expect((await rowNow())?.acknowledged).toMatchObject({ by: 'o-manager', isOwn: true });
  const lines = await auditLines();
  expect(lines.slice(0, 2)).toMatchObject([
    { who: 'o-manager', act: 'acknowledge', about: 'A', outcome: 'done' },
    { who: 'o-clerk', act: 'acknowledge', about: 'A', outcome: 'done' },
  ]);
});

it('is cleared by a worse reason, not by a question that finds the same', async () => {
  await acknowledge('o-clerk');
  world.clock.now += MINUTE;
  expect(await rowNow()).toHaveProperty('acknowledged');
  world.orders.set('shop-one//A', 401);
  world.clock.now += MINUTE;
  const row = await rowNow();
  expect(row).toMatchObject({ status: 'returned' });
  expect(row).not.toHaveProperty('acknowledged');
  await acknowledge('o-clerk', 'failed');
  expect(await rowNow()).toHaveProperty('acknowledged');
});

it('is of what the person saw: what has become worse meanwhile stays unacknowledged', async () => {
  world.orders.set('shop-one//A', 401);
  world.clock.now += MINUTE;
  await phone.refresh();
  expect(await acknowledge('o-clerk')).toMatchObject({ ok: true });
  expect(await rowNow()).not.toHaveProperty('acknowledged');
});

it('is of this life of the order only', async () => {
  await acknowledge('o-clerk', 'failed');
  for (const status of [401, 301, 304]) {
    world.orders.set('shop-one//A', status);
    world.clock.now += MINUTE;
    await lookUpAll(world, 'o-clerk', 'A');
  }
  const row = await rowNow();
  expect(row).toMatchObject({ status: 'returning-unreachable' });
  expect(row).not.toHaveProperty('acknowledged');
});

it('is nothing where nothing is wrong any more', async () => {
  world.orders.set('shop-one//A', 301);
  world.clock.now += MINUTE;
  await phone.refresh();
  expect(await acknowledge('o-clerk')).toHaveProperty('error.code', 'changed-meanwhile');
});

it('has no line for an order that is not there, and is too frequent after thirty refusals an hour', async () => {
  const codes = async (orderId: string, count: number): Promise<readonly string[]> => {
    const all: string[] = [];
    for (let n = 0; n < count; n += 1)
      all.push(await codeOf(acknowledge('o-clerk', REASON, orderId)));
    return all;
  };
  const { length } = await auditLines();
  expect(await codes('单'.repeat(43), 5)).toEqual(Array(5).fill('bad-request'));
  expect(await codes('NO-SUCH', 30)).toEqual(Array(30).fill('order-not-found'));
  expect(await codes('NO-SUCH', 3)).toEqual(Array(3).fill('too-frequent'));
  expect(await codes('A', 2)).toEqual(['too-frequent', 'too-frequent']);
  expect(await acknowledge('o-manager')).toMatchObject({ ok: true });
  const lines = await auditLines();
  expect(lines.slice(0, -length)).toMatchObject([
    { who: 'o-manager', act: 'acknowledge' },
    { who: 'o-clerk', act: 'refused-often', about: '' },
  ]);
  world.clock.now += 60 * MINUTE;
  expect(await codes('A', 1)).toEqual(['ok']);
});

it('is lost by no question that is under way: six people and a refresh at once', async () => {
  world.clock.now += MINUTE;
  const people = Array.from({ length: 6 }, (_, n) => (n % 2 === 0 ? 'o-clerk' : 'o-owner'));
  const answers = await Promise.all([
    ...people.map((openId) => world.instance(SETTINGS).call('getOrder', openId, ACT)),
    phone.refresh(),
  ]);
  expect(answers.slice(0, 6).every((one) => 'ok' in one && one.ok)).toBe(true);
  expect(await rowNow()).toHaveProperty('acknowledged');
});

it('is told anew by a trouble that began afterwards, even if it is no worse', async () => {
  world.orders.set('shop-one//A', 201);
  world.clock.now += MINUTE;
  await phone.refresh();
  world.clock.now += 15 * MINUTE;
  await acknowledge('o-clerk', 'at-store');
  expect(await rowNow()).toHaveProperty('acknowledged');
  world.orders.set('shop-one//A', 102);
  world.clock.now += MINUTE;
  await phone.refresh();
  world.clock.now += 15 * MINUTE;
  const row = await rowNow();
  expect(row?.stuck?.reason).toBe('not-arrived');
  expect(row).not.toHaveProperty('acknowledged');
});

describe('taking it back', () => {
  const acknowledged = () => stored('deliveries', 'A')?.['acknowledged'];

  it('is of one’s own, for everybody, and in the audit', async () => {
    await acknowledge('o-manager');
    expect(await takeBack('o-clerk')).toMatchObject({ ok: true });
    expect((await rowNow())?.acknowledged).toMatchObject({ by: 'o-manager' });
    expect(await takeBack('o-manager')).toMatchObject({ ok: true, data: {} });
    expect(await rowNow()).not.toHaveProperty('acknowledged');
    const lines = await auditLines();
    expect(lines[0]).toMatchObject({ who: 'o-manager', act: 'acknowledge', about: 'A' });
  });

  it('is possible where nothing is to handle any more', async () => {
    await acknowledge('o-clerk');
    world.orders.set('shop-one//A', 301);
    world.clock.now += MINUTE;
    await phone.refresh();
    expect(await takeBack('o-clerk')).toMatchObject({ ok: true });
    expect(acknowledged()).toEqual([]);
  });

  it('is nobody’s who does not see the order', async () => {
    await acknowledge('o-clerk');
    await join(world, 'o-other', 'clerk', [shop.stores.two]);
    expect(await takeBack('o-other')).toHaveProperty('error.code', 'order-not-found');
    expect(acknowledged()).toHaveLength(1);
  });
});

it('leaves a record that cannot be read as it is', async () => {
  put('deliveries', 'A', { knownMissing: 'odd' });
  const damaged = stored('deliveries', 'A');
  expect(await acknowledge('o-clerk')).toHaveProperty('error.code', 'unreadable-document');
  expect(stored('deliveries', 'A')).toEqual(damaged);
});
