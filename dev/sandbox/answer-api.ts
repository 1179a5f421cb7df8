import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { stringify } from 'lossless-json';
import type { AccessTokens } from './access-tokens';
import type { Api } from './api';
import type { ApiRequest } from './api-request';
import { refusalFields } from './order-answer';
import { CourierRefusal, WeChatRefusal } from './refusals';

interface AnsweringParts {
  readonly api: Api;
  readonly tokens: AccessTokens;
  readonly now: () => number;
}

/** Answers one request: always HTTP 200 and UTF-8 JSON, refusals included, as WeChat does. Never rejects. */
export async function answerApi(
  parts: AnsweringParts,
  request: IncomingMessage,
  url: URL,
  response: ServerResponse,
): Promise<void> {
  try {
    send(response, 200, await answerOf(parts, request, url));
  } catch (error) {
    if (error instanceof CourierRefusal) {
      const { resultcode, resultmsg, courier } = error;
      send(response, 200, { ...refusalFields(courier), resultcode, resultmsg });
    } else if (error instanceof WeChatRefusal) {
      const errmsg = `${error.message} rid: ${newRid(parts.now())}`;
      send(response, 200, { errcode: error.errcode, errmsg });
    } else {
      // A defect of the sandbox, which must not look like an answer of WeChat's.
      console.error(`The sandbox failed at ${url.pathname}:`, error);
      send(response, 500, { error: 'The sandbox itself failed: see its log.' });
    }
  }
}

async function answerOf(
  { api, tokens }: AnsweringParts,
  request: IncomingMessage,
  url: URL,
): Promise<object> {
  const sent = await text(request);
  const operation = api.get(url.pathname);
  if (operation === undefined) throw new WeChatRefusal(40066, 'invalid url');
  if (request.method !== operation.method) {
    throw operation.method === 'POST'
      ? new WeChatRefusal(43002, 'require POST method')
      : new WeChatRefusal(43001, 'require GET method');
  }
  if (operation.needsToken) tokens.check(url.searchParams.get('access_token'));
  return operation.answer({ query: url.searchParams, body: bodyOf(sent) });
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

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=UTF-8' });
  response.end(stringify(body));
}

/** The id under which WeChat's staff find a request: `6566f2a1-1c2d3e4f-5a6b7c8d`. */
function newRid(now: number): string {
  const seconds = Math.floor(now / 1000).toString(16);
  return [seconds, randomBytes(4).toString('hex'), randomBytes(4).toString('hex')].join('-');
}
