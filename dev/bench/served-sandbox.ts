import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CourierId } from '../sandbox/couriers';
import { createSandbox } from '../sandbox/sandbox';

/** Address more than 3 minutes away: for nearer ones pages poll more often, which would vary. */
const FAR = '鹿鸣山庄';

/** Sandbox that is served on 127.0.0.1 and measures how long its answers take. */
export interface ServedSandbox {
  readonly url: string;
  /** Places a new order with status "delivering". @returns its order id */
  readonly placeOrder: (courierId?: CourierId) => string;
  /** Time in ms that each `order/get` request has taken so far. */
  readonly questions: readonly number[];
  readonly close: () => void;
}

export async function serveSandbox(now: () => number): Promise<ServedSandbox> {
  const sandbox = createSandbox({ now });
  const questions: number[] = [];
  const server = http
    .createServer((request, response) => {
      const startedAt = performance.now();
      if (request.url?.includes('/order/get') === true)
        response.once('finish', () => questions.push(performance.now() - startedAt));
      sandbox.handle(request, response);
    })
    .listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    placeOrder: (courierId) => {
      const { orderId } = sandbox.placeOrder({
        destination: FAR,
        ...(courierId === undefined ? {} : { courierId }),
      });
      for (const status of [102, 201, 202, 301]) sandbox.move(orderId, status);
      return orderId;
    },
    questions,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
