import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import type { CheckLine } from '../../../../miniprogram/contract/self-check';
import { checkedShop } from '../../../support/checked-shop';
import { NOON } from '../../../support/delivery-reports';
import { APP_ID, MALL } from '../../../support/fake-wechat';
import type { ShopWorld } from '../../../support/shop-world';
import { breaking } from '../../../support/write-hooks';

let world: ShopWorld;

beforeEach(async () => {
  world = await checkedShop();
  breaking(world.memory, (name) => name !== COLLECTIONS.staff);
});

async function linesOf(name: 'shop' | 'getOrder', event: object): Promise<readonly CheckLine[]> {
  const answer = await world.call(name, 'o-owner', event);
  if (!answer.ok) throw new Error(answer.error.code);
  return (answer.data as { readonly lines: readonly CheckLine[] }).lines;
}

describe('a self-check while the database fails', () => {
  it('says so of all that needs it, and of nothing else', async () => {
    const lines = await linesOf('shop', { action: 'self-check' });
    const failed = lines.filter(({ finding }) => finding === 'database-failed');
    expect(failed.map(({ check, about }) => `${check} ${about}`.trim()).sort()).toEqual(
      [
        ...['accounts', 'ip', 'paid-orders', 'questions', 'quota', 'records', 'search'],
        ...['settings', 'settings shop', 'shop-no', 'sign', 'token', 'robots', 'messages', 'watch'],
        'sweep',
        'time-limit shop',
      ].sort(),
    );
    expect(world.log.at(-1)).toContain('"wrong":"database-failed database-failed');
  });

  it('says so of the other function, too', async () => {
    const failed = { finding: 'database-failed', about: 'getOrder', value: '' };
    expect(await linesOf('getOrder', { action: 'check-function' })).toEqual([
      { check: 'settings', ...failed },
      { check: 'time-limit', ...failed },
    ]);
  });
});

it('a self-check leaves the own mini-program out where its AppSecret serves messages only', async () => {
  jest.restoreAllMocks();
  await world.shop('o-owner', 'save-mini-program', MALL);
  const own = { appId: APP_ID, name: '骑手在哪', secret: 'the-own-secret' };
  await world.shop('o-owner', 'save-mini-program', own);
  const accounts = world.memory.collection(COLLECTIONS.accounts);
  accounts?.forEach((account, id) => accounts.set(id, { ...account, appId: MALL.appId }));
  world.clock.now += 2 * 60_000;
  const lines = await linesOf('shop', { action: 'self-check' });
  expect(lines.filter(({ about }) => about.includes(own.name))).toEqual([]);
});

describe('a self-check of paid orders', () => {
  /** Switches them on or off, and sets the fields of their counter. */
  async function lineOf(state: object, counter: object | null) {
    jest.restoreAllMocks();
    const { miniPrograms, limits } = COLLECTIONS;
    const entry = world.memory.collection(miniPrograms)?.get(APP_ID);
    const paidOrders = [{ isOn: false, stoppedAt: null, match: null, ...state }];
    world.memory.put(miniPrograms, { ...entry, _id: APP_ID, paidOrders });
    if (counter !== null)
      world.memory.put(limits, { _id: `paid ${APP_ID}`, version: 1, ...counter });
    const lines = await linesOf('shop', { action: 'self-check' });
    return lines
      .filter(({ check }) => check === 'paid-orders')
      .map(({ finding, value }) => `${finding} ${value}`.trim());
  }

  it.each([
    [{}, null, []],
    [{ isOn: true }, null, ['paid-orders-not-yet']],
    [{ isOn: true }, { readAt: NOON - 3 * 60_000, failure: null }, ['paid-orders-read 3']],
    [{ isOn: true }, { readAt: NOON, failure: 'paid-orders-closed' }, ['paid-orders-refused']],
    [{ stoppedAt: NOON }, null, ['paid-orders-stopped']],
  ])('that are %j, read as %j, says %j', async (state, counter, expected) => {
    expect(await lineOf(state, counter)).toEqual(expected);
  });
});
