import { type ShopAction, parseShopAnswer } from '../../../miniprogram/contract/shop-api';
import { NOON } from '../../support/delivery-reports';
import { OWNER, sampleAccount, sampleMiniProgram, STORES } from '../../support/shop-samples';

const [store = {}] = STORES;
const account = sampleAccount();
const miniProgram = sampleMiniProgram();

const parsed = (action: ShopAction, data: unknown) =>
  parseShopAnswer(action, { ok: true, serverTime: NOON, data });

// `ShopWorld.shop` reads every answer of the cloud by it: what it wrongly refuses fails there.
describe('parseShopAnswer', () => {
  it('takes an answer as it is, and fields that a newer cloud adds', () => {
    const newer = { stores: [{ ...store, newer: 1 }], newer: 1 };
    expect(parsed('list-stores', newer)).toEqual({ ok: true, serverTime: NOON, data: newer });
  });

  it.each([
    ['leave', 7],
    ['me', { ...OWNER, kind: 'owner' }],
    ['list-people', { members: [], invites: [], unreadable: [{ name: '小林' }] }],
    ['list-stores', { stores: [{ ...store, position: 1 }] }],
    ['save-account', { ...account, secret: 'demo' }],
    ['save-mini-program', { ...miniProgram, secret: 'demo' }],
    ['read-mini-program', { readAt: NOON, bound: 1, quota: null }],
  ] as const)('does not take an answer to %s of another shape', (action, data) => {
    expect(parsed(action, data)).toBeNull();
  });
});
