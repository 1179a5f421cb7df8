import { type Struct, size, string, type } from 'superstruct';
import type { InviteOffer, ShopCalls } from '../../../miniprogram/contract/shop-api';
import { type Action, openAction } from '../access/access';
import type { ShopParts } from '../access/shop-context';
import { inviteBySecret, inviterOf, callerOpenId } from '../people/membership-actions';
import { CLIENT_SOURCES } from '../runtime/define-function';
import { listStores } from './stores';

const input: Struct<ShopCalls['see-invite']['input']> = type({ secret: size(string(), 0, 64) });

/** Anyone may call: only the inviter and the receiver of the card know the secret. */
export function seeInviteAction(parts: ShopParts): Action {
  return openAction({
    sources: CLIENT_SOURCES,
    grants: 'anyone',
    input,
    handle: async ({ secret }, call): Promise<InviteOffer> => {
      const invite = await inviteBySecret(parts, secret, callerOpenId(call));
      const inviter = await inviterOf(parts, invite);
      const { role, stores } = invite;
      if (stores === 'all') return { role, storeNames: 'all', inviterName: inviter.name };
      const offered = (await listStores(parts.collections.stores)).filter(({ storeId }) =>
        stores.includes(storeId),
      );
      return { role, storeNames: offered.map(({ name }) => name), inviterName: inviter.name };
    },
  });
}
