import { staffFields, staffIdOf } from '../../../../cloudfunctions/core/access/staff';
import { NOON } from '../../../support/delivery-reports';

const ADMISSION = {
  openId: 'o-new',
  name: '小王',
  role: 'clerk',
  stores: ['one'],
  expiresAt: null,
} as const;

it('a staff id is the same each time, another for everybody, and says nothing of the openid', () => {
  expect(staffIdOf('o-a')).toBe(staffIdOf('o-a'));
  expect(staffIdOf('o-a')).not.toBe(staffIdOf('o-b'));
  expect(staffIdOf('o-a')).toMatch(/^[\w-]{22}$/);
});

it('the fields of staff of somebody who is in leave counters alone, and when they joined', () => {
  const before = { joinedAt: 7, lookUps: 3 };
  const fields = staffFields({ ...ADMISSION, stores: 'all' }, before, NOON);
  expect(fields).toMatchObject({ joinedAt: 7, allStores: true, storeIds: [] });
  expect(Object.keys(fields)).not.toContain('lookUps');
});
