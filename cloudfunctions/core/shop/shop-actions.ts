import type { ShopAction } from '../../../miniprogram/contract/shop-api';
import { accountActions } from './account-actions';
import type { Action } from '../access/access';
import type { ConnectWeChat } from '../providers/wechat/wechat';
import { intracityActions } from './intracity-actions';
import { miniProgramActions } from './mini-program-actions';
import { membershipActions } from '../people/membership-actions';
import { peopleActions } from '../people/people-actions';
import { actionsOnRegisterKeys } from './register-key-actions';
import { seeInviteAction } from './see-invite';
import { settingsActions } from './settings-actions';
import type { ShopParts } from '../access/shop-context';
import { storeActions } from './store-actions';

/** Returns all actions of `shop`, by name; `roomsAbove`: those of rooms above this one. */
export function shopActions(
  parts: ShopParts,
  wechat: ConnectWeChat,
  roomsAbove: Readonly<Record<Exclude<ShopAction, keyof ReturnType<typeof ownActions>>, Action>>,
): ReadonlyMap<string, Action> {
  const actions: Readonly<Record<ShopAction, Action>> = {
    ...ownActions(parts, wechat),
    ...roomsAbove,
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
    ...actionsOnRegisterKeys(parts),
    ...settingsActions(parts),
  };
}
