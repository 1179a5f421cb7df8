import http from 'node:http';
import { listenOnLoopback } from '../cloud/loopback-server';
import type { CourierId } from '../sandbox/couriers';
import { createSandbox } from '../sandbox/sandbox';

const ORDER_GET = '/cgi-bin/express/local/business/order/get';
/** Address more than 3 minutes away: for nearer ones pages poll more often, which would vary. */
const FAR = '鹿鸣山庄';

/** Serves a sandbox on 127.0.0.1. */
export async function serveSandbox(now: () => number) {
  const sandbox = createSandbox({ now });
  const { origin: url, close } = await listenOnLoopback(http.createServer(sandbox.handle));
  return {
    sandbox,
    url,
    /** Places a new order with status "delivering". @returns its order id */
    placeOrder: (courierId: CourierId = 'SFTC'): string => {
      const { orderId } = sandbox.placeOrder({ destination: FAR, courierId });
      for (const status of [102, 201, 202, 301]) sandbox.move(orderId, status);
      return orderId;
    },
    /** Returns the number of `order/get` requests so far. */
    questions: (): number => sandbox.requests().get(ORDER_GET) ?? 0,
    close,
  };
}
