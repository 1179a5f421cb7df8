import { DEFAULT_THRESHOLDS, RECORDED_ORDER_IDS } from '../../../../miniprogram/contract/shop';
import { boardPhone, lookUpAll } from '../../../support/board-phone';
import { changeStore, giveAccountAway, join, newAccount } from '../../../support/two-store-shop';
import { shop, world } from '../../../support/fresh-shop';
import { MINUTE, DAY } from '../../../support/delivery-reports';

describe('on whose board an order stands', () => {
  it('is the store’s of who asked first, where an account serves several; others find it by its id', async () => {
    await newAccount(world, 'SS', 'shared', 'secret-3', shop.stores.one, shop.stores.two);
    await join(world, 'o-clerk-two', 'clerk', [shop.stores.two]);
    world.clock.now += MINUTE;
    world.orders.set('shared//A', 301);
    await lookUpAll(world, 'o-clerk-two', 'A');
    await lookUpAll(world, 'o-clerk', 'A');
    const [one, two] = [boardPhone(world, 'o-clerk'), boardPhone(world, 'o-clerk-two')];
    expect((await one.refresh()).board.rows).toEqual([]);
    expect((await two.refresh()).board.rows).toMatchObject([{ orderId: 'A' }]);
    const owner = boardPhone(world, 'o-owner');
    expect((await owner.refresh()).board.rows).toMatchObject([{ orderId: 'A', store: '二店' }]);
    const ofOne = await owner.refresh({ marks: [], storeId: shop.stores.one });
    expect(ofOne.board.rows).toEqual([]);
    const ofTwo = await owner.refresh({ marks: [], storeId: shop.stores.two });
    expect(ofTwo.board.rows).toMatchObject([{ orderId: 'A' }]);
  });

  it('stays there, although a clock that was ahead stored its last change', async () => {
    world.orders.set('shop-one//A', 301);
    world.clock.now += 2 * DAY;
    await lookUpAll(world, 'o-clerk', 'A');
    world.clock.now -= 2 * DAY;
    expect((await boardPhone(world, 'o-clerk').refresh()).board.rows).toMatchObject([
      { orderId: 'A' },
    ]);
  });

  it('goes by that store’s thresholds', async () => {
    await newAccount(world, 'SS', 'shared', 'secret-3', shop.stores.one, shop.stores.two);
    await changeStore(shop, { thresholds: { ...DEFAULT_THRESHOLDS, atStoreMinutes: 1 } });
    world.clock.now += MINUTE;
    world.orders.set('shared//A', 201);
    await lookUpAll(world, 'o-clerk', 'A');
    world.clock.now += MINUTE;
    const { board } = await boardPhone(world, 'o-clerk').refresh();
    expect(board.rows).toMatchObject([{ stuck: { reason: 'at-store' } }]);
  });
});

describe('who sees a board', () => {
  beforeEach(async () => {
    world.orders.set('shop-one//A', 301);
    await lookUpAll(world, 'o-clerk', 'A');
  });

  it('is nobody of another store', async () => {
    await join(world, 'o-clerk-two', 'clerk', [shop.stores.two]);
    const { board } = await boardPhone(world, 'o-clerk-two').refresh();
    expect(board.rows).toEqual([]);
    const other = boardPhone(world, 'o-clerk-two').refresh({ storeId: shop.stores.one });
    await expect(other).rejects.toThrow('no-such-entry');
  });

  it('is nobody whose store has lost the account', async () => {
    await giveAccountAway(shop);
    world.clock.now += MINUTE;
    expect((await boardPhone(world, 'o-clerk').refresh()).board.rows).toEqual([]);
  });

  it('is no stranger, and of a reviewer the recorded orders only', async () => {
    await expect(boardPhone(world, 'o-stranger').refresh()).rejects.toThrow('not-staff');
    const phone = boardPhone(world, 'o-reviewer');
    const { board, asked } = await phone.refresh({ isOpening: true });
    expect(board.rows.map(({ orderId }) => orderId)).toEqual(RECORDED_ORDER_IDS);
    expect(asked).toEqual([]);
    await expect(phone.refresh({ storeId: shop.stores.one })).rejects.toThrow('no-such-entry');
  });
});
