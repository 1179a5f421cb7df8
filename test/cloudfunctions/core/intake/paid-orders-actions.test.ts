import type { Answer } from '../../../../miniprogram/contract/cloud-api';
import { type PaidList, PRIVATE, paidList } from '../../../support/answering-wechat';
import { lookUpAll, named } from '../../../support/board-phone';
import { NOON, MINUTE, DAY } from '../../../support/delivery-reports';
import { APP_ID, MALL } from '../../../support/fake-wechat';
import { world, auditLines, owner, put, stored } from '../../../support/fresh-shop';

const COUNTER = `paid ${APP_ID}`;

let paid: PaidList;

beforeEach(() => {
  paid = paidList();
  world.weChat.paid = paid;
});

/** Finds deliveries, a minute one after the other. @returns their ids */
async function find(count: number, name = 'A'): Promise<readonly string[]> {
  const ids = named(count, name);
  for (const id of ids) {
    world.orders.set(`shop-one//${id}`, 301);
    world.clock.now += MINUTE;
    await lookUpAll(world, 'o-clerk', id);
  }
  return ids;
}

/** Lets orders be paid, 20 minutes before now. */
function pay(...ids: readonly string[]): void {
  paid.orders.push(...ids.map((id) => ({ id, at: world.clock.now - 20 * MINUTE })));
}

const COMPARE = { action: 'compare-paid-orders', appId: APP_ID };
const compare = (appId = APP_ID) => owner('compare-paid-orders', { appId });
const failureIn = (answer: Answer<unknown>) => (answer.ok ? '' : answer.error.message);
const turn = (isOn: boolean, appId = APP_ID) => owner('switch-paid-orders', { appId, isOn });
const match = async () => (await compare()).miniProgram.paidOrders.match;

