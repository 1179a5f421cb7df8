import { BOUND, checkedShop, failure } from '../../../../support/checked-shop';
import type { ShopWorld } from '../../../../support/shop-world';

let world: ShopWorld;

beforeEach(async () => {
  world = await checkedShop();
});

describe('delivery accounts', () => {
  it.each([
    ['not bound', [], 'account-not-bound SS 账号'],
    ['under review', [{ review: 'account-under-review' }], 'account-under-review SS 账号'],
    ['refused', [{ review: 'account-refused' }], 'account-refused SS 账号'],
    ['of another company', [{ companyId: 'UU' }], 'account-at-another-company SS 账号 UU跑腿'],
    ['something unheard of', [{ review: 'refused-otherwise' }], 'refused-otherwise SS 账号'],
  ] as const)('one that is %s', async (_, changes, found) => {
    const [one, two, last] = BOUND;
    if (one === undefined || two === undefined || last === undefined) throw new Error('Three.');
    world.weChat.bound = [one, two, ...changes.map((change) => ({ ...last, ...change }))];
    expect(await failure('accounts', world)).toEqual([found]);
  });

  it.each([
    ['api-not-opened', 'api-not-opened'],
    ['account-not-admitted', 'not-admitted'],
    ['upstream-unreachable', 'no-answer'],
  ] as const)('WeChat’s own %s', async (code, found) => {
    world.weChat.bound = code;
    expect(await failure('accounts', world)).toEqual([found]);
    expect(await failure('quota', world)).toEqual([]);
  });
});
