import { fakeCall } from '../../../support/calls';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { createDocuments } from '../../../../cloudfunctions/core/storage/documents';
import { consumeLimit } from '../../../../cloudfunctions/core/access/rate-limits';
import { readCallingMember } from '../../../../cloudfunctions/core/access/staff';
import {
  world,
  codeOf,
  getOrder,
  lookUp,
  observedLookUp,
  storedIn,
} from '../../../support/fresh-shop';
import { MINUTE } from '../../../support/delivery-reports';

describe('unknown ids', () => {
  it('may be asked for twenty times in ten minutes, at once or not; known orders go on', async () => {
    world.orders.set('shop-one//KNOWN', 301);
    await lookUp('o-clerk', 'KNOWN');
    await Promise.all(Array.from({ length: 30 }, (_, n) => lookUp('o-clerk', `A${n}`)));
    expect(world.asked).toHaveLength(21);
    world.clock.now += 10 * MINUTE - 1;
    world.orders.set('shop-one//NEW', 301);
    const refused = { outcome: 'too-many-unknown-ids', asked: [] };
    expect(await observedLookUp('o-clerk', 'NEW')).toMatchObject(refused);
    expect((await observedLookUp('o-clerk', 'KNOWN')).outcome).toBe('delivering');
    // Each person has a count of their own.
    expect((await observedLookUp('o-manager', 'NEW')).outcome).toBe('delivering');
    world.clock.now += 1;
    expect((await observedLookUp('o-clerk', 'B')).outcome).toBe('order-not-found');
  });

  it('count as one for all that one text may mean, and never for an order that there is', async () => {
    const scan = (orderId: string) =>
      getOrder('o-clerk', 'look-up', { orderId, others: [`CODE_128,${orderId}`] });
    for (let n = 0; n < 21; n += 1) {
      world.orders.set(`shop-one//NEW-${n}`, 301);
      expect((await scan(`NEW-${n}`)).ok).toBe(true);
      world.clock.now += 2000;
    }
    expect(world.asked).toEqual(Array.from({ length: 21 }, (_, n) => `shop-one//NEW-${n}`));
    for (let n = 0; n < 20; n += 1) {
      expect(await scan(`NONE-${n}`)).toHaveProperty('error.code', 'order-not-found');
    }
    expect(await scan('NONE')).toHaveProperty('error.code', 'too-many-unknown-ids');
    expect((await scan('NEW-7')).ok).toBe(true);
  });

  it('are passed over for an order that is known, whatever else a text may mean', async () => {
    world.orders.set('shop-one//CODE_128,7', 301);
    const scan = () => getOrder('o-clerk', 'look-up', { orderId: '7', others: ['CODE_128,7'] });
    expect(await scan()).toMatchObject({ data: { orderId: 'CODE_128,7' } });
    world.clock.now += MINUTE;
    expect((await scan()).ok).toBe(true);
    const known = 'shop-one//CODE_128,7';
    expect(world.asked).toEqual(['shop-one//7', known, known]);
    for (let n = 0; n < 19; n += 1) await lookUp('o-clerk', `A${n}`);
    // An order found by its second reading has consumed nothing.
    expect((await observedLookUp('o-clerk', 'A19')).outcome).toBe('order-not-found');
    expect((await observedLookUp('o-clerk', 'A20')).outcome).toBe('too-many-unknown-ids');
  });

  it('are not more than are counted where a text is said to mean what it does not', async () => {
    const scan = (orderId: string, ...others: readonly string[]) =>
      getOrder('o-clerk', 'look-up', { orderId, others });
    for (let n = 0; n < 21; n += 1) await scan(`A${n}`, `B${n}`);
    expect(world.asked).toHaveLength(20);
    expect(await scan('C', 'C1', 'C2')).toHaveProperty('error.code', 'bad-request');
  });

  it('that an outage hides does not count', async () => {
    for (let n = 0; n < 21; n += 1) {
      world.orders.set(`shop-one//A${n}`, 'wechat-busy');
      expect((await observedLookUp('o-clerk', `A${n}`)).outcome).toBe('wechat-busy');
    }
  });
});

it('looking up too often ends at sixty a minute, also when all come at once', async () => {
  world.orders.set('shop-one//A', 301);
  const calls = Array.from({ length: 70 }, () => codeOf(lookUp('o-clerk', 'A')));
  const codes = await Promise.all(calls);
  expect(codes.filter((code) => code === 'ok')).toHaveLength(60);
  expect(codes.filter((code) => code === 'too-frequent')).toHaveLength(10);
  expect(await lookUp('o-clerk', 'A')).toMatchObject({
    error: { code: 'too-frequent', message: '你一分钟里查得太多，请稍等。' },
  });
  expect((await observedLookUp('o-manager', 'A')).outcome).toBe('delivering');
  world.clock.now += MINUTE;
  expect((await observedLookUp('o-clerk', 'A')).outcome).toBe('delivering');
});

it('a count of somebody who has been removed meanwhile is refused as a stranger is', async () => {
  const { now } = world.clock;
  const staff = createDocuments(world.memory.database, COLLECTIONS.staff, () => undefined);
  const { caller } = fakeCall({ openId: 'o-clerk' });
  const member = await readCallingMember(staff, caller, now);
  storedIn('staff').delete('o-clerk');
  const counted = consumeLimit(staff, member, 'look-up', now);
  await expect(counted).rejects.toHaveProperty('code', 'not-staff');
});
