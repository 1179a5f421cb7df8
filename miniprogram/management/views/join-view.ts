import type { Member, Role } from '../../contract/shop';
import type { InviteOffer } from '../../contract/shop-api';
import { ROLE_DUTIES, ROLE_NAMES } from '../../shop/roles';
import { needsStoreChoice } from './choices';

/** Builds the texts that show an invite to the invited person. `storeNames` may be empty. */
export function offerView({ role, storeNames, inviterName }: InviteOffer) {
  const names = storeNames === 'all' ? '全部门店' : storeNames.join('、');
  const roleText = roleWithStores(role, names);
  return {
    title: `${inviterName}邀请你加入`,
    place: role === 'reviewer' ? roleText : `做${roleText}`,
    duties: ROLE_DUTIES[role],
    storeNames: names,
  };
}

const NEXT_STEP_BY_ROLE: Readonly<Record<Role, string>> = {
  owner: '“店铺”里管人员、门店、配送账号和自检。',
  manager: '“店铺”里可以邀请和移除你门店的店员。',
  clerk: '“店铺”里能看你的门店，也能离开本店。',
  reviewer: '“查单”里有三个可以试的订单。',
};

/** Builds the texts for a member. `isNew`: adds a welcome; `tab`: the tab that the button opens. */
export function joinedView(
  { name, role }: Pick<Member, 'name' | 'role'>,
  storeNames: string,
  isNew: boolean,
) {
  const isOwner = role === 'owner';
  return {
    title: isNew ? `欢迎你，${name}` : '你已经在店里了',
    place: `你是${roleWithStores(role, storeNames)}。`,
    next: NEXT_STEP_BY_ROLE[role],
    tab: isOwner ? ('shop' as const) : ('search' as const),
    button: isOwner ? '去店铺' : '去查单',
  };
}

/** Returns a role with its stores, such as `天河南店、云汇店的店员`. */
function roleWithStores(role: Role, storeNames: string): string {
  return needsStoreChoice(role) && storeNames !== ''
    ? `${storeNames}的${ROLE_NAMES[role]}`
    : ROLE_NAMES[role];
}
