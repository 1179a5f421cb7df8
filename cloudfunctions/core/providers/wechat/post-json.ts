import http from 'http';
import https from 'https';
import { CloudFailure } from '../../runtime/cloud-failure';
import { processUptimeMs } from '../../runtime/in-time';
import { causeCodeOf } from '../../runtime/log';

/**
 * Sends JSON by POST. `timeoutMs` limits the whole exchange, not a single pause.
 *
 * @throws CloudFailure `upstream-timeout`, `upstream-unreachable`, `upstream-failed` when the HTTP
 * status is not 2xx, or `upstream-malformed` when the body is over 1 MB
 */
export type PostJson = (url: string, body: unknown, timeoutMs: number) => Promise<string>;

/** Answer with its body unchanged, as signatures need it. Names of headers are in lower case. */
export interface HttpAnswer {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

/** Sends a body unchanged (null: a GET); headers are names and values in turn. */
export type PostBody = (
  url: string,
  body: string | null,
  headers: readonly string[],
  timeoutMs: number,
) => Promise<HttpAnswer>;

/** Asks by GET, otherwise like {@link PostJson}. */
export type GetJson = (url: string, timeoutMs: number) => Promise<string>;

/** Error codes of requests that never had a connection. */
const UNSENT_CODES: readonly (string | undefined)[] = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED'];

/** Tells whether a request that failed was never sent. */
export function isUnsent(failure: CloudFailure): boolean {
  return UNSENT_CODES.includes(causeCodeOf(failure));
}

/** Agents that keep connections open, so that later requests reuse them. */
const HTTP_AGENT = new http.Agent({ keepAlive: true });
const HTTPS_AGENT = new https.Agent({ keepAlive: true });

/** Longest idle time (ms) of connections: the server may have closed one that was idle longer. */
const MAX_IDLE_MS = 30_000;
const STALE_CODES: readonly (string | undefined)[] = ['ECONNRESET', 'EPIPE'];
/** Maximum size (bytes) of an answer to a question, and of an answer to a message. */
const MAX_ANSWER_BYTES = 1024 * 1024;
const MAX_MESSAGE_ANSWER_BYTES = 4096;

/** Time (ms since 1970) of the last request. The wall clock goes on while an instance is frozen. */
let lastUsedAt = 0;

/** Sends JSON with Node's own HTTP client, because the cloud's Node 16 has no `fetch`. */
export const postJson: PostJson = async (url, body, timeoutMs) => {
  const httpAnswer = await postBody(url, JSON.stringify(body), [], timeoutMs);
  return httpAnswer.body.toString('utf8');
};

/** Sends JSON like {@link PostJson}, but never twice. Accepts any HTTP status, and up to 4 KB. */
export const postOnce: PostJson = async (url, body, timeoutMs) => {
  const deadlineMs = processUptimeMs() + timeoutMs;
  const httpAnswer = await post(url, JSON.stringify(body), [], deadlineMs, true);
  return httpAnswer.body.toString('utf8');
};

export const getJson: GetJson = async (url, timeoutMs) =>
  (await postBody(url, null, [], timeoutMs)).body.toString('utf8');

export const postBody: PostBody = async (url, body, headers, timeoutMs) => {
  const deadlineMs = processUptimeMs() + timeoutMs;
  try {
    return await post(url, body, headers, deadlineMs);
  } catch (error) {
    if (!(error instanceof StaleSocket)) throw error;
    // The server has closed a kept connection, and probably the others. Repeating the request once
    // is safe: all requests are look-ups or fetch a token.
    closeIdleConnections();
    return post(url, body, headers, deadlineMs);
  }
};

class StaleSocket extends CloudFailure {}

/** Closes idle connections, but not those in use, which still work if only the clock was set. */
function closeIdleConnections(): void {
  for (const agent of [HTTP_AGENT, HTTPS_AGENT])
    for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy();
}

type RequestTarget = ReturnType<typeof parseTarget>;

/** Parsed address of the last request. It stays the same until the token in it changes. */
let lastRequest: { readonly address: string; readonly target: RequestTarget } | undefined;

function requestTargetOf(address: string): RequestTarget {
  if (lastRequest?.address !== address) lastRequest = { address, target: parseTarget(address) };
  return lastRequest.target;
}

/** Parses the address of a request. The returned `headers` do not depend on the body. */
function parseTarget(address: string) {
  const { protocol, host, hostname, port, pathname, search } = new URL(address);
  const [client, agent] = protocol === 'https:' ? [https, HTTPS_AGENT] : [http, HTTP_AGENT];
  const path = pathname + search;
  return {
    client,
    options: { agent, protocol, hostname: hostname.replace(/[[\]]/g, ''), port, path },
    headers: ['Host', host, 'Content-Type', 'application/json; charset=utf-8'],
  };
}

/** Sends a request. A message gets a new connection, and its answer may have any HTTP status. */
function post(
  address: string,
  payload: string | null,
  ownHeaders: readonly string[],
  deadlineMs: number,
  isMessage = false,
): Promise<HttpAnswer> {
  const leftMs = deadlineMs - processUptimeMs();
  if (leftMs <= 0) return Promise.reject(new CloudFailure('upstream-timeout'));
  const { client, options, headers } = isMessage ? parseTarget(address) : requestTargetOf(address);
  const noteUse = (): void => {
    if (!isMessage) lastUsedAt = Date.now();
  };
  if (Math.abs(Date.now() - lastUsedAt) > MAX_IDLE_MS) closeIdleConnections();
  noteUse();
  const length = payload === null ? [] : ['Content-Length', String(Buffer.byteLength(payload))];

  return new Promise((resolve, reject) => {
    const request = client.request({
      ...options,
      method: payload === null ? 'GET' : 'POST',
      agent: isMessage ? false : options.agent,
      headers: [...headers, ...ownHeaders, ...length],
    });
    const fail = (failure: CloudFailure): void => {
      clearTimeout(timer);
      reject(failure);
      request.destroy();
    };
    const timer = setTimeout(() => {
      fail(new CloudFailure('upstream-timeout'));
    }, leftMs);
    const unreachable = (error: NodeJS.ErrnoException): void => {
      const isStale = request.reusedSocket && STALE_CODES.includes(error.code);
      fail(new (isStale ? StaleSocket : CloudFailure)('upstream-unreachable', { cause: error }));
    };

    request.on('error', unreachable);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let receivedBytes = 0;
      response.on('error', unreachable);
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        receivedBytes += chunk.length;
        if (receivedBytes > (isMessage ? MAX_MESSAGE_ANSWER_BYTES : MAX_ANSWER_BYTES))
          fail(new CloudFailure('upstream-malformed'));
      });
      response.on('end', () => {
        clearTimeout(timer);
        noteUse();
        const status = response.statusCode ?? 0;
        const httpAnswer = { headers: response.headers, body: Buffer.concat(chunks) };
        if (isMessage || (status >= 200 && status < 300)) resolve(httpAnswer);
        else
          reject(new CloudFailure('upstream-failed', { message: `服务器返回了 HTTP ${status}。` }));
      });
    });
    request.end(payload ?? undefined);
  });
}
