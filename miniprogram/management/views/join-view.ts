import type { Membership, Role } from '../../contract/shop';
import type { InviteOffer } from '../../contract/shop-api';
import { ROLE_DUTIES, ROLE_NAMES } from '../../shop/roles';
import { hasChosenStores } from './choices';

/** Texts of an invite, for the person who may accept it. */
export interface OfferView {
  /** Person who invites: `周敏邀请你加入`. */
  readonly title: string;
  /** Role and stores: `做天河南店的店员`. */
  readonly place: string;
  readonly duties: string;
  /** Names of the stores in one line; empty for roles without stores. */
  readonly storeNames: string;
}

export function offerView({ role, storeNames, inviterName }: InviteOffer): OfferView {
  const names = storeNames === 'all' ? '全部门店' : storeNames.join('、');
  const place = placeOf(role, names);
  return {
    title: `${inviterName}邀请你加入`,
    place: role === 'reviewer' ? place : `做${place}`,
    duties: ROLE_DUTIES[role],
    storeNames: names,
  };
}

/** Texts for a member who has opened the page of an invite. */
export interface JoinedView {
  readonly title: string;
  readonly place: string;
  /** What a person with this role can do next, and in which tab. */
  readonly next: string;
  /** Tab that the only button opens; `button` is its text. */
  readonly tab: 'search' | 'shop';
  readonly button: string;
}

type Me = Extract<Membership, { readonly kind: 'member' }>;

const NEXT: Readonly<Record<Role, string>> = {
  owner: '“店铺”里管人员、门店、配送账号和自检。',
  manager: '“店铺”里可以邀请和移除你门店的店员。',
  clerk: '“店铺”里能看你的门店，也能离开本店。',
  reviewer: '“查单”里有三个可以试的订单。',
};

/**
 * @param storeNames names of the member's stores in one line; may be empty
 * @param isNew true for a person who has just joined, and is therefore welcomed
 */
export function joinedView(
  { name, role }: Pick<Me, 'name' | 'role'>,
  storeNames: string,
  isNew: boolean,
): JoinedView {
  const isOwner = role === 'owner';
  return {
    title: isNew ? `欢迎你，${name}` : '你已经在店里了',
    place: `你是${placeOf(role, storeNames)}。`,
    next: NEXT[role],
    tab: isOwner ? 'shop' : 'search',
    button: isOwner ? '去店铺' : '去查单',
  };
}

/** Returns a role with its stores, such as `天河南店、云汇店的店员`. */
function placeOf(role: Role, storeNames: string): string {
  return hasChosenStores(role) && storeNames !== ''
    ? `${storeNames}的${ROLE_NAMES[role]}`
    : ROLE_NAMES[role];
}
