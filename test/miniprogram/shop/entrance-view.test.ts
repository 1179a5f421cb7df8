import { entranceView } from '../../../miniprogram/shop/entrance-view';
import { OWNER } from '../../support/shop-samples';
import { NOON } from '../../support/delivery-reports';

it('the way in is told to a stranger, waited at until the invite lapses, and behind a member', () => {
  const stranger = { kind: 'stranger', claimable: true } as const;
  expect(entranceView(stranger, NOON)).toEqual(stranger);
  const waiting = { kind: 'waiting', name: '小吴' } as const;
  const expiresAt = NOON + 24 * 3_600_000;
  const shown = { ...waiting, roleName: '店长', until: '11-25 12:00' };
  expect(entranceView({ ...waiting, role: 'manager', expiresAt }, NOON)).toEqual(shown);
  expect(entranceView(OWNER, NOON)).toBeNull();
});
