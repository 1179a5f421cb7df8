import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { stringify } from 'lossless-json';
import { faultsOf, SLOW_MS } from '../faults/fault-table';
import type { Faults } from '../faults/faults';
import { type AccessTokens, issueToken } from './access-tokens';
import { type ApiRequest, textOf } from './api-request';
import { type DailyCalls, DAILY_LIMIT } from './daily-calls';
import type { Deliveries, SandboxDelivery } from './deliveries';
import { boundShops, getOrder, placeOrder, updateTestOrder } from './delivery-api';
import { type IntracityApi, SignedAnswer } from './intracity-api';
import { type InvokeFunction, invokeFunction } from './invoke-function';
import { miniProgramOf } from './mini-programs';
import { signRefused } from './order-answer';
import { listPaidOrders } from './paid-orders';
import type { SubscribeMessages } from './subscribe-messages';
import { SignRefusal, wechatFault, WeChatRefusal } from './refusals';
import {
  faultsOfRequest,
  LOOK_UP_PATHS,
  MESSAGE_PATH,
  PAID_ORDERS_PATH,
  sendAnswer,
  TOKEN_PATH,
  TRANSPORT_FAULTS,
} from './request-faults';

export interface ApiParts {
  readonly now: () => number;
  readonly tokens: AccessTokens;
  readonly deliveries: Deliveries;
  readonly intracity: IntracityApi;
  /** Lists the deliveries of both services. */
  readonly listDeliveries: () => readonly SandboxDelivery[];
  readonly faults: Faults;
  readonly calls: DailyCalls;
  readonly messages: SubscribeMessages;
  /** Calls a cloud function of the mini-program over HTTP. */
  readonly invoke: InvokeFunction;
}

type Answer = (request: ApiRequest) => object | Promise<object>;
/** Answers by URL path. */
type Answers = ReadonlyMap<string, Answer>;

const TEMPLATES = '/wxaapi/newtmpl/gettemplate';
const BUSINESS = '/cgi-bin/express/local/business';
const INTRACITY = '/cgi-bin/express/intracity';
const TRANSPORT_FAULT_NAMES = faultsOf('transport').filter((name) => name !== 'slow');

/**
 * Creates the handler of requests, which answers as WeChat does: with HTTP 200 and UTF-8 JSON,
 * refusals included, unless a fault is on. Its promise never rejects.
 */
export function createApi(
  parts: ApiParts,
): (
  request: IncomingMessage,
  url: URL,
  response: ServerResponse,
  text: Promise<string>,
) => Promise<void> {
  const answers = answersOf(parts);

  const answerOf = async (
    method: string | undefined,
    request: Omit<ApiRequest, 'body'>,
    body: ApiRequest['body'] | null,
  ): Promise<object> => {
    const { path, query, appId, happens } = request;
    const answer = answers.get(path);
    if (answer === undefined) throw new WeChatRefusal(40066, 'invalid url');
    const needed = path === TEMPLATES ? 'GET' : 'POST';
    if (method !== needed) {
      throw new WeChatRefusal(needed === 'GET' ? 43001 : 43002, `require ${needed} method`);
    }
    if (path !== TOKEN_PATH) {
      parts.tokens.check(query.get('access_token'), (hasBeenUsed) => {
        if (happens('token-dead') || happens('token-taken')) return 'replaced';
        if (happens('token-stuck')) return 'stuck';
        return hasBeenUsed && happens('token-rotating') ? 'replaced' : null;
      });
    }
    const isOverQuota = parts.calls.add(appId, path, 1) > 0;
    const refused =
      faultsOf('wechat').find(happens) ?? (isOverQuota ? 'quota-exceeded' : undefined);
    if (refused !== undefined) throw wechatFault(refused);
    if (body === null) throw new WeChatRefusal(47001, 'data format error');
    return answer({ ...request, body });
  };

  return async (request, url, response, text) => {
    try {
      const { pathname: path, searchParams: query } = url;
      const { method, headers } = request;
      const sent = await text;
      const body = bodyOf(sent);
      const asking = parts.tokens.find(query.get('access_token')) ?? miniProgramOf(body?.['appid']);
      const appId = asking?.appId ?? '';
      const order =
        path === LOOK_UP_PATHS.intracity
          ? await parts.intracity.orderIdIn({ path, headers, sent, appId })
          : body?.['shop_order_id'];
      const happens = faultsOfRequest(parts.faults, path, order, appId);
      // `ref: false` lets the process exit during the delay.
      if (happens('slow')) await setTimeout(SLOW_MS, undefined, { ref: false });
      const fault = TRANSPORT_FAULT_NAMES.find(happens);
      const answer = await orRefusal(parts.now, () =>
        answerOf(method, { path, query, headers, sent, appId, happens }, body),
      );
      const send = fault === undefined ? sendAnswer : TRANSPORT_FAULTS[fault];
      if (answer instanceof SignedAnswer) {
        for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
        send(response, answer.body);
      } else send(response, stringify(answer) ?? '');
    } catch (error) {
      // HTTP 500, because a defect of the sandbox must not look like an answer of WeChat.
      console.error(`The sandbox failed at ${url.pathname}:`, error);
      response.writeHead(500, { 'Content-Type': 'text/plain' });
      response.end('The sandbox itself failed: see its log.');
    }
  };
}

