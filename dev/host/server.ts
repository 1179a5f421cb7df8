import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type HttpBindings, createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';

/** WeChat's limit for the event of a function, in bytes (docs/getorder-contract.md §9). */
const MAX_BYTES = 100 * 1024;

/** Error of a refused request. Its message is sent to the client, with HTTP 400. */
export class BadRequest extends Error {}

/** Hono routes with access to Node's request and response (`c.env.incoming`, `c.env.outgoing`). */
export type Routes = Hono<{ Bindings: HttpBindings }>;

export type HostServer = Awaited<ReturnType<typeof openServer>>;

/**
 * Serves routes on 127.0.0.1, for this server's own pages only (`refusalOf`). Refused requests and
 * errors are answered with `{ error }`.
 *
 * @param wantedPort port, or 0 for any free one
 * @param say receives internal errors of the routes, for the terminal
 * @throws NodeJS.ErrnoException `EADDRINUSE` when the port is taken
 */
export async function openServer(
  wantedPort: number,
  addRoutes: (routes: Routes) => void,
  say: (sentence: string) => void,
) {
  const routes: Routes = new Hono();
  const server = createAdaptorServer({
    fetch: routes.fetch,
    overrideGlobalObjects: false,
  }) as Server;
  const port = (): number => (server.address() as AddressInfo).port;
  routes.use(async (c, next) => {
    const refusal = refusalOf(c.env.incoming, port());
    if (refusal !== null) return c.json({ error: refusal }, 403);
    await next();
    return undefined;
  });
  routes.use(async (c, next) => {
    const told = c.req.header('content-length');
    // A chunked body does not tell its length. Once read, it stays with the request.
    const bytes = told === undefined ? (await c.req.arrayBuffer()).byteLength : Number(told);
    if (bytes > MAX_BYTES) return c.json({ error: 'The request is over 100 KB.' }, 400);
    await next();
    return undefined;
  });
  routes.notFound((c) => c.json({ error: 'There is nothing here.' }, 404));
  routes.onError((error, c) => {
    if (error instanceof BadRequest) return c.json({ error: error.message }, 400);
    say(`${c.req.method} ${c.req.path}: ${error.stack ?? error.message}`);
    return c.json({ error: 'The host failed: see its terminal.' }, 500);
  });
  addRoutes(routes);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wantedPort, '127.0.0.1', resolve);
  });
  return {
    port: port(),
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

const NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Returns why a request is refused, or null. Any website in a browser can send requests to
 * loopback, so `Host` must name loopback (against DNS rebinding), and the page be this server's.
 */
export function refusalOf(request: Pick<IncomingMessage, 'headers'>, port: number): string | null {
  const { host, origin } = request.headers;
  const ours = NAMES.map((name) => `${name}:${port}`);
  if (host === undefined || !ours.includes(host))
    return 'This host answers to 127.0.0.1 and localhost only.';
  if (origin !== undefined && origin !== `http://${host}`)
    return 'This host answers to its own pages only.';
  const site = request.headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site')
    return 'This host answers to its own pages only.';
  return null;
}
