import type { RevealedPhone } from '../../../miniprogram/shared/cloud-api';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Documents } from '../runtime/documents';
import type { Asker } from '../shop/access';
import type { Audit } from '../shop/audit';
import { countOne, isUsedUp } from '../shop/rate-limits';
import { mayBeCalled } from './callable';
import type { FindDelivery } from './find-delivery';

interface RevealParts {
  readonly findDelivery: FindDelivery;
  readonly staff: Documents;
  readonly audit: Pick<Audit, 'add'>;
  readonly now: () => number;
}

/** The full number, to dial: asked afresh, since it is kept nowhere, and told only when it is on record who had it. */
export async function revealPhone(
  { findDelivery, staff: documents, audit, now }: RevealParts,
  id: string,
  { staff, call }: Asker,
): Promise<RevealedPhone> {
  call.note({ reveal: 'phone' });
  if (isUsedUp(staff, 'reveal', now())) throw new CloudFailure('too-many-reveals');
  // By the accounts as they are now: a store that an account no longer serves has no right to its riders.
  const found = await findDelivery(id, staff, call, { afresh: true });
  const { contact, delivery } = found;
  const isRevealed = contact !== null && mayBeCalled(found, now());
  call.note({ revealed: isRevealed, status: delivery.status.name });
  if (!isRevealed) throw new CloudFailure('phone-unavailable');
  const isCounted = await countOne(documents, staff, 'reveal', now());
  if (!isCounted) throw new CloudFailure('too-many-reveals');
  await audit.add(staff.name, 'reveal-phone', id);
  return { phone: contact.phone };
}
