import { clockTime } from '../ui/wording/measures';
import type { Membership } from '../contract/shop';
import { ROLE_NAMES } from './roles';

/** Texts for a person outside the shop: how to join. They contain no data of the shop. */
export type EntranceView = ReturnType<typeof entranceView>;

/** Builds the texts; null for a member. `until`: when the invite of a waiting person expires. */
export function entranceView(membership: Membership, now: number) {
  if (membership.kind === 'member') return null;
  if (membership.kind === 'stranger') return membership;
  const { kind, name, role, expiresAt } = membership;
  return { kind, name, roleName: ROLE_NAMES[role], until: clockTime(expiresAt, now) };
}
