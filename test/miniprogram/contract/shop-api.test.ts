import { type ShopAction, parseShopAnswer } from '../../../miniprogram/contract/shop-api';
import { NOON } from '../../support/delivery-reports';
import {
  OWNER,
  sampleAccount,
  sampleRobot,
  sampleInvite,
  sampleMember,
  sampleMiniProgram,
  STORES,
} from '../../support/shop-samples';

const member = sampleMember();
const [store = {}] = STORES;
const account = sampleAccount();
const miniProgram = sampleMiniProgram();
const stores = ['store-1'];
const robot = sampleRobot({ sentAt: NOON, quiet: { from: 23, to: 7 } });
const registerKey = { keyId: 'k-1', label: '收银', stores, madeBy: '店主', madeAt: NOON };
const settings = { version: 1, retention: { historyDays: 90, auditDays: 180 } };

const [places, filled] = [
  [{ key: 'thing1', kind: 'thing', label: '情况' }],
  [{ key: 'thing1', part: 'reason' }],
];
const template = { templateId: 't-1', title: '配送异常提醒', places };
const sample = { storeName: '一店', orderEnd: '1304', reason: 'unreachable', at: NOON };
const messageDoor = {
  template: { templateId: 't-1', title: '配送异常提醒' },
  problem: null,
  own: { left: 3, quiet: { from: 23, to: 7 } },
  others: [{ staffId: 's-2', name: '小林', role: 'clerk', left: 0 }],
};

const SAMPLES: Readonly<Record<ShopAction, object>> = {
  me: { kind: 'stranger', claimable: true },
  claim: OWNER,
  'see-invite': { role: 'clerk', storeNames: ['一店'], inviterName: '店主' },
  'accept-invite': { kind: 'waiting', name: '小林', role: 'manager', expiresAt: NOON },
  leave: {},
  'list-people': { members: [member], invites: [sampleInvite({ joinerName: '小吴' })] },
  invite: { inviteId: 'i-1', secret: 'x', expiresAt: NOON },
  'revoke-invite': {},
  'confirm-joiner': member,
  'change-member': member,
  'remove-member': {},
  'list-stores': { stores: [store] },
  'save-store': store,
  'remove-store': {},
  'list-mini-programs': { miniPrograms: [miniProgram] },
  'save-mini-program': miniProgram,
  'read-mini-program': {
    readAt: NOON,
    bound: [{ company: 'SFTC', shopId: '3158', review: 'accepted' }],
    quota: { limit: 1000, left: 860 },
  },
  'remove-mini-program': {},
  'compare-paid-orders': { miniProgram, listed: 9, examples: [{ paid: '1288', delivery: '9931' }] },
  'switch-paid-orders': miniProgram,
  'list-accounts': { accounts: [account] },
  'save-account': account,
  'read-key': { isRight: true, words: '已粘贴', expiresAt: NOON },
  'list-wechat-stores': {
    stores: [{ wxStoreId: '4', ownNumber: null, name: '', address: '示例路 1 号', position: null }],
  },
  'save-intracity-account': { ...account, certificates: [{ number: 'c-1', expiresAt: NOON }] },
  'remove-account': {},
  'message-door': messageDoor,
  'list-message-templates': { templates: [template], chosenId: 't-1', filled, sample },
  'save-message-template': messageDoor,
  'accept-message': { left: 3 },
  'save-own-quiet-hours': messageDoor,
  'list-register-keys': { keys: [registerKey] },
  'make-register-key': { ...registerKey, key: 'k-1.secret' },
  'revoke-register-key': {},
  'list-robots': { robots: [robot], watchedAt: NOON },
  'try-robot': {},
  'save-robot': robot,
  'remove-robot': { ...robot, kind: null },
  'save-quiet-hours': robot,
  settings,
  'save-dark-map': settings,
  'save-retention': settings,
  'list-audit': {
    lines: [
      {
        ...{ at: NOON, who: '小林', staffId: 's-1', act: 'reveal-phone', about: '1288' },
        outcome: 'done',
      },
    ],
    older: NOON,
  },
  'purge-now': { left: false },
  'self-check': {
    lines: [{ check: 'accounts', finding: 'account-not-bound', about: '顺丰', value: '' }],
  },
};

describe('parseShopAnswer', () => {
  it.each(Object.entries(SAMPLES) as [ShopAction, object][])(
    'takes what %s answers, and fields that a newer cloud adds, and no number for it',
    (action, data) => {
      const answer = { ok: true, serverTime: NOON, data };
      expect(parseShopAnswer(action, answer)).toEqual(answer);
      expect(parseShopAnswer(action, { ...answer, data: { ...data, newer: 1 } })).not.toBeNull();
      expect(parseShopAnswer(action, { ...answer, data: 7 })).toBeNull();
    },
  );

  it.each([
    ['me', { kind: 'owner' }],
    ['list-people', { members: [], invites: [], unreadable: [{ name: '小林' }] }],
    ['list-stores', { stores: [{ ...store, position: 1 }] }],
    ['save-account', { ...account, secret: 'demo' }],
    ['save-mini-program', { ...miniProgram, secret: 'demo' }],
    ['read-mini-program', { readAt: NOON, bound: 1, quota: null }],
  ] as const)('does not take an answer to %s of another shape', (action, data) => {
    expect(parseShopAnswer(action, { ok: true, serverTime: NOON, data })).toBeNull();
  });
});
