import http from 'http';
import https from 'https';
import { CloudFailure } from '../../runtime/cloud-failure';
import { processMs } from '../../runtime/in-time';

/**
 * Sends JSON by POST.
 *
 * @param timeoutMs limit of the whole request and answer, not of a single pause
 * @returns body of the answer
 * @throws CloudFailure `upstream-timeout`, `upstream-unreachable`, `upstream-failed` when the HTTP
 *   status is not 2xx, or `upstream-malformed` when the body is over 1 MB
 */
export type PostJson = (url: string, body: unknown, timeoutMs: number) => Promise<string>;

/** Answer with its body unchanged, as signatures need it. Names of headers are in lower case. */
export interface HttpAnswer {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

/**
 * Sends a body unchanged by POST, with the given headers, otherwise like {@link PostJson}.
 *
 * @param headers names and values in turn
 */
export type PostBody = (
  url: string,
  body: string,
  headers: readonly string[],
  timeoutMs: number,
) => Promise<HttpAnswer>;

/** HTTP agents by protocol. An agent keeps connections open, so that later requests reuse them. */
const agents = new Map<string, http.Agent>();

/** Returns the agent for a protocol (`https:`), which is made at its first use. */
function agentFor(protocol: string): http.Agent {
  const known = agents.get(protocol);
  if (known !== undefined) return known;
  const { Agent } = protocol === 'https:' ? https : http;
  const agent = new Agent({ keepAlive: true });
  agents.set(protocol, agent);
  return agent;
}

/**
 * Maximum idle time (ms) of a connection that is reused. While an instance was frozen, the server
 * may have closed the connection silently, and a request would hang until its deadline.
 */
const LONGEST_IDLE_MS = 30_000;
/** Error codes of a connection that the server has closed. */
const STALE_CODES: readonly (string | undefined)[] = ['ECONNRESET', 'EPIPE'];

/** Time when a connection was last used, by the wall clock, which runs on in a frozen instance. */
let lastUsedAt = 0;

/** Sends JSON with Node's own HTTP client, because the cloud's Node 16 has no `fetch`. */
export const postJson: PostJson = async (url, body, timeoutMs) => {
  const answer = await postBody(url, JSON.stringify(body), [], timeoutMs);
  return answer.body.toString('utf8');
};

/** Maximum length (bytes) of an answer, and of the answer to a message. */
const MOST_BYTES = 1024 * 1024;
const MOST_MESSAGE_BYTES = 4096;

/** Sends JSON like {@link PostJson}, but never twice; the answer may have any status and 4 KB. */
export const postOnce: PostJson = async (url, body, timeoutMs) => {
  const deadline = processMs() + timeoutMs;
  const answer = await post(url, JSON.stringify(body), [], deadline, true);
  return answer.body.toString('utf8');
};

export const postBody: PostBody = async (url, body, headers, timeoutMs) => {
  const deadline = processMs() + timeoutMs;
  try {
    return await post(url, body, headers, deadline);
  } catch (error) {
    if (!(error instanceof StaleSocket)) throw error;
    // The server has closed a kept connection, and probably all of them. As a rule the request did
    // not reach the server. Repeating the request once is safe, because all requests are look-ups
    // or fetch a token.
    closeIdleConnections();
    return post(url, body, headers, deadline);
  }
};

class StaleSocket extends CloudFailure {}

interface RequestTarget {
  readonly client: typeof http | typeof https;
  readonly options: http.RequestOptions;
  /** Names and values of the headers that do not depend on the body. */
  readonly headers: readonly string[];
}

/** Last request's URL with its parsed parts: the URL stays the same until the token changes. */
let last: { readonly address: string; readonly target: RequestTarget } | undefined;

function targetOf(address: string): RequestTarget {
  if (last?.address !== address) last = { address, target: parseTarget(address) };
  return last.target;
}

function parseTarget(address: string): RequestTarget {
  const url = new URL(address);
  const isSecure = url.protocol === 'https:';
  return {
    client: isSecure ? https : http,
    options: {
      method: 'POST',
      agent: agentFor(url.protocol),
      protocol: url.protocol,
      hostname: url.hostname.replace(/[[\]]/g, ''),
      port: url.port,
      path: url.pathname + url.search,
    },
    headers: ['Host', url.host, 'Content-Type', 'application/json; charset=utf-8'],
  };
}

/** Closes idle connections. Busy ones stay open, because a changed clock may look like a pause. */
function closeIdleConnections(): void {
  for (const { freeSockets } of agents.values())
    for (const socket of Object.values(freeSockets).flat()) socket?.destroy();
}

/**
 * @param isMessage a message has a connection of its own, which cannot be one that the server has
 * closed. Its answer counts whatever the HTTP status, and a redirect is an answer, too.
 */
function post(
  address: string,
  payload: string,
  own: readonly string[],
  deadline: number,
  isMessage = false,
): Promise<HttpAnswer> {
  const leftMs = deadline - processMs();
  if (leftMs <= 0) return Promise.reject(new CloudFailure('upstream-timeout'));
  const { client, options, headers } = isMessage ? parseTarget(address) : targetOf(address);
  const used = (): void => {
    if (!isMessage) lastUsedAt = Date.now();
  };
  if (Math.abs(Date.now() - lastUsedAt) > LONGEST_IDLE_MS) closeIdleConnections();
  used();
  // Node sends a string in one piece with the headers, but a Buffer as a second piece. Headers are
  // a list, because Node handles each header of an object at a measurable cost.
  const length = ['Content-Length', String(Buffer.byteLength(payload))];

  return new Promise((resolve, reject) => {
    const connection = isMessage ? { agent: false } : {};
    const all = [...headers, ...own, ...length];
    const request = client.request({ ...options, ...connection, headers: all });
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
      let size = 0;
      response.on('error', unreachable);
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > (isMessage ? MOST_MESSAGE_BYTES : MOST_BYTES))
          fail(new CloudFailure('upstream-malformed'));
      });
      response.on('end', () => {
        clearTimeout(timer);
        used();
        const status = response.statusCode ?? 0;
        const answer = { headers: response.headers, body: Buffer.concat(chunks) };
        if (isMessage || (status >= 200 && status < 300)) resolve(answer);
        else
          reject(new CloudFailure('upstream-failed', { message: `服务器返回了 HTTP ${status}。` }));
      });
    });
    request.end(payload);
  });
}
