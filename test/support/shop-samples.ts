import type { MiniProgram } from '../../miniprogram/contract/mini-programs';
import type { StoreRobot } from '../../miniprogram/contract/notices';
import type { Account } from '../../miniprogram/contract/shop-settings';
import {
  type Invite,
  type Member,
  type Membership,
  type Store,
  DEFAULT_THRESHOLDS,
} from '../../miniprogram/contract/shop';
import { NOON } from './delivery-reports';

/** Two stores without a position. */
export const STORES: readonly Store[] = ['一店', '二店'].map((name, index) => ({
  storeId: `st-${index + 1}`,
  version: 1,
  name,
  position: null,
  thresholds: DEFAULT_THRESHOLDS,
}));

/** Builds an account of the first store. Tests name only what matters to them. */
export function sampleAccount(more: Partial<Account> = {}): Account {
  return {
    accountId: 'ac-1',
    version: 1,
    appId: 'wxde00000000000000',
    provider: 'wechat-instant',
    company: 'SFTC',
    label: '顺丰',
    shopId: 'shop-1',
    secret: 'set',
    bindings: [{ storeId: 'st-1', shopNo: null }],
    sharing: 'one-store',
    ...more,
  };
}

/** Builds the mini-program by which the orders of the sample account are placed. */
export function sampleMiniProgram(more: Partial<MiniProgram> = {}): MiniProgram {
  return {
    appId: 'wxde00000000000000',
    version: 1,
    name: '茶小满点单',
    isOwn: false,
    isForeign: false,
    secret: 'set',
    paidOrders: { isOn: false, stoppedAt: null, match: null },
    ...more,
  };
}

/** The staff's own mini-program, before its secret was entered. */
export const OWN_PROGRAM = sampleMiniProgram({
  appId: 'wx0000000000000001',
  ...{ name: '骑手在哪', isOwn: true, secret: 'missing' },
});

/** Builds the robot of the first store's group, which has told nothing yet. */
export function sampleRobot(more: Partial<StoreRobot> = {}): StoreRobot {
  const store = { storeId: 'st-1', storeName: '一店' };
  return { ...store, kind: 'wecom', sentAt: null, problem: null, quiet: null, ...more };
}

/** What the cloud tells the owner of the shop of themselves. */
export const OWNER = {
  ...({ kind: 'member', staffId: 's-1', name: '周敏', role: 'owner' } as const),
  ...({ stores: 'all', expiresAt: null } as const),
} satisfies Membership;

/** Builds a clerk of the first store. */
export function sampleMember(more: Partial<Member> = {}): Member {
  const who = { staffId: 's-1', name: '小林', role: 'clerk', stores: ['st-1'] } as const;
  return { ...who, joinedAt: NOON, expiresAt: null, isMe: false, ...more };
}

/** Builds the owner's own invite to a clerk of the first store, which nobody has accepted. */
export function sampleInvite(more: Partial<Invite> = {}): Invite {
  const what = { inviteId: 'in-1', role: 'clerk', stores: ['st-1'], state: 'open' } as const;
  const who = { joinerName: null, inviterName: '周敏', isMine: true };
  return { ...what, ...who, createdAt: NOON, expiresAt: NOON + 24 * 3_600_000, ...more };
}
