import { DEFAULT_THRESHOLDS, RECORDED_ORDER_IDS } from '../../../../miniprogram/contract/shop';
import { boardPhone, lookUpAll } from '../../../support/board-phone';
import { changeStore, giveAccountAway, join, newAccount } from '../../../support/two-store-shop';
import { shop, world } from '../../../support/fresh-shop';
import { MINUTE, DAY } from '../../../support/delivery-reports';

const rowsOf = async (openId: string, storeId?: string) => {
  const request = storeId === undefined ? {} : { marks: [], storeId };
  return (await boardPhone(world, openId).refresh(request)).board.rows;
};

describe('on whose board an order stands', () => {
  it('is the store’s of who asked first, where an account serves several; others find it by its id', async () => {
    await newAccount(world, 'SS', 'shared', 'secret-3', shop.stores.one, shop.stores.two);
    await join(world, 'o-clerk-two', 'clerk', [shop.stores.two]);
    world.clock.now += MINUTE;
    world.orders.set('shared//A', 301);
    await lookUpAll(world, 'o-clerk-two', 'A');
    await lookUpAll(world, 'o-clerk', 'A');
    expect(await rowsOf('o-clerk')).toEqual([]);
    expect(await rowsOf('o-clerk-two')).toMatchObject([{ orderId: 'A' }]);
    expect(await rowsOf('o-owner')).toMatchObject([{ orderId: 'A', store: '二店' }]);
    expect(await rowsOf('o-owner', shop.stores.one)).toEqual([]);
    expect(await rowsOf('o-owner', shop.stores.two)).toMatchObject([{ orderId: 'A' }]);
  });

  it('stays there, although a clock that was ahead stored its last change', async () => {
    world.orders.set('shop-one//A', 301);
    world.clock.now += 2 * DAY;
    await lookUpAll(world, 'o-clerk', 'A');
    world.clock.now -= 2 * DAY;
    expect(await rowsOf('o-clerk')).toMatchObject([{ orderId: 'A' }]);
  });

  it('goes by that store’s thresholds', async () => {
    await newAccount(world, 'SS', 'shared', 'secret-3', shop.stores.one, shop.stores.two);
    await changeStore(shop, { thresholds: { ...DEFAULT_THRESHOLDS, atStoreMinutes: 1 } });
    world.clock.now += MINUTE;
    world.orders.set('shared//A', 201);
    await lookUpAll(world, 'o-clerk', 'A');
    world.clock.now += MINUTE;
    expect(await rowsOf('o-clerk')).toMatchObject([{ stuck: { reason: 'at-store' } }]);
  });
});

describe('who sees a board', () => {
  beforeEach(async () => {
    world.orders.set('shop-one//A', 301);
    await lookUpAll(world, 'o-clerk', 'A');
  });

  it('is nobody of another store', async () => {
    await join(world, 'o-clerk-two', 'clerk', [shop.stores.two]);
    expect(await rowsOf('o-clerk-two')).toEqual([]);
    await expect(rowsOf('o-clerk-two', shop.stores.one)).rejects.toThrow('no-such-entry');
  });

  it('is nobody whose store has lost the account', async () => {
    await giveAccountAway(shop);
    world.clock.now += MINUTE;
    expect(await rowsOf('o-clerk')).toEqual([]);
  });

  it('is no stranger, and of a reviewer the recorded orders only', async () => {
    await expect(rowsOf('o-stranger')).rejects.toThrow('not-staff');
    const phone = boardPhone(world, 'o-reviewer');
    const { board, asked } = await phone.refresh({ isOpening: true });
    expect(board.rows.map(({ orderId }) => orderId)).toEqual(RECORDED_ORDER_IDS);
    expect(asked).toEqual([]);
    await expect(rowsOf('o-reviewer', shop.stores.one)).rejects.toThrow('no-such-entry');
  });
});
