import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createReadStream, existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

type Answer = (event: unknown, person: string) => unknown;

/** A host for the phone alone: its built files, a clock, order ids, and functions that a test writes. */
export interface PhoneHost {
  readonly origin: string;
  readonly calls: { readonly name: string; readonly event: unknown; readonly person: string }[];
  /** What `POST /functions/<name>` answers: `{ result }` or `{ errCode, errMsg }`. */
  functions: Record<string, Answer>;
  /** What `POST /database` answers. */
  database: Answer;
  /** Tells the phones that listen by GET /host/events, and those that ask later by GET /host/state. */
  tell(event: object): void;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

export interface PhoneHostOptions {
  readonly phoneFolder: string;
  readonly orderIds?: readonly string[];
  /** What the phone's clock shows at the start, ms. */
  readonly shownAt?: number;
}

export async function startPhoneHost(options: PhoneHostOptions): Promise<PhoneHost> {
  const calls: PhoneHost['calls'] = [];
  const functions: Record<string, Answer> = {};
  const listeners = new Set<ServerResponse>();
  const realAt = Date.now();
  const state = {
    clock: { realAt, shownAt: options.shownAt ?? realAt, speed: 1 },
    people: [
      { id: 'owner', name: '店主' },
      { id: 'clerk', name: '店员' },
      { id: 'stranger', name: '陌生人' },
    ],
    deliveries: (options.orderIds ?? []).map((orderId) => ({ orderId })),
    faults: [],
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/host/state') json(response, state);
    else if (pathname === '/host/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(':\n\n');
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
    } else if (pathname === '/database') {
      void askDatabase(request, response);
    } else if (pathname.startsWith('/functions/')) {
      void invoke(request, response, pathname.slice('/functions/'.length));
    } else sendFile(response, options.phoneFolder, pathname);
  });
  const askDatabase = async (request: IncomingMessage, response: ServerResponse) => {
    const asked: unknown = JSON.parse(await bodyOf(request));
    json(response, await host.database(asked, String(request.headers['x-person'])));
  };
  const invoke = async (request: IncomingMessage, response: ServerResponse, name: string) => {
    const person = String(request.headers['x-person']);
    const { event } = JSON.parse(await bodyOf(request)) as { event: unknown };
    calls.push({ name, event, person });
    const answer = functions[name];
    json(
      response,
      answer === undefined
        ? { errCode: -501000, errMsg: 'no function' }
        : await answer(event, person),
    );
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const host: PhoneHost = {
    origin: `http://127.0.0.1:${port}`,
    calls,
    functions,
    database: () => ({ errCode: -501000, errMsg: 'no database' }),
    tell: (event) => {
      Object.assign(state, 'state' in event ? event.state : event);
      for (const response of listeners) response.write(`data: ${JSON.stringify(event)}\n\n`);
    },
    close: () => closed(server),
  };
  return host;
}

function sendFile(response: ServerResponse, folder: string, pathname: string): void {
  const name = pathname.replace(/^\/phone\//, '');
  const file = path.join(folder, name === '' ? 'index.html' : name);
  if (!pathname.startsWith('/phone/') || !existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
    // As strict as the phone can stand: what it draws needs no inline code, and nothing from elsewhere.
    'content-security-policy': "default-src 'self'; img-src 'self' data:; font-src 'self' data:",
  });
  createReadStream(file).pipe(response);
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}
