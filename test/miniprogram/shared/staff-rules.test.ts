import { isWithin, mayManage, needsConfirmation } from '../../../miniprogram/shared/staff-rules';

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
    expect((['owner', 'manager', 'clerk', 'reviewer'] as const).filter(needsConfirmation)).toEqual([
      'owner',
      'manager',
    ]);
  });
});

describe('store scopes', () => {
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
  ] as const)('%j in %j: %s', (inner, outer, within) => {
    expect(isWithin(inner, outer)).toBe(within);
  });
});
