import type { ServerResponse } from 'node:http';
import type { FaultPlace } from '../faults/fault';
import { type FaultName, type FaultOf, faultNamed } from '../faults/fault-table';
import type { Faults } from '../faults/faults';

/** Says whether a fault acts on the request. A fault that acts once ends thereby. */
export type Happens = (name: FaultName) => boolean;

/** Paths by which orders of the two services are looked up. */
export const LOOK_UP_PATHS = {
  instant: '/cgi-bin/express/local/business/order/get',
  intracity: '/cgi-bin/express/intracity/queryorder',
} as const;
/** Path by which the paid orders of a mini-program are listed (发货信息管理). */
export const PAID_ORDERS_PATH = '/wxa/sec/order/get_order_list';
/** Path by which a subscribe message is sent. */
export const MESSAGE_PATH = '/cgi-bin/message/subscribe/send';
export const TOKEN_PATH = '/cgi-bin/stable_token';

/**
 * Returns a test for active faults that concern a request. Most concern look-ups and token fetches
 * only; faults of the groups `intracity`, `paid`, `message` and `set-up` concern others.
 *
 * @param order id of the order that the request names, not validated
 * @param by AppID of the mini-program in whose name the request is
 */
export function faultsOfRequest(faults: Faults, path: string, order: unknown, by: string): Happens {
  const isLookUp = Object.values<string>(LOOK_UP_PATHS).includes(path);
  const orderId = isLookUp && typeof order === 'string' ? order : null;
  const concerns: Readonly<Record<FaultPlace, boolean>> = {
    wechat: isLookUp || path === TOKEN_PATH,
    instant: path.startsWith('/cgi-bin/express/local/'),
    'any-look-up': isLookUp,
    'look-up': path === LOOK_UP_PATHS.instant,
    intracity: path.startsWith('/cgi-bin/express/intracity/'),
    'paid-orders': path === PAID_ORDERS_PATH,
    'set-up': true,
    message: path === MESSAGE_PATH,
    robot: false,
    database: false,
    phone: false,
  };
  return (name) => concerns[faultNamed(name).at] && faults.take(name, orderId, by);
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
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

function firstHalf(answer: string): string {
  return answer.slice(0, Math.ceil(answer.length / 2));
}