describe('the comparison of paid orders', () => {
  it('switches off where the numbers differ now, and shows no payment twice', async () => {
    const ids = await find(5, 'DELIVERY-100');
    pay(...ids);
    await compare();
    await turn(true);
    paid.orders.splice(0);
    world.clock.now += 10 * MINUTE;
    paid.orders.push({ id: 'PAID-1', at: world.clock.now - 20 * MINUTE });
    const { miniProgram, examples } = await compare();
    expect(miniProgram.paidOrders).toMatchObject({ isOn: false, match: { of: 5, same: 0 } });
    expect(examples).toEqual([{ paid: 'ID-1', delivery: expect.any(String) as string }]);
  });

  it('counts the last ten deliveries that have a paid order’s number', async () => {
    const ids = await find(12);
    pay(...ids.slice(3), ids[0] ?? '');
    const { miniProgram, listed, examples } = await compare();
    const match = { at: world.clock.now, of: 10, same: 9 };
    expect(miniProgram.paidOrders).toEqual({ isOn: false, stoppedAt: null, match });
    expect([listed, examples]).toEqual([10, [{ paid: 'A-0', delivery: 'A-2' }]]);
  });

  it('shows two examples that differ, by their last four', async () => {
    const ids = await find(5, 'DELIVERY-100');
    pay(...ids.map((id) => `${id}-1288`));
    const { miniProgram, examples } = await compare();
    expect(miniProgram.paidOrders.match).toMatchObject({ of: 5, same: 0 });
    expect(examples).toHaveLength(2);
    expect(examples[0]).toEqual({ paid: '1288', delivery: '00-4' });
  });

  it('needs five deliveries of the last week, and takes no time where they are fewer', async () => {
    await find(5);
    world.clock.now += 7 * DAY;
    await find(4, 'B');
    await expect(compare()).rejects.toThrow('too-few-deliveries');
    await expect(compare()).rejects.toThrow('too-few-deliveries');
    await find(1, 'C');
    expect(await match()).toMatchObject({ of: 5, same: 0 });
    expect(paid.asked).toHaveLength(1);
  });

  it('leaves out a delivery that was looked up by its waybill id, which no payment has', async () => {
    await find(4);
    world.orders.set('shop-one//3000000001', 301);
    await lookUpAll(world, 'o-clerk', '3000000001');
    await expect(compare()).rejects.toThrow('too-few-deliveries');
  });

  it('leaves out deliveries of other mini-programs, and paid orders that are sent by mail', async () => {
    const ids = await find(5);
    await owner('save-mini-program', MALL);
    await expect(compare(MALL.appId)).rejects.toThrow('too-few-deliveries');
    for (const id of ids)
      paid.orders.push({ id, at: world.clock.now, shipping: { logistics_type: 1 } });
    expect(await match()).toMatchObject({ of: 5, same: 0 });
  });

  it('is one in ten minutes', async () => {
    await find(5);
    await compare();
    world.clock.now += 10 * MINUTE - 1;
    await expect(compare()).rejects.toThrow('too-frequent');
    world.clock.now += 1;
    await compare();
  });

  it('reads the times before the deliveries, merged, and ten pages in all', async () => {
    await find(3);
    world.clock.now += DAY;
    await find(3, 'B');
    await compare();
    const minutes = paid.asked.map(([from, to]) => (to - from) / 60);
    expect(minutes).toEqual([92, 92]);
    world.clock.now += 10 * MINUTE;
    paid.pageSize = 1;
    pay(...named(12, 'OTHER'), 'B-0');
    // The later range is cut off after ten pages, and the earlier one is not read at all.
    expect(await match()).toMatchObject({ of: 0, same: 0 });
    expect(paid.asked).toHaveLength(12);
    expect(stored('limits', COUNTER)).toMatchObject({ pages: 12 });
  });

  it('counts a delivery of a cut range that was found', async () => {
    const ids = await find(5);
    paid.pageSize = 1;
    pay(ids[2] ?? '', ...named(12, 'OTHER'));
    expect(await match()).toMatchObject({ of: 1, same: 1 });
  });

  it.each([
    [48001, 'paid-orders-closed'],
    [44990, 'too-frequent'],
    [40013, 'token-rejected'],
  ])('says why WeChat refuses: %p', async (errcode, code) => {
    await find(5);
    paid.errcode = errcode;
    await expect(compare()).rejects.toThrow(code);
    world.clock.now += 10 * MINUTE;
    paid.errcode = 0;
    await compare();
  });

  it('can be repeated at once after a failure', async () => {
    await find(5);
    paid.errcode = 48001;
    await expect(compare()).rejects.toThrow('paid-orders-closed');
    paid.errcode = 0;
    await compare();
    await expect(compare()).rejects.toThrow('too-frequent');
  });

  it('says what it waits for: the pause after too many, or the next day', async () => {
    await find(5);
    paid.errcode = 44990;
    await expect(compare()).rejects.toThrow('too-frequent');
    const message = async () => failureIn(await world.call('shop', 'o-owner', COMPARE));
    expect(await message()).toContain('停 10 分钟');
    world.clock.now += 10 * MINUTE;
    put('limits', COUNTER, { pages: 4500 });
    expect(await message()).toContain('请明天再来');
  });

  it('shows and stores nothing of payer, goods and amount', async () => {
    await find(5);
    pay(...named(5, 'OTHER'));
    const answers: unknown[] = [await compare()];
    world.clock.now += 10 * MINUTE;
    paid.errcode = 40097;
    answers.push(await world.call('shop', 'o-owner', COMPARE));
    const seen = JSON.stringify([answers, world.memory.dump(), world.log]);
    for (const secret of Object.values(PRIVATE)) expect(seen).not.toContain(String(secret));
    expect(seen).not.toContain('OTHER-0');
  });
});

describe('the switch of paid orders', () => {
  it('needs numbers that match in four of five', async () => {
    await expect(turn(true)).rejects.toThrow('numbers-differ');
    const ids = await find(5);
    pay(...ids.slice(2));
    await compare();
    await expect(turn(true)).rejects.toThrow('numbers-differ');
    world.clock.now += 10 * MINUTE;
    pay(ids[1] ?? '');
    await compare();
    expect((await turn(true)).paidOrders).toMatchObject({ isOn: true, stoppedAt: null });
    expect((await turn(false)).paidOrders).toMatchObject({ isOn: false });
    const acts = (await auditLines()).filter(({ act }) => act === 'switch-paid-orders');
    expect(acts.map(({ outcome, about }) => `${outcome} ${about}`)).toEqual([
      ...['done 骑手在哪', 'done 骑手在哪', 'refused 骑手在哪', 'refused 骑手在哪'],
    ]);
  });

  it('begins anew after it has switched itself off', async () => {
    pay(...(await find(5)));
    await compare();
    const match = { at: NOON, of: 5, same: 5 };
    put('miniPrograms', APP_ID, { paidOrders: [{ isOn: false, stoppedAt: NOON, match }] });
    put('limits', COUNTER, { unmatched: 50 });
    expect((await turn(true)).paidOrders).toEqual({ isOn: true, stoppedAt: null, match });
    expect(stored('limits', COUNTER)).toMatchObject({ unmatched: 0 });
  });

  it('is of the shop’s own mini-programs alone', async () => {
    await expect(turn(false, 'wx00000000000000ff')).rejects.toThrow('no-such-entry');
  });
});
