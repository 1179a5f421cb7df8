import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { thrownBy } from '../../../support/thrown-by';
import {
  memberView,
  staffFields,
  staffIdOf,
  staffOf,
} from '../../../../cloudfunctions/core/access/staff';
import { NOON } from '../../../support/delivery-reports';

const ADMISSION = {
  openId: 'o-new',
  name: '小王',
  role: 'clerk',
  stores: ['one'],
  expiresAt: null,
} as const;

describe('a staff id', () => {
  it('is the same each time, another for everybody, and says nothing of the openid', () => {
    expect(staffIdOf('o-a')).toBe(staffIdOf('o-a'));
    expect(staffIdOf('o-a')).not.toBe(staffIdOf('o-b'));
    expect(staffIdOf('o-a')).toMatch(/^[\w-]{22}$/);
  });
});

describe('who calls', () => {
  it.each([
    ['a role that there is not', 'role', { role: 'king' }],
    ['stores that are none', 'storeIds', { storeIds: 'all' }],
    ['no end that is one', 'expiresAt', { expiresAt: undefined }],
  ])(
    'is somebody of whom nobody can tell what they may, by a document with %s',
    (_name, field, changes) => {
      const document = { version: 1, ...staffFields(ADMISSION, null, NOON), ...changes };
      const unreadable = thrownBy(() => staffOf('o-new', document, NOON));
      expect(unreadable).toMatchObject({
        code: 'unreadable-document',
        logged: { unreadable: `${COLLECTIONS.staff}: ${field}` },
      });
    },
  );
});

describe('the fields of staff', () => {
  it('of somebody who is in leave counters alone, and when they joined', () => {
    const before = { joinedAt: 7, lookUps: 3 };
    const fields = staffFields({ ...ADMISSION, stores: 'all' }, before, NOON);
    expect(fields).toMatchObject({ joinedAt: 7, allStores: true, storeIds: [] });
    expect(Object.keys(fields)).not.toContain('lookUps');
  });
});

describe('a member', () => {
  it('is told of without an openid; they themselves as such', () => {
    const document = { version: 1, ...staffFields(ADMISSION, null, NOON) };
    const staff = staffOf('o-new', document, NOON);
    if (staff === null) throw new Error('That is nobody.');
    const view = memberView(staff, 'o-other');
    expect(view).toEqual({
      staffId: staffIdOf('o-new'),
      name: '小王',
      role: 'clerk',
      stores: ['one'],
      joinedAt: NOON,
      expiresAt: null,
      isMe: false,
    });
    expect(memberView(staff, 'o-new').isMe).toBe(true);
  });
});
