import { clockTime, durationWords } from '../../ui/wording/measures';
import {
  type Invite,
  type Member,
  type Role,
  type Store,
  type StoreScope,
  type UnreadableMember,
  mayManage,
  ROLES,
} from '../../contract/shop';
import { initialOf, joinedParts, ROLE_NAMES, storeNames } from '../../shop/roles';
import { pagePath } from '../../contract/page-paths';

export interface MemberRow {
  readonly staffId: string;
  readonly name: string;
  readonly initial: string;
  readonly detail: string;
  readonly isMe: boolean;
  readonly isChangeable: boolean;
  readonly isRemovable: boolean;
}

/** Person who has accepted an invite and waits for confirmation. */
export interface JoinerRow {
  readonly inviteId: string;
  readonly name: string;
  readonly detail: string;
  /** True when the current user has to confirm this person; otherwise `detail` names who has to. */
  readonly isConfirmable: boolean;
}

export interface InviteRow {
  readonly inviteId: string;
  readonly title: string;
  readonly detail: string;
  readonly isRevocable: boolean;
}

export interface PeopleView {
  readonly joiners: readonly JoinerRow[];
  /** True when at least one joiner waits for confirmation by the current user. */
  readonly isConfirming: boolean;
  readonly members: readonly MemberRow[];
  readonly invites: readonly InviteRow[];
}

export interface People {
  readonly members: readonly Member[];
  readonly invites: readonly Invite[];
  readonly unreadable?: readonly UnreadableMember[] | undefined;
}

/** @param now current time in ms on the cloud's clock */
export function peopleView(
  { members, invites, unreadable = [] }: People,
  stores: readonly Store[],
  now: number,
): PeopleView {
  const me = members.find(({ isMe }) => isMe);
  const manages = (other: { readonly role: Role; readonly stores: StoreScope }): boolean =>
    me !== undefined && mayManage(me, other);
  const joiners = invites.filter(isWaiting).map((invite) => ({
    inviteId: invite.inviteId,
    name: invite.joinerName ?? '',
    detail: joinedParts(
      `想做${ROLE_NAMES[invite.role]}`,
      storeNames(invite.stores, stores),
      invite.isMine ? '' : `等${invite.inviterName}确认`,
    ),
    isConfirmable: invite.isMine && me?.role === 'owner',
  }));
  return {
    joiners,
    isConfirming: joiners.some(({ isConfirmable }) => isConfirmable),
    members: [
      ...[...members].sort(byRank).map((member) => ({
        staffId: member.staffId,
        name: member.name,
        initial: initialOf(member.name),
        detail: joinedParts(
          ROLE_NAMES[member.role],
          storeNames(member.stores, stores),
          member.expiresAt === null ? '' : `到 ${clockTime(member.expiresAt, now)}`,
        ),
        isMe: member.isMe,
        // The role of a reviewer is fixed, and reviewers have no stores.
        isChangeable: !member.isMe && me?.role === 'owner' && member.role !== 'reviewer',
        isRemovable: !member.isMe && manages(member),
      })),
      ...unreadable.map(({ staffId, name }) => ({
        staffId,
        name: name === '' ? '没有名字' : name,
        initial: initialOf(name),
        detail: '记录读不懂',
        isMe: false,
        isChangeable: false,
        isRemovable: me?.role === 'owner',
      })),
    ],
    invites: invites
      .filter((invite) => !isWaiting(invite))
      .map((invite) => ({
        inviteId: invite.inviteId,
        title: joinedParts(`${ROLE_NAMES[invite.role]}邀请`, storeNames(invite.stores, stores)),
        detail: joinedParts(
          invite.isMine ? '' : `${invite.inviterName}发的`,
          `${durationWords(invite.expiresAt - now)}后失效`,
        ),
        isRevocable: manages(invite),
      })),
  };
}

function byRank(one: Member, other: Member): number {
  return (
    ROLES.indexOf(one.role) - ROLES.indexOf(other.role) ||
    one.name.localeCompare(other.name, 'zh-CN')
  );
}

function isWaiting({ state }: Invite): boolean {
  return state === 'waiting';
}

export interface MemberView extends MemberRow {
  readonly role: Role;
  readonly stores: StoreScope;
  /** Reason why the role cannot be changed here; empty when it can. */
  readonly note: string;
}

/**
 * Builds the view of one member.
 *
 * @returns null when there is no member with this id
 */
export function memberView(
  staffId: string,
  people: People,
  stores: readonly Store[],
  now: number,
): MemberView | null {
  const row = peopleView(people, stores, now).members.find((one) => one.staffId === staffId);
  if (row === undefined) return null;
  const member = people.members.find((one) => one.staffId === staffId);
  return {
    ...row,
    role: member?.role ?? 'clerk',
    stores: member?.stores ?? [],
    note: row.isChangeable ? '' : noteOf(row, member),
  };
}

function noteOf({ isMe }: MemberRow, member: Member | undefined): string {
  if (member === undefined) return '这个人的记录读不懂：移除以后，再邀请一次。';
  if (isMe) return '这是你。要离开本店，到“店铺”的最下面。';
  if (member.role === 'reviewer') return '审核员只看演示订单；角色不能改，到期自己离开。';
  return '角色和门店由店主来改。';
}

export function refusalQuestion(name: string) {
  return {
    title: `拒绝${name}？`,
    content: `${name}不能用这张邀请加入了。要加入得重新邀请。`,
    confirmText: '拒绝',
  };
}

export const REVOKING_QUESTION = {
  title: '撤回这张邀请？',
  content: '拿到它的人不能再加入。',
  confirmText: '撤回',
};

export function removalQuestion(name: string) {
  return {
    title: `移除${name}？`,
    content: `${name}马上不能再查单，手机里的本店记录会在下一次查询时清空。要回来得重新邀请。`,
    confirmText: '移除',
  };
}

/** Chat card of an invite. The title names inviter, role and store; only `path` has the secret. */
export interface InviteCard {
  readonly title: string;
  readonly path: string;
}

export function inviteCard(
  { role, stores }: { readonly role: Role; readonly stores: StoreScope },
  allStores: readonly Pick<Store, 'storeId' | 'name'>[],
  { inviterName, secret }: { readonly inviterName: string; readonly secret: string },
): InviteCard {
  const only = stores !== 'all' && stores.length === 1 ? stores[0] : undefined;
  const store = allStores.find(({ storeId }) => storeId === only)?.name;
  const title =
    role === 'reviewer'
      ? '骑手在哪：审核体验入口'
      : `${inviterName}请你做${store ?? '本店'}的${ROLE_NAMES[role]}`;
  return { title, path: `${pagePath('join')}?invite=${encodeURIComponent(secret)}` };
}
