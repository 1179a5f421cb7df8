import {
  companyName,
  isScopeWithin,
  nameAndMark,
  nameMark,
  mayManage,
  needsConfirmation,
} from '../../../miniprogram/contract/shop';
import { sharingOf } from '../../../miniprogram/contract/shop-settings';

const at = (storeId: string, shopNo: string | null) => ({ storeId, shopNo });

it('markOf is four characters of a person’s id, none like another', () => {
  expect(nameMark('_OWDUmg8mwZvpWgu9EyBfx')).toBe('zfq4');
  for (const id of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
    expect(nameMark(id)).toMatch(/^[^ilou]$/);
  expect(nameMark('')).toBe('');
  expect(nameAndMark({ name: '小王', staffId: '123456' })).toBe('小王（hjkm）');
});

it.each([
  ['no store', [], 'one-store'],
  ['one store', [at('a', null)], 'one-store'],
  ['stores without numbers', [at('a', null), at('b', null)], 'shared'],
  ['stores with the same number', [at('a', '1'), at('b', '1')], 'shared'],
  ['a store without a number', [at('a', '1'), at('b', null)], 'shared'],
  ['stores with numbers of their own', [at('a', '1'), at('b', '2')], 'shared-unless-checked'],
])('sharingOf tells whose the deliveries of an account with %s are', (_name, bindings, sharing) => {
  expect(sharingOf(bindings)).toBe(sharing);
});

it('a company is named as people call it (docs/getorder-contract.md §6 [O]), else by its id', () => {
  const names = ['SFTC', 'SS', 'MTPS', 'DADA', 'UU', 'NEW'].map(companyName);
  expect(names).toEqual(['顺丰同城', '闪送', '美团配送', '达达', 'UU跑腿', 'NEW']);
});

describe('inviting and removing', () => {
  it.each([
    ['owner', 'all', 'owner', 'all', true],
    ['owner', 'all', 'reviewer', [], true],
    ['manager', ['one'], 'clerk', ['one'], true],
    ['manager', ['one', 'two'], 'clerk', ['two'], true],
    ['manager', 'all', 'clerk', 'all', true],
    ['manager', ['one'], 'clerk', ['one', 'two'], false],
    ['manager', ['one'], 'clerk', 'all', false],
    ['manager', ['one'], 'manager', ['one'], false],
    ['manager', ['one'], 'reviewer', [], false],
    ['manager', 'all', 'owner', 'all', false],
    ['clerk', 'all', 'clerk', 'all', false],
    ['reviewer', [], 'clerk', [], false],
  ] as const)('as %s of %j a %s for %j: %s', (role, stores, wanted, forStores, can) => {
    expect(mayManage({ role, stores }, { role: wanted, stores: forStores })).toBe(can);
  });

  it('waits for the inviter where the role is a great one', () => {
    const roles = ['owner', 'manager', 'clerk', 'reviewer'] as const;
    expect(roles.filter(needsConfirmation)).toEqual(['owner', 'manager']);
  });
});

it.each([
  ['all', 'all', true],
  [['a'], 'all', true],
  ['all', ['a'], false],
  [['a'], ['a', 'b'], true],
  [['a', 'b'], ['a'], false],
  [['a'], ['b'], false],
  [[], ['a'], true],
  [[], 'all', true],
  ['all', [], false],
] as const)('store scopes %j in %j: %s', (inner, outer, within) => {
  expect(isScopeWithin(inner, outer)).toBe(within);
});
