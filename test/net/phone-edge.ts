import { parseOrderAnswer } from '../../miniprogram/contract/cloud-api';
import { customerText } from '../../miniprogram/ui/wording/customer-text';
import { orderOf } from '../../miniprogram/delivery/view/delivery-times';
import { type SessionOptions, DeliverySession } from '../../miniprogram/delivery/delivery-session';
import { createServerClock } from '../../miniprogram/services/server-clock';
import { settle } from '../support/manual-time';

/** View of an order that a page gets. */
export interface PhoneView {
  readonly page: Readonly<Record<string, unknown>>;
  /** Text to copy for the customer; empty before the first answer. */
  readonly customer: string;
  readonly nextAskInMs: number | null;
}

/** Phone that follows orders. It asks for one only when the story says so. */
export interface PhoneEdge {
  readonly lookUp: (orderIds: readonly string[], exact: boolean) => Promise<PhoneView>;
}

/** @param ask calls the cloud with an event */
export function openPhoneEdge(ask: (event: object) => Promise<unknown>): PhoneEdge {
  const now = () => Date.now();
  const memory = { load: () => null, store: () => undefined };
  const clock = createServerClock(now, memory);
  const open = new Map<string, { session: DeliverySession; page: Record<string, unknown> }>();
  let heard: () => void = () => undefined;

  const lookUp: SessionOptions['lookUp'] = async ([orderId, ...others], since, exact) => {
    const answer = await ask({
      action: 'look-up',
      orderId,
      ...(others.length === 0 ? {} : { others }),
      ...(since === undefined ? {} : { since }),
      ...(exact === true ? { exact } : {}),
    });
    // The session handles the answer after this callback.
    setImmediate(heard);
    const parsed = parseOrderAnswer('look-up', answer);
    if (parsed === null) throw new Error('The answer is not of the agreed shape.');
    return parsed;
  };

  return {
    lookUp: async (orderIds, exact) => {
      const answered = new Promise<void>((resolve) => (heard = resolve));
      const key = `${orderIds.join()} ${exact}`;
      const before = open.get(key);
      const page: Record<string, unknown> = before?.page ?? {};
      const session =
        before?.session ??
        new DeliverySession({
          orderIds,
          exact,
          lookUp,
          snapshots: { loadSnapshot: () => null, saveSnapshot: () => undefined },
          listedOrder: () => null,
          phone: {
            now: clock.now,
            timers: { set: () => 1, clear: () => undefined },
            random: () => 0.5,
            onNetworkReturn: () => () => undefined,
          },
          show: (view) => Object.assign(page, view),
        });
      if (before === undefined) {
        open.set(key, { session, page });
        session.start();
      } else session.refresh();
      await answered;
      await settle();
      const { report, history, nextAskInMs } = session.trackedDelivery();
      const customer = report === null ? '' : customerText(orderOf(report, history), clock.now());
      return { page: { ...page }, customer, nextAskInMs };
    },
  };
}
