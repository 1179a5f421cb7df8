import { canInvite } from '../../../../cloudfunctions/core/shop/inviting';

describe('inviting', () => {
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
    expect(canInvite({ role, stores }, { role: wanted, stores: forStores })).toBe(can);
  });
});
