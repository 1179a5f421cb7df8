import { size, string, type } from 'superstruct';
import type { InviteOffer } from '../../../miniprogram/contract/shop-api';
import { type Action, nonStaffAction } from '../access/access';
import type { ShopContext } from '../access/shop-context';
import { findInviteBySecret, findInviter, callerOpenId } from '../people/membership-actions';
import { listStores } from './stores';

/** Creates the action that shows an invite to anyone who knows the invite's secret. */
export function seeInviteAction(context: ShopContext): Action {
  return nonStaffAction({
    grants: 'anyone',
    input: type({ secret: size(string(), 0, 64) }),
    handle: async ({ secret }, call): Promise<InviteOffer> => {
      const invite = await findInviteBySecret(context, secret, callerOpenId(call));
      const inviter = await findInviter(context, invite);
      const { role, stores } = invite;
      if (stores === 'all') return { role, storeNames: 'all', inviterName: inviter.name };
      const offeredStores = (await listStores(context.collections.stores)).filter(({ storeId }) =>
        stores.includes(storeId),
      );
      return { role, storeNames: offeredStores.map(({ name }) => name), inviterName: inviter.name };
    },
  });
}
