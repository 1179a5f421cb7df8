import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { giveAccountAway, staffIdOf } from '../../../support/two-store-shop';
import { failing, justBefore } from '../../../support/write-hooks';
import { SETTINGS } from '../../../support/shop-world';
import {
  shop,
  world,
  auditLines,
  codeOf,
  getOrder,
  lookUp,
  stored,
} from '../../../support/fresh-shop';
import { MINUTE } from '../../../support/delivery-reports';

beforeEach(() => {
  world.orders.set('shop-one//A', 301);
});

const reveal = (openId: string, orderId = 'A') => getOrder(openId, 'reveal-phone', { orderId });

const linesOfReveals = async () => (await auditLines()).filter(({ act }) => act === 'reveal-phone');

describe('calling a rider', () => {
  it('gives the number, and puts on record who had it for which order, and when', async () => {
    world.clock.now += MINUTE;
    expect(await reveal('o-clerk')).toMatchObject({ ok: true, data: { phone: '12012345678' } });
    expect(world.log.at(-1)).toContain('"reveal":"phone","revealed":true,"status":"delivering"');
    expect(await linesOfReveals()).toEqual([
      expect.objectContaining({ at: world.clock.now, who: 'o-clerk', about: 'A' }),
    ]);
  });

  it('writes the number nowhere, and who the rider is with the delivery only', async () => {
    await reveal('o-clerk');
    await lookUp('o-clerk', 'A');
    const { [COLLECTIONS.deliveries]: deliveries, ...rest } = world.memory.dump();
    expect(JSON.stringify(rest)).not.toMatch(/12012345678|陈师傅|100\*/);
    expect(JSON.stringify(deliveries)).not.toContain('12012345678');
    expect(world.log.join()).not.toMatch(/12012345678|陈师傅|o-clerk/);
  });

  it('gives nothing when it cannot be put on record', async () => {
    await lookUp('o-clerk', 'A');
    failing(world.memory, COLLECTIONS.audit, 'add');
    const answer = await reveal('o-clerk');
    expect(answer).toHaveProperty('error.code', 'database-failed');
    expect(JSON.stringify(answer)).not.toContain('12012345678');
  });

  it('is offered, and possible, for half an hour after the end that was seen, and not otherwise', async () => {
    const offered = async () => {
      const answer = await lookUp('o-clerk', 'A');
      return [answer.ok && answer.data.rider?.callable, await codeOf(reveal('o-clerk'))];
    };
    expect(await offered()).toEqual([true, 'ok']);
    world.orders.set('shop-one//A', 302);
    world.clock.now += MINUTE;
    expect(await offered()).toEqual([true, 'ok']);
    world.clock.now += 30 * MINUTE + 1;
    expect(await offered()).toEqual([false, 'phone-unavailable']);
    // Nobody has seen this one under way.
    world.orders.set('shop-one//B', 302);
    expect(await lookUp('o-clerk', 'B')).toMatchObject({ data: { rider: { callable: false } } });
    expect(await reveal('o-clerk', 'B')).toHaveProperty('error.code', 'phone-unavailable');
  });

  it('is for a store as long as an account serves it, and not a moment longer', async () => {
    await lookUp('o-clerk', 'A');
    await giveAccountAway(shop);
    const before = world.asked.length;
    expect(await reveal('o-clerk')).toHaveProperty('error.code', 'settings-missing');
    expect(world.asked).toHaveLength(before);
    expect(await reveal('o-owner')).toMatchObject({ ok: true });
  });

  it('ends with whoever is removed while the courier is being asked', async () => {
    const staffId = await staffIdOf(world, 'o-clerk');
    justBefore(world.memory, COLLECTIONS.deliveries, 'add', () =>
      world.instance(SETTINGS).shop('o-owner', 'remove-member', { staffId }),
    );
    const answer = await reveal('o-clerk');
    expect(answer).toHaveProperty('error.code', 'not-staff');
    expect(JSON.stringify(answer)).not.toContain('12012345678');
  });

  it('is on record and counted also when it comes to nothing, as soon as WeChat is asked', async () => {
    expect(await reveal('o-clerk', 'B')).toHaveProperty('error.code', 'order-not-found');
    world.orders.set('shop-one//A', 302);
    for (let n = 1; n < 20; n += 1)
      expect(await reveal('o-clerk')).toHaveProperty('error.code', 'phone-unavailable');
    expect(world.asked).toHaveLength(20);
    expect(await reveal('o-clerk')).toHaveProperty('error.code', 'too-many-reveals');
    expect(world.asked).toHaveLength(20);
    expect(await linesOfReveals()).toHaveLength(21);
  });

  it('is on record, and not counted, where WeChat is not asked', async () => {
    await giveAccountAway(shop);
    expect(await reveal('o-clerk')).toHaveProperty('error.code', 'settings-missing');
    expect(await linesOfReveals()).toHaveLength(1);
    expect(stored('staff', 'o-clerk')).not.toHaveProperty('reveals');
  });

  it('is on record thirty times an hour at most where it is refused', async () => {
    for (let n = 0; n < 100; n += 1) await reveal('o-clerk');
    expect(await reveal('o-clerk')).toHaveProperty('error.code', 'too-frequent');
    expect(await linesOfReveals()).toHaveLength(20 + 30);
  });

  it('ends at twenty an hour and person, also when all come at once', async () => {
    const calls = Array.from({ length: 25 }, () => codeOf(reveal('o-clerk')));
    const codes = await Promise.all(calls);
    expect(codes.filter((code) => code === 'ok')).toHaveLength(20);
    expect(codes.filter((code) => code === 'too-many-reveals')).toHaveLength(5);
    expect(await linesOfReveals()).toHaveLength(25);
    expect(await reveal('o-manager')).toMatchObject({ ok: true });
    const before = world.asked.length;
    expect(await reveal('o-clerk')).toHaveProperty('error.code', 'too-many-reveals');
    expect(world.asked).toHaveLength(before);
    world.clock.now += 60 * MINUTE - 1;
    expect(await reveal('o-clerk')).toHaveProperty('error.code', 'too-many-reveals');
    world.clock.now += 1;
    expect(await reveal('o-clerk')).toMatchObject({ ok: true });
  });
});
