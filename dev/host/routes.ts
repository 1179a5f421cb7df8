import type { HttpBindings } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { streamSSE } from 'hono/streaming';
import type { HostEvent } from '../protocol/host-state';
import { DEMO_ACCOUNT } from '../sandbox/sandbox';
import type { Action } from './actions';
import type { Person } from './people';
import { personById } from './people';
import type { Routes } from './server';
import { BadRequest } from './server';
import type { ShownWorld } from './shown-world';
import type { World } from './world';

/** Folders of what has been built. */
export interface BuiltProduct {
  readonly functions: string;
  readonly console: string;
  readonly phone: string;
  /** Brings the phone's files up to date, at each load of its page, so that a change of the source shows at once. */
  readonly updatePhone?: () => Promise<void>;
}

/** A world that has begun. */
export interface Running {
  readonly world: World;
  readonly shown: ShownWorld;
  readonly actions: ReadonlyMap<string, Action>;
  readonly product: BuiltProduct;
}

/** What the routes answer from. */
export interface Served {
  /** The start itself asks its sandbox; null before there is one. */
  readonly world: () => World | null;
  /** null while the host starts; a promise that is not kept yet while it starts over. */
  readonly running: () => Promise<Running> | null;
  /** Tells of every event from now on; returns how to stop it. */
  readonly subscribe: (listener: (event: HostEvent) => void) => () => void;
}

type Asked = Context<{ Bindings: HttpBindings }, string>;

/** Pages run their own code only, and in no frame but the console's. Leaflet and the product's styles set style attributes. */
const PAGE_HEADERS = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'", 'data:'],
    frameAncestors: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
  },
  // Loopback is no https.
  strictTransportSecurity: false,
});

/** WeChat's API at its own paths, the cloud's functions and database for phones, the console's buttons, and the pages. */
export function addRoutes(routes: Routes, served: Served): void {
  routes.all('/cgi-bin/*', (c) => {
    const world = served.world();
    if (world === null) return sayStarting(c);
    world.sandbox.handle(c.env.incoming, c.env.outgoing);
    return RESPONSE_ALREADY_SENT;
  });
  routes.use(PAGE_HEADERS, async (c, next) => {
    await next();
    // A source that has changed is seen at the next load.
    c.header('Cache-Control', 'no-store');
  });
  const whenRunning =
    (answer: (c: Asked, running: Running) => Response | Promise<Response>) =>
    async (c: Asked): Promise<Response> => {
      const running = await served.running();
      return running === null ? sayStarting(c) : answer(c, running);
    };

  routes.post(
    '/functions/:name',
    whenRunning(async (c, { world }) => {
      const caller = { openId: personOf(c).openId, appId: DEMO_ACCOUNT.appId };
      const body = await jsonOf(c);
      const event = typeof body === 'object' && body !== null && 'event' in body ? body.event : {};
      return c.json(await world.cloud.invoke(lastPart(c), event, caller));
    }),
  );
  routes.post(
    '/database',
    whenRunning(async (c, { world }) => {
      const { openId } = personOf(c);
      return c.json(world.cloud.database.answerClient(openId, await jsonOf(c)));
    }),
  );
  routes.get(
    '/host/state',
    whenRunning((c, { shown }) => c.json(shown())),
  );
  routes.get('/host/events', (c) =>
    streamSSE(c, async (stream) => {
      await stream.write(':\n\n');
      const stop = served.subscribe((event) => {
        void stream.writeSSE({ data: JSON.stringify(event) });
      });
      await new Promise<void>((resolve) => {
        stream.onAbort(resolve);
      });
      stop();
    }),
  );
  routes.post(
    '/host/:action',
    whenRunning(async (c, { actions }) => {
      const action = actions.get(lastPart(c));
      if (action === undefined) throw new BadRequest('There is no such action.');
      await action(await jsonOf(c));
      const after = await served.running();
      return c.json(after?.shown());
    }),
  );
  routes.get(
    '/phone/*',
    whenRunning(async (c, { product }) => {
      if (c.req.path === '/phone/') await product.updatePhone?.();
      return file(c, product.phone, c.req.path.slice('/phone'.length));
    }),
  );
  routes.get(
    '*',
    whenRunning((c, { product }) => file(c, product.console, c.req.path)),
  );
}

async function file(c: Asked, root: string, requested: string): Promise<Response> {
  const serve = serveStatic<{ Bindings: HttpBindings }>({
    root,
    rewriteRequestPath: () => requested,
  });
  return (await serve(c, () => Promise.resolve())) ?? c.notFound();
}

/** A person who opens the page too early is to see it as soon as it is there. */
function sayStarting(c: Asked): Response {
  if (c.req.header('accept')?.includes('text/html') !== true)
    return c.json({ error: 'Still starting.' }, 503);
  c.header('Refresh', '1');
  return c.html('<!doctype html><title>骑手在哪</title><p>正在启动，马上就好……</p>', 503);
}

/** @throws BadRequest when the body is no JSON */
async function jsonOf(c: Asked): Promise<unknown> {
  try {
    return await c.req.json();
  } catch (cause) {
    throw new BadRequest('The request is no JSON.', { cause });
  }
}

function lastPart(c: Asked): string {
  return c.req.path.slice(c.req.path.lastIndexOf('/') + 1);
}

/** Who holds the phone that asks. */
function personOf(c: Asked): Person {
  const person = personById(c.req.header('x-person'));
  if (person === undefined) throw new BadRequest('X-Person names nobody who is known here.');
  return person;
}
