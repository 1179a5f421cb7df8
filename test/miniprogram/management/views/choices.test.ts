import {
  chosenStores,
  hasChosenStores,
  readScope,
  ROLES_TO_GIVE,
  rolesToInvite,
  scopeAfterTap,
  storesToGive,
  usualScope,
} from '../../../../miniprogram/management/views/choices';
import { STORES } from '../../../support/shop-samples';

describe('roles', () => {
  it('are given by the owner, a clerk’s by managers too', () => {
    const titles = rolesToInvite('owner').map(({ title }) => title);
    expect(titles).toEqual(['店员', '店长', '店主', '审核体验']);
    expect(rolesToInvite('manager').map(({ value }) => value)).toEqual(['clerk']);
    expect(rolesToInvite('clerk')).toEqual([]);
    expect(rolesToInvite('reviewer')).toEqual([]);
  });

  it('do not turn anybody into a reviewer', () => {
    expect(ROLES_TO_GIVE.map(({ value }) => value)).toEqual(['clerk', 'manager', 'owner']);
  });

  it('have stores of their own but for the owner’s and the reviewer’s', () => {
    const roles = ['owner', 'manager', 'clerk', 'reviewer'] as const;
    expect(roles.filter(hasChosenStores)).toEqual(['manager', 'clerk']);
  });
});

describe('stores to give', () => {
  it('are all of them, also those to come, for whoever has all', () => {
    const titles = storesToGive('all', STORES).map(({ title }) => title);
    expect(titles).toEqual(['全部门店', '一店', '二店']);
    expect(storesToGive(['st-1'], STORES.slice(0, 1)).map(({ value }) => value)).toEqual(['st-1']);
  });

  it('are chosen at first where there is only one, which a new shop has not', () => {
    expect(usualScope('all', STORES.slice(1))).toEqual(['st-2']);
    expect(usualScope(['st-1'], STORES.slice(0, 1))).toEqual(['st-1']);
    expect(usualScope('all', STORES)).toEqual([]);
    expect(usualScope('all', [])).toBe('all');
    expect(usualScope(['st-9'], [])).toEqual([]);
  });

  it('are taken and left by taps; all and some exclude each other', () => {
    expect(scopeAfterTap([], 'st-1')).toEqual(['st-1']);
    expect(scopeAfterTap(['st-1'], 'st-2')).toEqual(['st-1', 'st-2']);
    expect(scopeAfterTap(['st-1', 'st-2'], 'st-1')).toEqual(['st-2']);
    expect(scopeAfterTap(['st-1'], 'all')).toBe('all');
    expect(scopeAfterTap('all', 'st-2')).toEqual(['st-2']);
    expect(scopeAfterTap('all', 'all')).toEqual([]);
    expect(chosenStores('all')).toEqual(['all']);
    expect(chosenStores(['st-2'])).toEqual(['st-2']);
  });

  it('are read by role: some have to be chosen, or there are none to choose', () => {
    expect(readScope('clerk', ['st-1'])).toEqual({ ok: true, value: ['st-1'] });
    expect(readScope('owner', [])).toEqual({ ok: true, value: 'all' });
    const reasons = { stores: '请至少选一家门店。' };
    expect(readScope('manager', [])).toEqual({ ok: false, reasons });
  });
});
