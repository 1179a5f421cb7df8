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
import type { ShopContext } from '../access/shop-context';
import { storeActions } from './store-actions';

/** Returns all actions of the function `shop`, by name; with `otherActions`, of other folders. */
export function shopActions(
  context: ShopContext,
  wechat: ConnectWeChat,
  otherActions: Readonly<Record<Exclude<ShopAction, keyof ReturnType<typeof ownActions>>, Action>>,
): ReadonlyMap<string, Action> {
  const actions: Readonly<Record<ShopAction, Action>> = {
    ...ownActions(context, wechat),
    ...otherActions,
  };
  return new Map(Object.entries(actions));
}

function ownActions(context: ShopContext, wechat: ConnectWeChat) {
  return {
    ...membershipActions(context),
    'see-invite': seeInviteAction(context),
    ...peopleActions(context),
    ...storeActions(context),
    ...accountActions(context),
    ...intracityActions(context, wechat),
    ...miniProgramActions(context, wechat),
    ...registerKeyActions(context),
    ...settingsActions(context),
  };
}
