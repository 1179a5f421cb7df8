import type { RevealedPhone } from '../../../miniprogram/contract/cloud-api';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Actor } from '../access/access';
import { consume, isExhausted } from '../access/rate-limits';
import type { Deliveries } from './deliveries';
import { findDelivery } from './find';
import type { FoundDelivery } from './found';

/** Time (ms) after the end of a delivery for which its rider may be called. */
const CALLABLE_MS = 30 * 60_000;
/**
 * Maximum time (ms) between the last look-up in progress and the first that saw the end. After a
 * longer gap the delivery may have ended much earlier than was seen.
 */
const UNSEEN_MS = 60 * 60_000;

/**
 * Returns the rider's full phone number, to dial. The number is stored nowhere, so WeChat is asked
 * again. It is returned only after the audit log says who received it.
 *
 * @throws CloudFailure `too-many-reveals`, `phone-unavailable`, and what a look-up throws
 */
export async function revealPhone(
  deliveries: Deliveries,
  orderId: string,
  actor: Actor,
): Promise<RevealedPhone> {
  const { now, audit } = deliveries;
  const { staff, call } = actor;
  call.note({ reveal: 'phone' });
  if (isExhausted(staff, 'reveal', now())) throw new CloudFailure('too-many-reveals');
  // `bypassCache` also reads the accounts anew, because staff whose store an account no longer
  // serves may not call its riders.
  const found = await findDelivery(deliveries, [orderId], actor, { bypassCache: true });
  const { contact, delivery } = found;
  const isRevealed = contact !== null && mayBeCalled(found, now());
  call.note({ revealed: isRevealed, status: delivery.status.name });
  if (!isRevealed) throw new CloudFailure('phone-unavailable');
  const isCounted = await consume(deliveries.staff, staff, 'reveal', now());
  if (!isCounted) throw new CloudFailure('too-many-reveals');
  await audit.add(staff, 'reveal-phone', orderId);
  return { phone: contact.phone };
}

/**
 * Tells whether a rider may be called: while the delivery is in progress, and for 30 minutes after
 * its end was first seen. If it was last seen in progress more than 90 minutes ago, or never, the
 * rider may not be called, because the delivery may have ended much earlier.
 */
export function mayBeCalled(
  { delivery, attempt }: Pick<FoundDelivery, 'delivery' | 'attempt'>,
  now: number,
): boolean {
  if (!delivery.status.isFinal) return true;
  const { liveAt, endedAt } = attempt;
  if (liveAt === null || endedAt === null) return false;
  return now - endedAt <= CALLABLE_MS && now - liveAt <= UNSEEN_MS + CALLABLE_MS;
}
