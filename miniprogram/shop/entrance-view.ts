import { clockTime } from '../ui/wording/measures';
import type { Membership } from '../contract/shop';
import { ROLE_NAMES } from './roles';

/** Texts for a person outside the shop: how to join it. Contains no data of the shop. */
export type EntranceView =
  | { readonly kind: 'stranger'; readonly claimable: boolean }
  | {
      readonly kind: 'waiting';
      readonly name: string;
      readonly roleName: string;
      /** Expiry time of the invite, such as `11-24 12:43`. */
      readonly until: string;
    };

/**
 * Builds the view for a person who is not a member of the shop.
 *
 * @param now current time in ms on the cloud's clock
 * @returns null for a member
 */
export function entranceView(membership: Membership, now: number): EntranceView | null {
  switch (membership.kind) {
    case 'stranger':
      return { kind: 'stranger', claimable: membership.claimable };
    case 'waiting':
      return {
        kind: 'waiting',
        name: membership.name,
        roleName: ROLE_NAMES[membership.role],
        until: clockTime(membership.expiresAt, now),
      };
    case 'member':
      return null;
  }
}
