import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { streamSSE } from 'hono/streaming';
import { type CloudErrorCode, CLOUD_ERRORS } from '../../miniprogram/contract/cloud-error';
import { listenOnLoopback } from '../../dev/cloud/loopback-server';

type Answer = (event: unknown, person: string) => unknown;

/** A host for the phone alone: its files, a clock, order ids, and scripted functions. */
export type PhoneHost = Awaited<ReturnType<typeof startPhoneHost>>;

/** The strictest policy for the phone: no inline code, and no other hosts. */
const POLICY = {
  defaultSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'", 'data:'],
};

/** @param root folder of the built phone */
export async function startPhoneHost(root: string) {
  const state = {
    clock: { realAt: Date.now(), shownAt: Date.UTC(2026, 0, 2, 4, 30), speed: 1 },
    people: [
      { id: 'owner', name: '店主' },
      { id: 'clerk', name: '店员' },
      { id: 'stranger', name: '陌生人' },
    ],
    deliveries: [{ orderId: 'A-1' }, { orderId: 'B-2' }],
    faults: [],
    hasDarkMap: false,
  };
  const listeners = new Set<(event: object) => void>();
  const routes = new Hono();
  routes.get('/host/state', (c) => c.json(state));
  routes.get('/host/events', (c) =>
    streamSSE(c, async (stream) => {
      await stream.write(':\n\n');
      const listener = (event: object): void => {
        void stream.writeSSE({ data: JSON.stringify(event) });
      };
      listeners.add(listener);
      await new Promise<void>((resolve) => {
        stream.onAbort(resolve);
      });
      listeners.delete(listener);
    }),
  );
  routes.post('/database', async (c) =>
    c.json(await host.database(await c.req.json(), String(c.req.header('x-person')))),
  );
  routes.post('/functions/:name', async (c) => {
    const { name } = c.req.param();
    const person = String(c.req.header('x-person'));
    const { event } = await c.req.json<{ event: unknown }>();
    host.calls.push({ name, event, person });
    const answer = host.functions[name];
    return c.json(
      answer === undefined
        ? { errCode: -501000, errMsg: 'no function' }
        : await answer(event, person),
    );
  });
  routes.get(
    '/phone/*',
    secureHeaders({ contentSecurityPolicy: POLICY }),
    serveStatic({ root, rewriteRequestPath: (requested) => requested.slice('/phone'.length) }),
  );
  const server = createAdaptorServer({
    fetch: routes.fetch,
    overrideGlobalObjects: false,
  }) as Server;
  const { origin, close } = await listenOnLoopback(server);
  const host = {
    origin,
    calls: [] as { readonly name: string; readonly event: unknown; readonly person: string }[],
    /** Answers of `POST /functions/<name>`: `{ result }` or `{ errCode, errMsg }`. */
    functions: {} as Record<string, Answer>,
    /** Answer of `POST /database`. */
    database: (() => ({ errCode: -501000, errMsg: 'no database' })) as Answer,
    /** Sends an event by GET /host/events, and adds it to GET /host/state. */
    tell: (event: object) => {
      Object.assign(state, 'state' in event ? event.state : event);
      for (const listener of listeners) listener(event);
    },
    close,
  };
  return host;
}

/** Builds a function's answer for the phone. */
export function answerOf(serverTime: number, data: unknown): object {
  return { result: { ok: true, serverTime, data } };
}

export function failureOf(serverTime: number, code: CloudErrorCode): object {
  const error = { code, ...CLOUD_ERRORS[code], traceId: 't-1' };
  return { result: { ok: false, serverTime, error } };
}
