import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refusalOf } from './guard';
import { BadRequest, sendJson } from './json-body';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Finds who answers a request; undefined when nobody does. */
export type Router = (method: string, path: string) => Handler | undefined;

export interface HttpServer {
  readonly port: number;
  /** Until then every request is told to come back, but for those that the other router takes. */
  readonly serve: (router: Router) => void;
  /** For what the start itself asks. */
  readonly serveWhileStarting: (router: Router) => void;
  readonly stop: () => Promise<void>;
}

/**
 * Listens on loopback, for loopback's own names and pages only.
 *
 * @param wantedPort 0 takes any free one
 * @param say told of what went wrong in a handler
 * @throws NodeJS.ErrnoException `EADDRINUSE` when the port is taken
 */
export async function openHttpServer(
  wantedPort: number,
  say: (sentence: string) => void,
): Promise<HttpServer> {
  let route: Router | null = null;
  let routeWhileStarting: Router | null = null;
  const server = createServer((request, response) => {
    const refusal = refusalOf(request, portOf(server));
    const handler = (route ?? routeWhileStarting)?.(request.method ?? 'GET', pathOf(request));
    if (refusal !== null) sendJson(response, 403, { error: refusal });
    else if (handler !== undefined) void answer(handler, request, response, say);
    else if (route === null) sayStarting(request, response);
    else sendJson(response, 404, { error: 'There is nothing here.' });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wantedPort, '127.0.0.1', resolve);
  });
  return {
    port: portOf(server),
    serve: (router) => {
      route = router;
    },
    serveWhileStarting: (router) => {
      routeWhileStarting = router;
    },
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The path of a request without its query, as it was sent: anything may be in it. */
export function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0] ?? '/';
}

/** A person who opens the page too early is to see it as soon as it is there. */
function sayStarting(request: IncomingMessage, response: ServerResponse): void {
  if (request.headers.accept?.includes('text/html') !== true) {
    sendJson(response, 503, { error: 'Still starting.' });
    return;
  }
  response.writeHead(503, { 'Content-Type': 'text/html; charset=utf-8', Refresh: '1' });
  response.end('<!doctype html><title>骑手在哪</title><p>正在启动，马上就好……</p>');
}

async function answer(
  handler: Handler,
  request: IncomingMessage,
  response: ServerResponse,
  say: (sentence: string) => void,
): Promise<void> {
  try {
    await handler(request, response);
  } catch (error) {
    const isTheirs = error instanceof BadRequest;
    if (!isTheirs)
      say(
        `${request.method ?? ''} ${pathOf(request)}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    if (response.headersSent) response.end();
    else
      sendJson(response, isTheirs ? 400 : 500, {
        error: isTheirs ? error.message : 'The host failed: see its terminal.',
      });
  }
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The server does not listen on a port.');
  return address.port;
}
