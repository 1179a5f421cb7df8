import type { HttpBindings } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { streamSSE } from 'hono/streaming';
import { array, boolean, is, string, type } from 'superstruct';
import type { HostEvent } from '../protocol/host-state';
import { STAFF_MINI_PROGRAM } from '../sandbox/mini-programs';
import { TEMPLATES } from '../sandbox/subscribe-messages';
import type { Action } from './actions';
import { type Person, personById } from './people';
import { type Routes, BadRequest } from './server';
import type { ShownWorld } from './shown-world';
import type { World } from './world';

/** Folders of the built functions, console page and phone page. */
export interface BuiltProduct {
  readonly functions: string;
  readonly console: string;
  readonly phone: string;
  /** Rebuilds the phone at each load of its page, so that source changes show at once. */
  readonly updatePhone?: () => Promise<void>;
}

/** Simulated world (clock, sandbox, cloud) that has started, and what serves it. */
export interface Running {
  readonly world: World;
  readonly shown: ShownWorld;
  readonly actions: ReadonlyMap<string, Action>;
  readonly product: BuiltProduct;
}

/** State of the host from which the routes answer. */
export interface Served {
  /** Returns the world, or null. While it starts, its functions can already call the sandbox. */
  readonly world: () => World | null;
  /** Returns null while the host starts, and a pending promise while it starts over. */
  readonly running: () => Promise<Running> | null;
  /** Calls the listener for every event. @returns unsubscribe function */
  readonly subscribe: (listener: (event: HostEvent) => void) => () => void;
}

/** Templates that a phone asks about, and whether its person accepts a message of each. */
const subscription = type({ templateIds: array(string()), isAccepted: boolean() });

type Asked = Context<{ Bindings: HttpBindings }, string>;

/** Allows only this host's code and frames; inline styles, which Leaflet and the product need. */
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
  // Off, because loopback is served without HTTPS.
  strictTransportSecurity: false,
});

/** Adds the routes of WeChat's API, the robots, functions, database, console buttons and pages. */
export function addRoutes(routes: Routes, served: Served): void {
  for (const path of ['/cgi-bin/*', '/wxa/*', '/wxaapi/*', '/tcb/*', '/open-apis/*'])
    routes.all(path, (c) => {
      const world = served.world();
      if (world === null) return sayStarting(c);
      world.sandbox.handle(c.env.incoming, c.env.outgoing, c.req.text());
      return RESPONSE_ALREADY_SENT;
    });
  routes.use(PAGE_HEADERS, async (c, next) => {
    await next();
    // No caching, so that changed sources show at the next load.
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
      const caller = { openId: personOf(c).openId, appId: STAFF_MINI_PROGRAM.appId };
      const body = await jsonOf(c);
      const event = typeof body === 'object' && body !== null && 'event' in body ? body.event : {};
      return c.json(await world.cloud.invoke(lastPart(c), event, caller));
    }),
  );
  routes.post(
    '/subscribe',
    whenRunning(async (c, { world: { sandbox } }) => {
      const { openId } = personOf(c);
      const asked = await jsonOf(c);
      if (!is(asked, subscription)) throw new BadRequest('The request names no templates.');
      const titles = asked.templateIds.map(
        (id) => TEMPLATES.find(({ priTmplId }) => priTmplId === id)?.title ?? null,
      );
      if (asked.isAccepted) for (const id of asked.templateIds) sandbox.messages.accept(openId, id);
      return c.json({ titles });
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

/** Answers requests during the start with 503; browsers get a page that reloads itself. */
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

/** Returns the person whose phone sent the request, by the header X-Person. */
function personOf(c: Asked): Person {
  const person = personById(c.req.header('x-person'));
  if (person === undefined) throw new BadRequest('X-Person names nobody who is known here.');
  return person;
}
