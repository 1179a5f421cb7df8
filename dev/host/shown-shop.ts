import { DEMO_ACCOUNT, DEMO_ACCOUNTS } from '../sandbox/account';
import { COURIERS } from '../sandbox/couriers';
import type { ShownShop, WorldKind } from '../protocol/host-state';
import { SETUP_CODE } from './open-shop';

/** What there is to type when a shop is set up. */
export function shownShop(kind: WorldKind): ShownShop {
  return {
    kind,
    setupCode: SETUP_CODE,
    appSecret: DEMO_ACCOUNT.appSecret,
    accounts: DEMO_ACCOUNTS.map(({ courierId, shopId, secret, stores }) => ({
      companyId: courierId,
      company: COURIERS[courierId].name,
      shopId,
      secret,
      stores: stores.map(({ store, shopNo }) => ({ name: store.name, shopNo })),
    })),
  };
}
