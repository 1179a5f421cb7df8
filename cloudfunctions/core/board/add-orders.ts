import type { AddedOrder, AddedOrders } from '../../../miniprogram/contract/board-api';
import type { CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import { isSendable, idProblem } from '../../../miniprogram/contract/order-id';
import { CloudFailure } from '../runtime/cloud-failure';
import { withLessTime } from '../runtime/define-function';
import type { Actor } from '../access/access';
import { KEPT_SHARE } from '../deliveries/ask-due-orders';
import { REQUESTS_AT_ONCE, LEAST_ROUND_MS } from '../asking/ask-targets';
import type { Deliveries } from '../deliveries/deliveries';
import { findDelivery } from '../deliveries/find';

/** Failures that say nothing about an order: the order was not tried, and can be sent again. */
const NOT_TRIED: readonly CloudErrorCode[] = [
  'too-frequent',
  'quota-exceeded',
  'too-many-unknown-ids',
];

type AddOutcome =
  { readonly added: AddedOrder } | { readonly left: string; readonly reason: CloudErrorCode };

/**
 * Puts many orders on the board: looks each up by its whole id, five at a time, as far as the
 * person's limits and the time allow. Returns what was not tried, so that no id is lost.
 */
export async function addOrders(
  deliveries: Deliveries,
  orderIds: readonly string[],
  actor: Actor,
): Promise<AddedOrders> {
  const { call } = actor;
  const keepMs = KEPT_SHARE * call.timeLeftMs();
  const hurried = { ...actor, call: withLessTime(call, keepMs) };
  const ids = [...new Set(orderIds)];
  const added: AddedOrder[] = [];
  const left: string[] = [];
  let reason: CloudErrorCode | null = null;
  for (let start = 0; start < ids.length; start += REQUESTS_AT_ONCE) {
    const round = ids.slice(start, start + REQUESTS_AT_ONCE);
    if (hurried.call.timeLeftMs() < LEAST_ROUND_MS) {
      left.push(...ids.slice(start));
      break;
    }
    const tried = await Promise.all(round.map((orderId) => addOne(deliveries, orderId, hurried)));
    for (const one of tried) {
      if ('added' in one) added.push(one.added);
      else {
        left.push(one.left);
        reason ??= one.reason;
      }
    }
    if (tried.every((one) => 'left' in one)) {
      left.push(...ids.slice(start + REQUESTS_AT_ONCE));
      break;
    }
  }
  call.note({ added: added.length, left: left.length });
  return { added, left, reason };
}

async function addOne(deliveries: Deliveries, orderId: string, actor: Actor): Promise<AddOutcome> {
  if (!isSendable(orderId) || idProblem(orderId) !== null)
    return { added: { orderId, outcome: 'malformed' } };
  try {
    const { delivery } = await findDelivery(deliveries, [orderId], actor);
    return { added: { orderId, outcome: delivery.status.isFinal ? 'ended' : 'under-way' } };
  } catch (error) {
    if (!(error instanceof CloudFailure)) throw error;
    const { code } = error;
    if (NOT_TRIED.includes(code)) return { left: orderId, reason: code };
    if (code === 'order-not-found') return { added: { orderId, outcome: 'not-found' } };
    return { added: { orderId, outcome: 'failed', code } };
  }
}
