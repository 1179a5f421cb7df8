import type { Account, Member, Store } from '../../miniprogram/shared/shop';
import { OWNER, REMOVED } from '../host/people';
import type { Stage } from './stage';

/** The demo's shop on a day when people come: an invite is open, and somebody waits to be let in. */
export interface Furnished {
  /** Of the open invite. */
  readonly secret: string;
  readonly stores: readonly Store[];
  readonly accounts: readonly Account[];
  readonly members: readonly Member[];
}

/** Invites as the owner would; who had been removed is the one that comes again. */
export async function furnish(stage: Pick<Stage, 'shopAs'>): Promise<Furnished> {
  const asOwner = stage.shopAs(OWNER);
  const { stores } = await asOwner('list-stores', {});
  const [first] = stores;
  if (first === undefined) throw new Error('The demo has no store.');
  const { secret } = await asOwner('invite', { role: 'clerk', stores: [first.storeId] });
  const forManager = await asOwner('invite', { role: 'manager', stores: 'all' });
  await stage.shopAs(REMOVED)('accept-invite', {
    secret: forManager.secret,
    name: REMOVED.ownName,
  });
  const { accounts } = await asOwner('list-accounts', {});
  const { members } = await asOwner('list-people', {});
  return { secret, stores, accounts, members };
}
