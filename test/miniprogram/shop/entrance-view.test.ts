import { entranceView } from '../../../miniprogram/shop/entrance-view';
import { OWNER } from '../../support/shop-samples';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');

describe('the way in', () => {
  it.each([true, false])('is told to a stranger, claimable or not (%s)', (claimable) => {
    const stranger = { kind: 'stranger', claimable } as const;
    expect(entranceView(stranger, NOON)).toEqual(stranger);
  });

  it('is waited at under the name that was given, until the invite lapses', () => {
    const expiresAt = NOON + 24 * 3_600_000;
    const waiting = { kind: 'waiting', name: '小吴', role: 'manager', expiresAt } as const;
    expect(entranceView(waiting, NOON)).toEqual({
      kind: 'waiting',
      name: '小吴',
      roleName: '店长',
      until: '11-25 12:00',
    });
  });

  it('is behind a member', () => {
    expect(entranceView(OWNER, NOON)).toBeNull();
  });
});
