import { WECOM_ADDRESS } from './fake-robots';
import { APP_ID, MALL } from './fake-wechat';
import { boardPhone } from './board-phone';
import type { KeptShop } from './kept-shop';
import type { ShopWorld } from './shop-world';
import { watchIn } from './told-shop';
import { staffIdOf } from './two-store-shop';

const MINUTE = 60_000;

/** Writes over all that a kept shop stores, by the product's own changes. */
export async function changeKeptShop(world: ShopWorld, kept: KeptShop): Promise<void> {
  const owner = 'o-owner';
  const { stores } = await world.shop(owner, 'list-stores', {});
  const { accounts } = await world.shop(owner, 'list-accounts', {});
  const [one] = stores.filter(({ position }) => position !== null);
  if (one === undefined) throw new Error('The kept shop has no store with a place.');
  const { storeId } = one;
  await world.shop(owner, 'save-store', { ...one, name: `${one.name}二楼` });
  await world.shop(owner, 'save-quiet-hours', { storeId, quiet: { from: 1, to: 5 } });
  await world.shop(owner, 'save-robot', { storeId, address: WECOM_ADDRESS, signSecret: null });
  for (const { accountId, version, appId, provider, company, shopId, bindings } of accounts) {
    const changed = { accountId, version, appId, label: '改过的', bindings };
    await (provider === 'wechat-instant'
      ? world.shop(owner, 'save-account', { ...changed, provider, company, shopId, secret: null })
      : world.shop(owner, 'save-intracity-account', { ...changed, keys: null }));
  }
  await world.shop(owner, 'save-mini-program', { ...MALL, name: '点单二', secret: 'another-one' });
  await world.shop(owner, 'switch-paid-orders', { appId: APP_ID, isOn: false });
  await world.shop(owner, 'save-dark-map', { darkMap: { key: 'MAPKE-Y0001', style: 4 } });
  await world.shop(owner, 'save-retention', { historyDays: 30, auditDays: 40 });
  const staffId = await staffIdOf(world, 'o-clerk');
  await world.shop(owner, 'change-member', { staffId, role: 'clerk', stores: 'all' });
  await world.call('shop', 'o-new', {
    ...{ action: 'accept-invite', secret: kept.inviteSecret, name: '新来的' },
  });
  const orders = [{ orderId: 'D-REGISTERED', note: '四楼' }];
  await world.call(
    'getOrder',
    '',
    { action: 'register', key: kept.registerKey, orders },
    'wx_http',
  );
  const order = (action: string, more: object) =>
    world.call('getOrder', 'o-clerk', { action, ...more });
  await order('add-orders', { orders: [['D-BROUGHT'], ['D-NOBODY']] });
  world.clock.now += MINUTE;
  world.forgetToken();
  for (const orderId of ['D-ROAD', 'D-CITY', 'D-LATE', 'D-TWICE', 'D-UNKNOWN', 'D-NOBODY'])
    await order('look-up', { orderId, exact: true });
  world.orders.set('shop-one//D-ROAD', 302);
  await order('acknowledge', { orderId: 'D-LATE', reason: 'unreachable' });
  for (let minute = 0; minute < 4; minute += 1) {
    world.clock.now += MINUTE;
    await watchIn(world);
    await boardPhone(world, 'o-clerk').refresh();
  }
  world.clock.now += 120 * MINUTE;
  await order('look-up', { orderId: 'D-ROAD', exact: true });
  await world.call('sweep', '', {}, 'wx_trigger');
}
