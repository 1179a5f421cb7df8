import type { RevealedPhone, RevealPhoneRequest } from '../../../miniprogram/contract/cloud-api';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Actor } from '../access/access';
import { isExhausted } from '../access/rate-limits';
import { readCallingMember } from '../access/staff';
import { mayBeCalled } from '../records/attempt';
import type { Deliveries } from './deliveries';
import { findDelivery } from './find';

/**
 * Asks WeChat for the rider's phone number, which is stored nowhere. Each try is logged before
 * the answer is sent. Throws `too-many-reveals`, `phone-unavailable`, and what a look-up throws.
 */
export async function revealPhone(
  deliveries: Deliveries,
  { orderId }: RevealPhoneRequest,
  actor: Actor,
): Promise<RevealedPhone> {
  const { now, audit } = deliveries;
  const { staff, call } = actor;
  call.note({ reveal: 'phone' });
  return audit.logAround({ by: staff, act: 'reveal-phone', about: orderId }, async () => {
    if (isExhausted(staff, 'reveal', now())) throw new CloudFailure('too-many-reveals');
    // `bypassCache` reads the accounts again, as some may no longer serve the store.
    const foundDelivery = await findDelivery(deliveries, [orderId], actor, { bypassCache: true });
    const { contact, delivery } = foundDelivery;
    const isRevealed = contact !== null && mayBeCalled(foundDelivery.attempt, now());
    call.note({ revealed: isRevealed, status: delivery.status.name });
    if (!isRevealed) throw new CloudFailure('phone-unavailable');
    // Throws for a person who was removed from staff while WeChat was asked.
    await readCallingMember(deliveries.staff, call.caller, now());
    return { phone: contact.phone };
  });
}
