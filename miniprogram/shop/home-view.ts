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

/** Data of page 店铺 besides the membership. Null: the role may not see it, or a call failed. */
export interface HomeFacts extends SetUpFacts {
  readonly settings: ShopSettings | null;
  readonly invites: readonly Invite[] | null;
}

/** Data of a member who is not an owner. */
export const NO_OWNER_DATA = { miniPrograms: null, accounts: null, settings: null, invites: null };

/** Builds page 店铺 for a member. `steps`: for an owner whose shop has found no order yet. */
export function homeView(me: Member, facts: HomeFacts, now: number) {
  const stores = facts.stores ?? [];
  const until = me.expiresAt === null ? '' : `体验到 ${clockTime(me.expiresAt, now)}`;
  return {
    name: me.name,
    initial: initialOf(me.name),
    role: me.role,
    roleName: ROLE_NAMES[me.role],
    detail: joinNonEmpty(storeNames(me.stores, stores), until),
    steps: me.role === 'owner' ? setUpSteps(facts) : null,
    groups: MENU_GROUPS_BY_ROLE[me.role].map((pages) => ({
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

function valueOf(page: MenuPage, facts: HomeFacts): EntryValue {
  const { stores, miniPrograms, accounts, settings, invites } = facts;
  if (page === 'people') return joinersValue(invites ?? []);
  if (page === 'stores') return countValue(stores?.length ?? 0, '家');
  if (page === 'mini-programs' && miniPrograms !== null) return miniProgramsValue(miniPrograms);
  if (page === 'accounts' && accounts !== null) return accountsValue(accounts);
  const hasDarkMap = page === 'dark-map' && settings?.darkMap !== undefined;
  return hasDarkMap ? { value: '已设置', tone: 'neutral' } : EMPTY_ENTRY_VALUE;
}

/** Counts the people who have accepted this member's invites and wait for confirmation. */
function joinersValue(invites: readonly Invite[]): EntryValue {
  const waiting = invites.filter(({ state, isMine }) => state === 'waiting' && isMine).length;
  return waiting === 0 ? EMPTY_ENTRY_VALUE : { value: `${waiting} 人等你确认`, tone: 'wait' };
}

function countValue(count: number, unit: string): EntryValue {
  return count === 0
    ? { value: '还没有', tone: 'wait' }
    : { value: `${count} ${unit}`, tone: 'neutral' };
}

function accountsValue(accounts: readonly Account[]): EntryValue {
  const count = (state: SecretState): number =>
    accounts.filter(({ secret }) => secret === state).length;
  const [lost, never] = [count('lost'), count('missing')];
  if (lost + never === 0) return countValue(accounts.length, '个');
  const what = never === 0 ? '要重填密钥' : lost === 0 ? '还没有密钥' : '要填密钥';
  return { value: `${lost + never} 个${what}`, tone: 'wait' };
}

function miniProgramsValue(miniPrograms: readonly MiniProgram[]): EntryValue {
  const own = miniPrograms.filter(({ isForeign }) => !isForeign);
  if (own.some(({ secret }) => secret === 'lost')) return { value: '要重填密钥', tone: 'wait' };
  return own.some(({ secret }) => secret === 'set')
    ? countValue(own.length, '个')
    : { value: '还没有密钥', tone: 'wait' };
}

export const LEAVING_QUESTION = {
  title: '离开本店？',
  content: '你马上不能再查单，这部手机上的本店记录会清空。要回来得有人重新邀请你。',
  confirmText: '离开',
};

/** Says why part of the page has no data, and advises to open page 自检. */
export function settingsFailure(failed: FailedCall): ActionFailure {
  return { ...actionFailure(failed), steps: ['打开“自检”，它说在哪里补、怎么补。'] };
}