function answersOf(parts: ApiParts): Answers {
  const { now, tokens, deliveries, intracity, listDeliveries, calls, messages, invoke } = parts;
  return new Map<string, Answer>([
    [TOKEN_PATH, (request) => issueToken(tokens, request)],
    [LOOK_UP_PATHS.instant, (request) => getOrder(deliveries, request, now())],
    [`${BUSINESS}/order/add`, (request) => placeOrder(deliveries, request, 'new')],
    [`${BUSINESS}/order/readd`, (request) => placeOrder(deliveries, request, 'again')],
    [`${BUSINESS}/test_update_order`, (request) => updateTestOrder(deliveries, request)],
    [`${BUSINESS}/shop/get`, boundShops],
    [LOOK_UP_PATHS.intracity, intracity.queryOrder],
    [`${INTRACITY}/querystore`, intracity.queryStore],
    [`${INTRACITY}/addorder`, intracity.addOrder],
    [`${INTRACITY}/mocknotify`, intracity.mockNotify],
    [PAID_ORDERS_PATH, (request) => listPaidOrders(listDeliveries(), request, now())],
    [TEMPLATES, (request) => messages.list(request)],
    [MESSAGE_PATH, (request) => messages.send(request)],
    ['/tcb/invokecloudfunction', (request) => invokeFunction(invoke, request)],
    [
      '/cgi-bin/openapi/quota/get',
      ({ appId, body, happens }) => {
        const asked = calls.of(appId, textOf(body, 'cgi_path'));
        const used = happens('quota-low') ? 0.95 * DAILY_LIMIT : asked;
        const quota = { daily_limit: DAILY_LIMIT, used, remain: DAILY_LIMIT - used };
        return { errcode: 0, errmsg: 'ok', quota };
      },
    ],
  ]);
}

/** Returns the answer, or converts a thrown refusal to the answer that WeChat would send. */
async function orRefusal(now: () => number, answer: () => Promise<object>): Promise<object> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof SignRefusal) return signRefused(error.courier);
    if (error instanceof WeChatRefusal) {
      return { errcode: error.errcode, errmsg: `${error.message} rid: ${newRid(now())}` };
    }
    throw error;
  }
}

/** Parses a request's body. @returns null when it is neither empty nor a JSON object */
function bodyOf(sent: string): ApiRequest['body'] | null {
  if (sent.trim() === '') return {};
  try {
    const body: unknown = JSON.parse(sent);
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : null;
  } catch {
    return null;
  }
}

/** Returns a request id as WeChat adds it to errors: `6566f2a1-1c2d3e4f-5a6b7c8d`. */
function newRid(now: number): string {
  const seconds = Math.floor(now / 1000).toString(16);
  return [seconds, randomBytes(4).toString('hex'), randomBytes(4).toString('hex')].join('-');
}
