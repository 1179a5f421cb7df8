import type { ServerResponse } from 'node:http';
import type { FaultName, FaultOf } from '../faults/fault-table';
import { faultNamed } from '../faults/fault-table';
import type { Faults } from '../faults/faults';

/** Says whether a fault acts on the request. A fault that acts once ends thereby. */
export type Happens = (name: FaultName) => boolean;

const LOOK_UP = '/cgi-bin/express/local/business/order/get';
const TOKENS = ['/cgi-bin/stable_token', '/cgi-bin/token'];

/**
 * Returns a test for active faults that concern a request. Most concern look-ups and token fetches
 * only; faults of the group `set-up` may concern any request.
 *
 * @param order value of `shop_order_id` in the request's body, not validated
 */
export function faultsOfRequest(faults: Faults, path: string, order: unknown): Happens {
  const isLookUp = path === LOOK_UP;
  const isToken = TOKENS.includes(path);
  const orderId = isLookUp && typeof order === 'string' ? order : null;
  return (name) => {
    const { at } = faultNamed(name);
    const isConcerned =
      at === 'set-up' || (at === 'wechat' ? isLookUp || isToken : at === 'look-up' && isLookUp);
    return isConcerned && faults.take(name, orderId);
  };
}

/** Size of the padding, in bytes: more than the 1 MB that the functions accept (post-json.ts). */
const HUGE_BYTES = 2 * 1024 * 1024;
/** Error page as gateways send it. No document shows WeChat's own [I]. */
const ERROR_PAGE = '<html><head><title>502 Bad Gateway</title></head><body>502</body></html>';

/** Sends an answer, intact or damaged by a fault. */
type Send = (response: ServerResponse, answer: string) => void;

export const sendAnswer: Send = (response, answer) => {
  send(response, 200, 'application/json; charset=UTF-8', answer);
};

/** Functions that send an answer while a transport fault is on, by name of the fault. */
export const TRANSPORT_FAULTS: Readonly<Record<Exclude<FaultOf<'transport'>, 'slow'>, Send>> = {
  hang: () => undefined,
  reset: (response, answer) => {
    response.writeHead(200, { 'Content-Length': Buffer.byteLength(answer) });
    response.write(firstHalf(answer), () => response.socket?.resetAndDestroy());
  },
  'http-500': (response) => {
    send(response, 500, 'text/html', ERROR_PAGE);
  },
  'not-json': (response) => {
    send(response, 200, 'text/html', ERROR_PAGE);
  },
  empty: (response) => {
    sendAnswer(response, '');
  },
  truncated: (response, answer) => {
    sendAnswer(response, firstHalf(answer));
  },
  // Pads the correct answer with spaces, so that only its size is wrong.
  huge: (response, answer) => {
    sendAnswer(response, answer.trimEnd() + ' '.repeat(HUGE_BYTES));
  },
};

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}

function firstHalf(answer: string): string {
  return answer.slice(0, Math.ceil(answer.length / 2));
}
