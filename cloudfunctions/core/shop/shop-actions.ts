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

/** Actions that use code of rooms above this one. The cloud function passes them in. */
type RoomsAbove = Readonly<
  Record<
    Extract<
      ShopAction,
      | 'self-check'
      | 'purge-now'
      | `${string}-paid-orders`
      | `${string}-robot${'' | 's'}`
      | 'save-quiet-hours'
    >,
    Action
  >
>;

/** Returns all actions of the cloud function `shop`, by name. */
export function shopActions(
  parts: ShopParts,
  wechat: ConnectWeChat,
  roomsAbove: RoomsAbove,
): ReadonlyMap<string, Action> {
  const actions: Readonly<Record<ShopAction, Action>> = {
    ...membershipActions(parts),
    'see-invite': seeInviteAction(parts),
    ...peopleActions(parts),
    ...storeActions(parts),
    ...accountActions(parts),
    ...intracityActions(parts, wechat),
    ...miniProgramActions(parts, wechat),
    ...registerKeyActions(parts),
    ...settingsActions(parts),
    ...roomsAbove,
  };
  return new Map(Object.entries(actions));
}
