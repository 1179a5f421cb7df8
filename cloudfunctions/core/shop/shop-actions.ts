import type { ShopAction } from '../../../miniprogram/contract/shop-api';
import { accountActions } from './account-actions';
import type { Action } from '../access/access';
import type { ConnectWeChat } from '../providers/wechat/wechat';
import { intracityActions } from './intracity-actions';
import { miniProgramActions } from './mini-program-actions';
import { membershipActions } from '../people/membership-actions';
import { peopleActions } from '../people/people-actions';
import { registerKeyActions } from './register-key-actions';
import { seeInviteAction } from './see-invite';
import { settingsActions } from './settings-actions';
import type { ShopParts } from '../access/shop-context';
import { storeActions } from './store-actions';

/** Returns all actions of the function `shop`, by name; `otherActions`: those of other folders. */
export function shopActions(
  parts: ShopParts,
  wechat: ConnectWeChat,
  otherActions: Readonly<Record<Exclude<ShopAction, keyof ReturnType<typeof ownActions>>, Action>>,
): ReadonlyMap<string, Action> {
  const actions: Readonly<Record<ShopAction, Action>> = {
    ...ownActions(parts, wechat),
    ...otherActions,
  };
  return new Map(Object.entries(actions));
}

function ownActions(parts: ShopParts, wechat: ConnectWeChat) {
  return {
    ...membershipActions(parts),
    'see-invite': seeInviteAction(parts),
    ...peopleActions(parts),
    ...storeActions(parts),
    ...accountActions(parts),
    ...intracityActions(parts, wechat),
    ...miniProgramActions(parts, wechat),
    ...registerKeyActions(parts),
    ...settingsActions(parts),
  };
}
