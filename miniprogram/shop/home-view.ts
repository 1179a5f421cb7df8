import { clockTime } from '../ui/wording/measures';
import type { Tone } from '../contract/delivery-status';
import type { Invite, Membership, Role } from '../contract/shop';
import type { MiniProgram, SecretState } from '../contract/mini-programs';
import type { Account, ShopSettings } from '../contract/shop-settings';
import type { FailedCall } from '../contract/call-result';
import { type ActionFailure, actionFailure } from '../ui/wording/failure-view';
import { type SetUpFacts, setUpSteps } from './set-up-steps';
import { initialOf, joinNonEmpty, ROLE_NAMES, storeNames } from './roles';

const MENU_TITLES = {
  people: '人员',
  stores: '门店',
  'dark-map': '深色地图',
  'mini-programs': '下单小程序',
  accounts: '配送账号',
  notices: '提醒',
  'register-keys': '登记密钥',
  'self-check': '自检',
  audit: '操作记录',
  privacy: '保存与清除',
  about: '关于',
} as const;

type MenuPage = keyof typeof MENU_TITLES;

export type HomeView = ReturnType<typeof homeView>;

type Member = Extract<Membership, { readonly kind: 'member' }>;

/** Data of page 店铺. A field is null if the person may not see it, or if its call failed. */
export interface HomeFacts extends SetUpFacts {
  readonly settings: ShopSettings | null;
  readonly invites: readonly Invite[] | null;
}

/** Fields of page 店铺 that only owners see, all null for a member who is not an owner. */
export const NO_OWNER_DATA = { miniPrograms: null, accounts: null, settings: null, invites: null };

/** Builds page 店铺 for a member. `steps`: what an owner has to do until a first order is found. */
export function homeView(member: Member, facts: HomeFacts, now: number) {
  const stores = facts.stores ?? [];
  const trialWords = member.expiresAt === null ? '' : `体验到 ${clockTime(member.expiresAt, now)}`;
  return {
    name: member.name,
    initial: initialOf(member.name),
    role: member.role,
    roleName: ROLE_NAMES[member.role],
    detail: joinNonEmpty(storeNames(member.stores, stores), trialWords),
    steps: member.role === 'owner' ? setUpSteps(facts) : null,
    groups: MENU_GROUPS_BY_ROLE[member.role].map((pages) => ({
      id: pages[0],
      isFolded: pages === FOLDED_GROUP,
      entries: pages.map((page) => ({ page, title: MENU_TITLES[page], ...valueOf(page, facts) })),
    })),
  };
}

type MenuGroup = readonly [MenuPage, ...MenuPage[]];

/** Pages that few shops need. Their entries are under 更多. */
const FOLDED_GROUP: MenuGroup = ['register-keys', 'dark-map'];

const MENU_GROUPS_BY_ROLE: Readonly<Record<Role, readonly MenuGroup[]>> = {
  owner: [
    ['people', 'stores', 'notices'],
    ['mini-programs', 'accounts', 'self-check'],
    ['audit', 'privacy', 'about'],
    FOLDED_GROUP,
  ],
  manager: [
    ['people', 'notices'],
    ['privacy', 'about'],
  ],
  clerk: [['notices'], ['privacy', 'about']],
  reviewer: [['privacy', 'about']],
};

/** Words beside a menu entry, such as `3 家`. Tone `wait`: the person has to do something. */
interface EntryValue {
  readonly value: string;
  readonly tone: Tone;
}

const EMPTY_ENTRY_VALUE: EntryValue = { value: '', tone: 'neutral' };

function valueOf(page: MenuPage, homeFacts: HomeFacts): EntryValue {
  const { stores, miniPrograms, accounts, settings, invites } = homeFacts;
  if (page === 'people') return joinersValue(invites ?? []);
  if (page === 'stores') return countValue(stores?.length ?? 0, '家');
  if (page === 'mini-programs' && miniPrograms !== null) return miniProgramsValue(miniPrograms);
  if (page === 'accounts' && accounts !== null) return accountsValue(accounts);
  const hasDarkMap = page === 'dark-map' && settings?.darkMap !== undefined;
  return hasDarkMap ? { value: '已设置', tone: 'neutral' } : EMPTY_ENTRY_VALUE;
}

/** Counts the people who have accepted invites by this member, and wait for a confirmation. */
function joinersValue(invites: readonly Invite[]): EntryValue {
  const count = invites.filter(({ state, isMine }) => state === 'waiting' && isMine).length;
  return count === 0 ? EMPTY_ENTRY_VALUE : { value: `${count} 人等你确认`, tone: 'wait' };
}

function countValue(number: number, unit: string): EntryValue {
  return number === 0
    ? { value: '还没有', tone: 'wait' }
    : { value: `${number} ${unit}`, tone: 'neutral' };
}

function accountsValue(accounts: readonly Account[]): EntryValue {
  const countOf = (secretState: SecretState): number =>
    accounts.filter(({ secret }) => secret === secretState).length;
  const [lostCount, missingCount] = [countOf('lost'), countOf('missing')];
  if (lostCount + missingCount === 0) return countValue(accounts.length, '个');
  const words = missingCount === 0 ? '要重填密钥' : lostCount === 0 ? '还没有密钥' : '要填密钥';
  return { value: `${lostCount + missingCount} 个${words}`, tone: 'wait' };
}

function miniProgramsValue(miniPrograms: readonly MiniProgram[]): EntryValue {
  const ownOnes = miniPrograms.filter(({ isForeign }) => !isForeign);
  if (ownOnes.some(({ secret }) => secret === 'lost')) return { value: '要重填密钥', tone: 'wait' };
  return ownOnes.some(({ secret }) => secret === 'set')
    ? countValue(ownOnes.length, '个')
    : { value: '还没有密钥', tone: 'wait' };
}

export const LEAVING_QUESTION = {
  title: '离开本店？',
  content: '你马上不能再查单，这部手机上的本店记录会清空。要回来得有人重新邀请你。',
  confirmText: '离开',
};

/** Writes why part of page 店铺 has no data, with the advice to open page 自检. */
export function settingsFailure(failedCall: FailedCall): ActionFailure {
  return { ...actionFailure(failedCall), steps: ['打开“自检”，它说在哪里补、怎么补。'] };
}
