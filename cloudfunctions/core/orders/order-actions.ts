import type { Struct } from 'superstruct';
import { literal, number, optional, refine, string, type } from 'superstruct';
import type {
  DeliveryAnswer,
  LookUpRequest,
  RevealedPhone,
} from '../../../miniprogram/shared/cloud-api';
import type { Delivery } from '../../../miniprogram/shared/delivery';
import { seenAfter } from '../../../miniprogram/shared/delivery-history';
import { isSendable, problemOf } from '../../../miniprogram/shared/order-id';
import type { Store } from '../../../miniprogram/shared/shop';
import { DEFAULT_THRESHOLDS } from '../../../miniprogram/shared/shop';
import { CloudFailure } from '../runtime/cloud-failure';
import { CLIENT_SOURCES } from '../runtime/define-function';
import type { Documents } from '../runtime/documents';
import type { Action, Asker } from '../shop/access';
import { ownStores, staffAction } from '../shop/access';
import type { Audit } from '../shop/audit';
import { countOne, isUsedUp } from '../shop/rate-limits';
import { recordedReport } from './recorded-stories';
import type { FindDelivery, FoundDelivery } from './find-delivery';
import { nextAskInSeconds } from './next-ask';
import { stuckOf } from './stuck';

interface OrderParts {
  readonly findDelivery: FindDelivery;
  readonly staff: Documents;
  /** The shop's stores, as they were at most a minute ago. */
  readonly stores: () => Promise<readonly Store[]>;
  readonly audit: Pick<Audit, 'add'>;
  readonly now: () => number;
}

/** How long after its end a rider may still be called. */
const CALLABLE_MS = 30 * 60_000;
/** An end that was first seen so long after the delivery was last seen under way may be older than it seems. */
const UNSEEN_MS = 60 * 60_000;
/** An answer that another instance got may be written down so much later. */
const WRITTEN_WITHIN_MS = 60_000;

const orderId: Struct<string> = refine(string(), 'order id', isSendable);
const lookUpInput: Struct<LookUpRequest> = type({ orderId, since: optional(number()) });
const revealInput = type({ orderId, reveal: literal('phone') }) as unknown as Struct<{
  readonly orderId: string;
}>;

/** What of the table an event for `getOrder` asks for (miniprogram/shared/cloud-api.ts). */
export function orderActionOf(event: Readonly<Record<string, unknown>>): string {
  return 'reveal' in event ? 'reveal-phone' : 'look-up';
}

/** What the function `getOrder` does, and who may. Whose stores an order belongs to shows only when it is asked for: another store's is not found. */
export function orderActions(parts: OrderParts): ReadonlyMap<string, Action> {
  const sources = CLIENT_SOURCES;
  return new Map([
    [
      'look-up',
      staffAction({
        sources,
        grants: { owner: 'own', manager: 'own', clerk: 'own', reviewer: 'own' },
        input: lookUpInput,
        about: ownStores,
        handle: (input, _about, asker) => lookUp(parts, asked(input), input.since ?? 0, asker),
      }),
    ],
    [
      'reveal-phone',
      staffAction({
        sources,
        grants: { owner: 'own', manager: 'own', clerk: 'own' },
        input: revealInput,
        about: ownStores,
        handle: (input, _about, asker) => revealPhone(parts, asked(input), asker),
      }),
    ],
  ]);
}

/** @throws CloudFailure `bad-order-id` */
function asked(input: { readonly orderId: string }): string {
  if (problemOf(input.orderId) !== null) throw new CloudFailure('bad-order-id');
  return input.orderId;
}

async function lookUp(
  { findDelivery, stores, now }: OrderParts,
  id: string,
  since: number,
  { staff, call }: Asker,
): Promise<DeliveryAnswer> {
  if (staff.role === 'reviewer') {
    const recorded = recordedReport(id, now());
    if (recorded === null) throw new CloudFailure('order-not-found');
    return recorded;
  }
  const [found, known] = await Promise.all([
    findDelivery(id, staff, call),
    // A delivery is told without its store rather than not at all.
    stores().catch(() => {
      call.note({ storeList: 'failed' });
      return [];
    }),
  ]);
  const { delivery, askedAt, company, storeIds, earlier, attempt } = found;
  // Of one that may be of several stores nobody knows where it began, and how patient they are.
  const [store] =
    storeIds.length === 1 ? known.filter(({ storeId }) => storeId === storeIds[0]) : [];
  const { history } = attempt;
  const stuck = stuckOf(delivery, history, store?.thresholds ?? DEFAULT_THRESHOLDS, now());
  call.note({ status: delivery.status.code });
  return {
    ...delivery,
    rider: riderOf(found, now()),
    askedAt,
    nextAskInSeconds: nextAskInSeconds(delivery),
    ...(company === '' ? {} : { company }),
    ...(store?.position ? { storePosition: store.position } : {}),
    ...(stuck === null ? {} : { stuck }),
    ...(earlier.length === 0 ? {} : { earlier }),
    history: seenAfter(history, since - WRITTEN_WITHIN_MS),
  };
}

/** The full number, to dial: asked afresh, since it is kept nowhere, and told only when it is on record who had it. */
async function revealPhone(
  { findDelivery, staff: documents, audit, now }: OrderParts,
  id: string,
  { staff, call }: Asker,
): Promise<RevealedPhone> {
  call.note({ reveal: 'phone' });
  if (isUsedUp(staff, 'reveal', now())) throw new CloudFailure('too-many-reveals');
  // By the accounts as they are now: a store that an account no longer serves has no right to its riders.
  const found = await findDelivery(id, staff, call, 0);
  const { contact, delivery } = found;
  const isRevealed = contact !== null && mayBeCalled(found, now());
  call.note({ revealed: isRevealed, status: delivery.status.code });
  if (!isRevealed) throw new CloudFailure('phone-unavailable');
  const isCounted = await countOne(documents, staff, 'reveal', now());
  if (!isCounted) throw new CloudFailure('too-many-reveals');
  await audit.add(staff.name, 'reveal-phone', id);
  return { phone: contact.phone };
}

/** While the delivery is under way, and a little longer for those that were seen to be, not long before. */
function mayBeCalled({ delivery, attempt }: FoundDelivery, now: number): boolean {
  if (!delivery.status.isFinal) return true;
  const { liveAt, endedAt } = attempt;
  if (liveAt === null || endedAt === null) return false;
  return now - endedAt <= CALLABLE_MS && now - liveAt <= UNSEEN_MS + CALLABLE_MS;
}

function riderOf(found: FoundDelivery, now: number): Delivery['rider'] {
  const { rider } = found.delivery;
  if (rider === null) return null;
  return { ...rider, callable: rider.callable && mayBeCalled(found, now) };
}
