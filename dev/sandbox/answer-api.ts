import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { stringify } from 'lossless-json';
import { faultsOf, SLOW_MS } from '../faults/fault-table';
import type { Faults } from '../faults/faults';
import type { AccessTokens } from './access-tokens';
import type { Api } from './api';
import type { ApiRequest } from './api-request';
import { refusalFields } from './order-answer';
import { CourierRefusal, WeChatRefusal } from './refusals';
import type { Happens } from './request-faults';
import { faultsOfRequest } from './request-faults';
import { sendAnswer, TRANSPORT_FAULTS } from './transport-faults';
import { wechatFault } from './wechat-faults';

interface AnsweringParts {
  readonly api: Api;
  readonly tokens: AccessTokens;
  readonly faults: Faults;
  readonly now: () => number;
}

/** Answers one request: always HTTP 200 and UTF-8 JSON, refusals included, as WeChat does, unless a fault is on. Never rejects. */
export async function answerApi(
  parts: AnsweringParts,
  request: IncomingMessage,
  url: URL,
  response: ServerResponse,
): Promise<void> {
  try {
    const sent = await text(request);
    const happens = faultsOfRequest(parts.faults, url.pathname, sent);
    if (happens('slow')) await setTimeout(SLOW_MS);
    const fault = TRANSPORT_FAULT_NAMES.find(happens);
    const answer = stringify(answerOrRefusal(parts, request.method, url, sent, happens)) ?? '';
    (fault === undefined ? sendAnswer : TRANSPORT_FAULTS[fault])(response, answer);
  } catch (error) {
    // A defect of the sandbox, which must not look like an answer of WeChat's.
    console.error(`The sandbox failed at ${url.pathname}:`, error);
    response.writeHead(500, { 'Content-Type': 'text/plain' });
    response.end('The sandbox itself failed: see its log.');
  }
}

const TRANSPORT_FAULT_NAMES = faultsOf('transport').filter((name) => name !== 'slow');

function answerOrRefusal(
  parts: AnsweringParts,
  method: string | undefined,
  url: URL,
  sent: string,
  happens: Happens,
): object {
  try {
    return answerOf(parts, method, url, sent, happens);
  } catch (error) {
    if (error instanceof CourierRefusal) {
      const { resultcode, resultmsg, courier } = error;
      return { ...refusalFields(courier), resultcode, resultmsg };
    }
    if (error instanceof WeChatRefusal) {
      return { errcode: error.errcode, errmsg: `${error.message} rid: ${newRid(parts.now())}` };
    }
    throw error;
  }
}

function answerOf(
  { api, tokens }: AnsweringParts,
  method: string | undefined,
  url: URL,
  sent: string,
  happens: Happens,
): object {
  const operation = api.get(url.pathname);
  if (operation === undefined) throw new WeChatRefusal(40066, 'invalid url');
  if (method !== operation.method) {
    throw operation.method === 'POST'
      ? new WeChatRefusal(43002, 'require POST method')
      : new WeChatRefusal(43001, 'require GET method');
  }
  if (operation.needsToken) {
    tokens.check(url.searchParams.get('access_token'), (hasBeenUsed) => {
      if (happens('token-dead')) return 'replaced';
      if (happens('token-stuck')) return 'stuck';
      return hasBeenUsed && happens('token-rotating') ? 'replaced' : null;
    });
  }
  const refused = faultsOf('wechat').find(happens);
  if (refused !== undefined) throw wechatFault(refused);
  return operation.answer({ query: url.searchParams, body: bodyOf(sent), happens });
}

/** @throws WeChatRefusal 47001 for what is no JSON object */
function bodyOf(sent: string): ApiRequest['body'] {
  if (sent.trim() === '') return {};
  try {
    const body: unknown = JSON.parse(sent);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  } catch {
    // Answered below, like any other text that is no object.
  }
  throw new WeChatRefusal(47001, 'data format error');
}

/** The id under which WeChat's staff find a request: `6566f2a1-1c2d3e4f-5a6b7c8d`. */
function newRid(now: number): string {
  const seconds = Math.floor(now / 1000).toString(16);
  return [seconds, randomBytes(4).toString('hex'), randomBytes(4).toString('hex')].join('-');
}
