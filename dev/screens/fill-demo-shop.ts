import type { Account, Member, Store } from '../../miniprogram/contract/shop';
import { callShopAs, type CallShop } from '../host/call-shop';
import type { Person } from '../host/people';
import { OWNER, REMOVED } from '../host/people';
import type { Stage } from './stage';
import { ORDER_IDS } from './stage';

/** The demo's shop with an unused invite, an applicant to be confirmed, and known riders. */
export interface FilledDemoShop {
  /** Secret of the unused invite. */
  readonly secret: string;
  readonly stores: readonly Store[];
  readonly accounts: readonly Account[];
  readonly members: readonly Member[];
}

const WATCHED = [ORDER_IDS.returning, ORDER_IDS.delivering];
const ASKS = 20;
const ASK_EVERY_MS = 12_000;

/** Creates two invites as the owner, accepts one as the removed person, and looks orders up. */
export async function fillDemoShop(stage: Stage): Promise<FilledDemoShop> {
  const shopAs = (person: Person): CallShop =>
    callShopAs({ invoke: (name, event) => stage.invoke(person, name, event) }, person);
  const asOwner = shopAs(OWNER);
  const { stores } = await asOwner('list-stores', {});
  const [first] = stores;
  if (first === undefined) throw new Error('The demo has no store.');
  const { secret } = await asOwner('invite', { role: 'clerk', stores: [first.storeId] });
  const forManager = await asOwner('invite', { role: 'manager', stores: 'all' });
  await shopAs(REMOVED)('accept-invite', { secret: forManager.secret, name: REMOVED.ownName });
  const { accounts } = await asOwner('list-accounts', {});
  const { members } = await asOwner('list-people', {});
  await watchRiders(stage);
  return { secret, stores, accounts, members };
}

/** Looks orders up repeatedly while time passes, so that the cloud has seen their riders move. */
async function watchRiders(stage: Stage): Promise<void> {
  for (let ask = 0; ask < ASKS; ask += 1) {
    await stage.act('jump', { byMs: ASK_EVERY_MS });
    for (const orderId of WATCHED)
      await stage.invoke(OWNER, 'getOrder', { action: 'look-up', orderId });
  }
}
