import { clockTime, durationWords } from '../../ui/wording/measures';
import { pagePath } from '../../contract/page-paths';
import {
  type Invite,
  type Member,
  type People,
  type Store,
  mayManage,
  ROLES,
} from '../../contract/shop';
import { initialOf, joinNonEmpty, ROLE_NAMES, storeNames } from '../../shop/roles';

/** Builds the lists of page 人员: joiners to confirm, members, and open invites. */
export function peopleView(
  { members, invites, unreadable = [] }: People,
  stores: readonly Store[],
  now: number,
) {
  const viewer = members.find(({ isMe }) => isMe);
  const mayManageThem = (other: Pick<Member, 'role' | 'stores'>): boolean =>
    viewer !== undefined && mayManage(viewer, other);
  const joiners = invites
    .filter(isToConfirm)
    .map((invite) => ({
      inviteId: invite.inviteId,
      name: invite.joinerName ?? '',
      detail: joinNonEmpty(
        `想做${ROLE_NAMES[invite.role]}`,
        storeNames(invite.stores, stores),
        invite.isMine ? '' : `等${invite.inviterName}确认`,
      ),
      isConfirmable: invite.isMine && viewer?.role === 'owner',
    }));
  return {
    joiners,
    isConfirming: joiners.some(({ isConfirmable }) => isConfirmable),
    members: [
      ...[...members].sort(compareByRole).map((member) => ({
        staffId: member.staffId,
        name: member.name,
        initial: initialOf(member.name),
        detail: joinNonEmpty(
          ROLE_NAMES[member.role],
          storeNames(member.stores, stores),
          member.expiresAt === null ? '' : `到 ${clockTime(member.expiresAt, now)}`,
        ),
        isMe: member.isMe,
        // A reviewer's role never changes, and a reviewer has no stores.
        isChangeable: !member.isMe && viewer?.role === 'owner' && member.role !== 'reviewer',
        isRemovable: !member.isMe && mayManageThem(member),
      })),
      ...unreadable.map(({ staffId, name }) => ({
        staffId,
        name: name === '' ? '没有名字' : name,
        initial: initialOf(name),
        detail: '记录读不懂',
        isMe: false,
        isChangeable: false,
        isRemovable: viewer?.role === 'owner',
      })),
    ],
    invites: invites
      .filter((invite) => !isToConfirm(invite))
      .map((invite) => ({
        inviteId: invite.inviteId,
        title: joinNonEmpty(`${ROLE_NAMES[invite.role]}邀请`, storeNames(invite.stores, stores)),
        detail: joinNonEmpty(
          invite.isMine ? '' : `${invite.inviterName}发的`,
          `${durationWords(invite.expiresAt - now)}后失效`,
        ),
        isRevocable: mayManageThem(invite),
      })),
  };
}

function compareByRole(one: Member, other: Member): number {
  return (
    ROLES.indexOf(one.role) - ROLES.indexOf(other.role) ||
    one.name.localeCompare(other.name, 'zh-CN')
  );
}

function isToConfirm({ state }: Invite): boolean {
  return state === 'waiting';
}

/** Builds the view of a member; null if unknown. `note`: why the role cannot change, or empty. */
export function memberView(staffId: string, people: People, stores: readonly Store[], now: number) {
  const row = peopleView(people, stores, now).members.find((one) => one.staffId === staffId);
  if (row === undefined) return null;
  const member = people.members.find((member) => member.staffId === staffId);
  return {
    ...row,
    role: member?.role ?? 'clerk',
    stores: member?.stores ?? [],
    note: row.isChangeable ? '' : whyRoleIsFixed(member),
  };
}

function whyRoleIsFixed(member: Member | undefined): string {
  if (member === undefined) return '这个人的记录读不懂：移除以后，再邀请一次。';
  if (member.isMe) return '这是你。要离开本店，到“店铺”的最下面。';
  if (member.role === 'reviewer') return '审核员只看演示订单；角色不能改，到期自己离开。';
  return '角色和门店由店主来改。';
}

/** Builds the card with which an invite is sent in a chat. Only its `path` contains the secret. */
export function inviteCard(
  { role, stores }: Pick<Invite, 'role' | 'stores'>,
  allStores: readonly Pick<Store, 'storeId' | 'name'>[],
  { inviterName, secret }: { readonly inviterName: string; readonly secret: string },
) {
  const onlyStoreId = stores !== 'all' && stores.length === 1 ? stores[0] : undefined;
  const storeName = allStores.find(({ storeId }) => storeId === onlyStoreId)?.name;
  const rowTitle =
    role === 'reviewer'
      ? '骑手在哪：审核体验入口'
      : `${inviterName}请你做${storeName ?? '本店'}的${ROLE_NAMES[role]}`;
  return { title: rowTitle, path: `${pagePath('join')}?invite=${encodeURIComponent(secret)}` };
}
