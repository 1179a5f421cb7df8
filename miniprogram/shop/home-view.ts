import { clockTime } from '../shared/clock-time';
import type { Tone } from '../shared/delivery-status';
import type { Account, Membership, Role, ShopSettings, Store } from '../shared/shop';
import { joined, ROLE_NAMES, storeNames } from './roles';

/** A way from 店铺 to one of its pages. */
export interface HomeEntry {
  readonly page: 'people' | 'stores' | 'accounts' | 'app-secret' | 'audit' | 'privacy';
  readonly title: string;
  readonly detail: string;
  /** Of the detail: `wait` where something is to be done. */
  readonly tone: Tone;
}

export interface HomeView {
  readonly name: string;
  readonly initial: string;
  readonly role: Role;
  readonly roleName: string;
  /** Stores, or until when a reviewer may look around. */
  readonly detail: string;
  /** What an owner still has to do before orders can be looked up; empty when all is done. */
  readonly missing: string;
  readonly entries: readonly HomeEntry[];
}

type Member = Extract<Membership, { readonly kind: 'member' }>;

/** What 店铺 knows beside the membership; null where the role does not ask for it. */
export interface HomeFacts {
  readonly stores: readonly Store[] | null;
  readonly accounts: readonly Account[] | null;
  readonly settings: ShopSettings | null;
}

/** @param now ms on the cloud's clock */
export function homeView(me: Member, facts: HomeFacts, now: number): HomeView {
  const stores = facts.stores ?? [];
  const until = me.expiresAt === null ? '' : `体验到 ${clockTime(me.expiresAt, now)}`;
  return {
    name: me.name,
    initial: Array.from(me.name)[0] ?? '',
    role: me.role,
    roleName: ROLE_NAMES[me.role],
    detail: joined(storeNames(me.stores, stores), until),
    missing: me.role === 'owner' ? missing(facts) : '',
    entries: ENTRIES[me.role].map((page) => entry(page, facts)),
  };
}

const ENTRIES: Readonly<Record<Role, readonly HomeEntry['page'][]>> = {
  owner: ['people', 'stores', 'accounts', 'app-secret', 'audit', 'privacy'],
  manager: ['people', 'privacy'],
  clerk: ['privacy'],
  reviewer: ['privacy'],
};

function entry(page: HomeEntry['page'], { stores, accounts, settings }: HomeFacts): HomeEntry {
  switch (page) {
    case 'people':
      return { page, title: '人员', detail: '邀请、确认、移除', tone: 'neutral' };
    case 'stores':
      return { page, title: '门店', ...counted(stores?.length ?? 0, '家', '还没有门店') };
    case 'accounts':
      return { page, title: '配送账号', ...accountsDetail(accounts ?? []) };
    case 'app-secret':
      return { page, title: '小程序密钥', ...APP_SECRET_DETAILS[settings?.appSecret ?? 'missing'] };
    case 'audit':
      return { page, title: '操作记录', detail: '谁在什么时候做了什么', tone: 'neutral' };
    case 'privacy':
      return { page, title: '保存与清除', detail: '保存什么、多久', tone: 'neutral' };
  }
}

type Detail = Pick<HomeEntry, 'detail' | 'tone'>;

function counted(count: number, unit: string, none: string): Detail {
  return count === 0
    ? { detail: none, tone: 'wait' }
    : { detail: `${count} ${unit}`, tone: 'neutral' };
}

function accountsDetail(accounts: readonly Account[]): Detail {
  const lost = accounts.filter(({ secret }) => secret !== 'set').length;
  if (lost > 0) return { detail: `${lost} 个要重新填写密钥`, tone: 'wait' };
  return counted(accounts.length, '个', '还没有配送账号');
}

const APP_SECRET_DETAILS: Readonly<Record<ShopSettings['appSecret'], Detail>> = {
  set: { detail: '已保存', tone: 'neutral' },
  environment: { detail: '在云函数的环境变量里', tone: 'neutral' },
  lost: { detail: '请重新填写', tone: 'wait' },
  missing: { detail: '还没有填写', tone: 'wait' },
};

function missing({ stores, accounts, settings }: HomeFacts): string {
  const parts = [
    ...(stores?.length === 0 ? ['门店'] : []),
    ...(accounts?.length === 0 ? ['配送账号'] : []),
    ...(settings?.appSecret === 'missing' ? ['小程序密钥'] : []),
  ];
  return parts.length === 0 ? '' : `还差${parts.join('、')}，填好就能查单。`;
}

/** What leaving does, for whoever is about to. */
export const LEAVING_QUESTION = {
  title: '离开本店？',
  content: '你马上不能再查单，这部手机上的本店记录会清空。要回来得有人重新邀请你。',
  confirmText: '离开',
};
