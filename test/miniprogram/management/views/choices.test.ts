import {
  toggleChosen,
  storeValues,
  needsStoreChoice,
  readStores,
  ROLES_TO_GIVE,
  rolesToInvite,
  storesToGive,
  defaultStores,
} from '../../../../miniprogram/management/views/choices';
import { STORES } from '../../../support/shop-samples';

describe('roles', () => {
  it('are given by the owner, a clerk’s by managers too', () => {
    const titles = rolesToInvite('owner').map(({ title }) => title);
    expect(titles).toEqual(['店员', '店长', '店主', '审核体验']);
    expect(rolesToInvite('manager').map(({ value }) => value)).toEqual(['clerk']);
    expect(rolesToInvite('clerk')).toEqual([]);
    expect(rolesToInvite('reviewer')).toEqual([]);
    // Nobody is turned into a reviewer.
    expect(ROLES_TO_GIVE.map(({ value }) => value)).toEqual(['clerk', 'manager', 'owner']);
  });

  it('have stores of their own but for the owner’s and the reviewer’s', () => {
    const roles = ['owner', 'manager', 'clerk', 'reviewer'] as const;
    expect(roles.filter(needsStoreChoice)).toEqual(['manager', 'clerk']);
  });
});

describe('stores to give', () => {
  it('are all of them, also those to come, for whoever has all', () => {
    const titles = storesToGive('all', STORES).map(({ title }) => title);
    expect(titles).toEqual(['全部门店', '一店', '二店']);
    expect(storesToGive(['st-1'], STORES.slice(0, 1)).map(({ value }) => value)).toEqual(['st-1']);
  });

  it.each([
    ['the only one', 'all', STORES.slice(1), ['st-2']],
    ['the only one of a manager', ['st-1'], STORES.slice(0, 1), ['st-1']],
    ['none of two', 'all', STORES, []],
    ['all where there is none yet', 'all', [], ['all']],
    ['none that is not known', ['st-9'], [], []],
  ] as const)('are chosen at first: %s', (_what, giver, stores, chosen) => {
    expect(defaultStores(giver, stores)).toEqual(chosen);
  });

  it.each([
    [[], 'st-1', ['st-1']],
    [['st-1'], 'st-2', ['st-1', 'st-2']],
    [['st-1', 'st-2'], 'st-1', ['st-2']],
    [['st-1'], 'all', ['all']],
    [['all'], 'st-2', ['st-2']],
    [['all'], 'all', []],
  ])('%j and a tap on %s are %j: all and some exclude each other', (chosen, tapped, after) => {
    expect(toggleChosen(chosen, tapped)).toEqual(after);
  });

  it('are read by role: some have to be chosen, or there are none to choose', () => {
    expect(readStores('clerk', storeValues(['st-1']))).toEqual({ ok: true, value: ['st-1'] });
    expect(readStores('clerk', storeValues('all'))).toEqual({ ok: true, value: 'all' });
    expect(readStores('owner', [])).toEqual({ ok: true, value: 'all' });
    const reasons = { stores: '请至少选一家门店。' };
    expect(readStores('manager', [])).toEqual({ ok: false, reasons });
  });
});
