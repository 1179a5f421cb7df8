import { enums, is, optional, refine, string, type } from 'superstruct';
import type { RevealedPhone } from '../../../miniprogram/shared/cloud-api';
import type { DeliveryReport } from '../../../miniprogram/shared/delivery';
import { isSendable, problemOf } from '../../../miniprogram/shared/order-id';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Call } from '../runtime/define-function';
import type { GetOrder } from '../wechat/get-order';
import { nextAskInSeconds } from './next-ask';

interface HandlerParts {
  readonly staff: ReadonlySet<string>;
  /** Made on first use, so that a stranger is refused before any setting or order is read. */
  readonly getOrder: () => GetOrder;
}

// `type`: WeChat adds fields of its own to an event (`userInfo`).
const eventShape = type({
  orderId: refine(string(), 'order id', isSendable),
  reveal: optional(enums(['phone'])),
});

/**
 * What the function `getOrder` does: staff look a delivery up, or reveal its rider's number. Whoever is not staff learns nothing, not even whether
 * the event was well-formed.
 */
export function handleGetOrder({ staff, getOrder }: HandlerParts) {
  return async (event: unknown, call: Call): Promise<DeliveryReport | RevealedPhone> => {
    if (!staff.has(call.caller.openId)) {
      // So that the owner finds in the log whom to add.
      call.note({ caller: call.caller.openId });
      throw new CloudFailure('not-staff');
    }
    if (!is(event, eventShape)) throw new CloudFailure('bad-request');
    const { orderId, reveal } = event;
    if (problemOf(orderId) !== null) throw new CloudFailure('bad-order-id');
    return reveal === 'phone'
      ? revealPhone(orderId, getOrder(), call)
      : lookUp(orderId, getOrder(), call);
  };
}

async function lookUp(orderId: string, getOrder: GetOrder, call: Call): Promise<DeliveryReport> {
  const { delivery, askedAt } = await getOrder(orderId, call);
  call.note({ status: delivery.status.code });
  return { ...delivery, askedAt, nextAskInSeconds: nextAskInSeconds(delivery) };
}

/** The full number, to dial: only while the delivery is under way, and asked afresh, since it is kept nowhere. */
async function revealPhone(
  orderId: string,
  getOrder: GetOrder,
  call: Call,
): Promise<RevealedPhone> {
  // Noted first: an attempt that fails is on record as well.
  call.note({ reveal: 'phone', orderId, caller: call.caller.openId });
  const { contact, delivery } = await getOrder(orderId, call);
  call.note({ revealed: contact !== null, status: delivery.status.code });
  if (contact === null) throw new CloudFailure('phone-unavailable');
  return { phone: contact.phone };
}
