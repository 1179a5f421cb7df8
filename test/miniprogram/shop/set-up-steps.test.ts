import { NO_OWNER_DATA } from '../../../miniprogram/shop/home-view';
import { setUpSteps, firstOrderCard } from '../../../miniprogram/shop/set-up-steps';
import { knownOrder } from '../../support/delivery-reports';
import {
  OWN_PROGRAM as OWN,
  sampleAccount,
  sampleMiniProgram,
  STORES,
} from '../../support/shop-samples';

const MALL = sampleMiniProgram();
const ACCOUNT = sampleAccount();
const NOW = Date.parse('2026-11-29T22:10:00+08:00');
const FACTS = {
  ...NO_OWNER_DATA,
  stores: STORES.slice(0, 1),
  miniPrograms: [OWN],
  accounts: [],
  hasFoundOrder: false,
};
const OWNS = { ...ACCOUNT, appId: OWN.appId };
const LEFT = { miniPrograms: [OWN, { ...MALL, isForeign: true }], accounts: [ACCOUNT] };
const LOST = { miniPrograms: [OWN, MALL], accounts: [{ ...ACCOUNT, secret: 'lost' as const }] };

describe('开店三步', () => {
  it.each([
    ['a store', { stores: [] }, 0, 'store', undefined],
    ['a mini-program with a secret', {}, 1, 'mini-program', undefined],
    ['the secret of the one that has accounts', { accounts: [OWNS] }, 1, 'mini-program', OWN.appId],
    ['a secret, not of another shop’s one', LEFT, 1, 'mini-program', undefined],
    ['an account', { miniPrograms: [OWN, MALL] }, 1, 'mini-program', MALL.appId],
    ['a readable secret of its account', LOST, 1, 'accounts', undefined],
    ['nothing', { miniPrograms: [OWN, MALL], accounts: [ACCOUNT] }, 2, 'search', undefined],
  ])('lead to the first lack: %s', (_what, told, now, page, id) => {
    const steps = setUpSteps({ ...FACTS, ...told });
    expect(steps).toMatchObject({ now, page });
    expect(steps?.id).toBe(id);
  });

  it('say of the steps done what is entered', () => {
    const done = setUpSteps({ ...FACTS, miniPrograms: [MALL], accounts: [ACCOUNT] });
    expect(done?.steps.map(({ line }) => line).slice(0, 2)).toEqual(['一店', '顺丰']);
    const accounts = [ACCOUNT, { ...ACCOUNT, accountId: 'ac-2', shopId: 'shop-3158' }];
    const twins = setUpSteps({ ...FACTS, miniPrograms: [MALL], accounts });
    expect(twins?.steps[1]?.line).toBe('顺丰 …op-1、顺丰 …3158');
  });

  it('are over once an order was found, and wait for what the cloud has not told', () => {
    expect(setUpSteps({ ...FACTS, hasFoundOrder: true })).toBeNull();
    expect(setUpSteps({ ...FACTS, accounts: null })).toBeNull();
  });

  it('end with the order that was found first', () => {
    const orders = [knownOrder('20261129-1302', 302, NOW), knownOrder('20261129-1286', 302, NOW)];
    const expected = { orderId: '20261129-1286', line: '第一单 1286：已送达' };
    expect(firstOrderCard(orders, NOW)).toEqual(expected);
    expect(firstOrderCard([], NOW)).toBeNull();
  });
});
