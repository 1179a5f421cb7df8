import type { RegisterResult } from '../../../../cloudfunctions/core/board/register';
import { boardPhone, lookUpAll, named } from '../../../support/board-phone';
import { NOON, SECOND, MINUTE } from '../../../support/delivery-reports';
import { world, dataOf, newKey, owner, register, storedIn } from '../../../support/fresh-shop';

describe('the orders that a store awaits', () => {
  const send = async (...sent: Parameters<typeof register>) =>
    ((await dataOf(register(...sent))) as RegisterResult).left;
  const hundreds = (count: number, name: string) =>
    Array.from({ length: count }, (_, n) => named(100, `${name}${n}`));
  const size = () => storedIn('deliveries').size;

  it('are five hundred of a key and a thousand in all, also when calls come at once', async () => {
    const { key } = await newKey();
    const second = await newKey('二');
    const third = await newKey('三');
    const left = await Promise.all(hundreds(7, 'A').map((ids) => send(key, ...ids)));
    expect(size()).toBe(700 - left.flat().length);
    for (const ids of hundreds(5, 'A')) await send(key, ...ids);
    expect(size()).toBe(500);
    world.clock.now += MINUTE;
    for (const ids of hundreds(5, 'B')) await send(second.key, ...ids);
    expect(await send(third.key, 'C')).toEqual([{ orderId: 'C', reason: 'too-many-awaited' }]);
    expect(size()).toBe(1000);
    // What is sent again needs no room, nor what WeChat knows.
    expect(await send(key, ...named(100, 'A0'))).toEqual([]);
    world.orders.set('shop-one//KNOWN', 301);
    await lookUpAll(world, 'o-clerk', 'KNOWN');
    expect(await send(key, 'KNOWN')).toEqual([]);
    // Those of a revoked key leave room at once.
    await owner('revoke-register-key', { keyId: second.keyId });
    expect(await send(third.key, 'C')).toEqual([]);
  });

  it('keep the steps of the first time when they are sent again, with the new note', async () => {
    const { key } = await newKey();
    await send(key, { orderId: 'A', note: '一' });
    await boardPhone(world, 'o-clerk').refresh();
    world.clock.now += 30 * SECOND;
    await send(key, { orderId: 'A', note: '二' });
    const { board, asked } = await boardPhone(world, 'o-clerk').refresh();
    expect(asked).toEqual([]);
    expect(board.rows).toMatchObject([{ note: '二', broughtAt: NOON, nextAskAt: NOON + MINUTE }]);
  });
});
