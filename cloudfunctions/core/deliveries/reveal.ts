import type { RevealedPhone } from '../../../miniprogram/contract/cloud-api';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Actor } from '../access/access';
import { consume, isExhausted } from '../access/rate-limits';
import type { Deliveries } from './deliveries';
import { findDelivery } from './find';
import type { FoundDelivery } from './found';

/** Time after the end in which a rider may be called. */
const CALLABLE_MS = 30 * 60_000;
/**
 * Gap between the last sighting under way and the first one of the end. After a longer gap the end
 * may be much older than it seems.
 */
const UNSEEN_MS = 60 * 60_000;

/**
 * Reveals the rider's full number, to dial. The number is stored nowhere, so WeChat is asked again.
 * It is returned only after the audit log says who received it.
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
  // The accounts are read anew: a store that an account no longer serves may not call its riders.
  const found = await findDelivery(deliveries, [orderId], actor, { bypassCache: true });
  const { contact, delivery } = found;
  const isRevealed = contact !== null && mayBeCalled(found, now());
  call.note({ revealed: isRevealed, status: delivery.status.name });
  if (!isRevealed) throw new CloudFailure('phone-unavailable');
  const isCounted = await consume(deliveries.staff, staff, 'reveal', now());
  if (!isCounted) throw new CloudFailure('too-many-reveals');
  await audit.add(staff.name, 'reveal-phone', orderId);
  return { phone: contact.phone };
}

/**
 * Tells whether a rider may be called: while the delivery is under way, and for half an hour after
 * its end was first seen. Nobody may be called when it was last seen under way over an hour and a
 * half ago, or never: its end may be much older.
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
