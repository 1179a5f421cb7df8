import type { RevealedPhone, RevealPhoneRequest } from '../../../miniprogram/contract/cloud-api';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Actor } from '../access/access';
import { isExhausted } from '../access/rate-limits';
import { memberWhoCalls } from '../access/staff';
import { mayBeCalled } from '../records/attempt';
import type { Deliveries } from './deliveries';
import { findDelivery } from './find';

/**
 * Asks WeChat for the rider's full number, which is stored nowhere. The audit log has each attempt
 * before the answer; throws `too-many-reveals`, `phone-unavailable`, and what a look-up throws.
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
    // `bypassCache` also reads the accounts again: staff of a store that an account no longer
    // serves may not call its riders.
    const found = await findDelivery(deliveries, [orderId], actor, { bypassCache: true });
    const { contact, delivery } = found;
    const isRevealed = contact !== null && mayBeCalled(found.attempt, now());
    call.note({ revealed: isRevealed, status: delivery.status.name });
    if (!isRevealed) throw new CloudFailure('phone-unavailable');
    // A person who was removed while WeChat was asked gets no number.
    await memberWhoCalls(deliveries.staff, call.caller, now());
    return { phone: contact.phone };
  });
}
