import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import sirv from 'sirv';
import { buildFunctions } from '../build/functions';
import { buildMiniprogramNpm } from '../build/miniprogram-npm';
import { buildConsole } from '../console/build';
import { DEMO_ACCOUNT } from '../sandbox/sandbox';
import { createActions } from './actions';
import { createEventStream } from './event-stream';
import type { WorldKind } from '../protocol/host-state';
import type { Handler, HttpServer, Router } from './http-server';
import { openHttpServer, pathOf } from './http-server';
import { BadRequest, readJson, sendJson } from './json-body';
import type { Person } from './people';
import { personById } from './people';
import { createPhoneBuilder } from './phone-builder';
import type { ShownWorld } from './shown-world';
import { showWorld } from './shown-world';
import type { World } from './world';
import { openWorld } from './world';

export interface HostOptions {
  /** 0 takes any free one. */
  readonly port: number;
  /** Of this host alone: deliveries, database and clock are kept in it, functions and pages are built into it. */
  readonly folder: string;
  /** Forgets what was kept, and begins so; without it what was kept goes on, or the demo begins. */
  readonly begin?: WorldKind;
  /** What the clock shows when a world begins, ms since 1970; real time when left out. */
  readonly beginsAt?: number;
  /** Told, in one sentence, what goes on. */
  readonly say: (sentence: string) => void;
}

export interface Host {
  /** `http://127.0.0.1:8123/` */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

const PROJECT_FOLDER = path.join(__dirname, '../..');

/** Pages run their own code only, and in no frame but the console's. Leaflet and the product's styles set style attributes. */
const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': `default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'`,
  'X-Content-Type-Options': 'nosniff',
};

/**
 * Builds and starts the whole product on this machine: sandbox, cloud, phone and console behind one loopback address.
 *
 * @throws NodeJS.ErrnoException `EADDRINUSE` when the port is taken
 */
export async function createHost(options: HostOptions): Promise<Host> {
  // First: whoever has the port has the folder.
  const server = await openHttpServer(options.port, options.say);
  try {
    return await serveProduct(server, options);
  } catch (error) {
    // A port that nobody answers at would look like a host that is still starting.
    await server.stop();
    throw error;
  }
}

async function serveProduct(server: HttpServer, options: HostOptions): Promise<Host> {
  const { folder, say } = options;
  const address = `http://127.0.0.1:${server.port}/`;
  const pagesFolder = path.join(folder, 'pages');
  const functionsFolder = path.join(folder, 'functions');
  const miniprogramFolder = path.join(PROJECT_FOLDER, 'miniprogram');
  await Promise.all([
    buildFunctions({ outputFolder: functionsFolder }),
    buildMiniprogramNpm({ miniprogramFolder, packagesFolder: PROJECT_FOLDER }),
    buildConsole(pagesFolder),
  ]);
  const buildPhone = createPhoneBuilder({
    miniprogramFolder,
    outputFolder: path.join(pagesFolder, 'phone'),
    say,
  });
  await buildPhone();

  const events = createEventStream();
  const open = (wanted: WorldKind | null): Promise<World> =>
    openWorld(
      {
        folder: path.join(folder, 'data'),
        functionsFolder,
        address,
        clockChanged: (state) => {
          events.send({ type: 'clock', clock: state });
        },
        ...(options.beginsAt === undefined ? {} : { beginsAt: options.beginsAt }),
        say,
      },
      wanted,
    );
  const begin = async (): Promise<ShownWorld> => {
    await world.begin();
    return showWorld(world, events.send);
  };
  let world = await open(options.begin ?? null);
  const askSandbox: Router = (_method, requested) =>
    requested.startsWith('/cgi-bin/')
      ? (request, response) => {
          world.sandbox.handle(request, response);
        }
      : undefined;
  server.serveWhileStarting(askSandbox);
  let shown = begin();
  await shown;

  const startOver = async (kind: WorldKind): Promise<void> => {
    shown = shown.then(async () => {
      await world.close();
      world = await open(kind);
      return begin();
    });
    const { state } = await shown;
    events.send({ type: 'clock', clock: world.clock.state() });
    events.send({ type: 'state', state: state() });
  };
  const act: Handler = async (request, response) => {
    await shown;
    const action = createActions(world, startOver).get(pathOf(request).slice('/host/'.length));
    if (action === undefined) throw new BadRequest('There is no such action.');
    await action(await readJson(request));
    sendJson(response, 200, (await shown).state());
  };
  const callFunction: Handler = async (request, response) => {
    const { openId } = personOf(request);
    const name = pathOf(request).slice('/functions/'.length);
    const event = eventIn(await readJson(request));
    const { heard } = await shown;
    const outcome = await world.cloud.invoke(name, event, { openId, appId: DEMO_ACCOUNT.appId });
    heard(outcome);
    sendJson(response, 200, outcome);
  };
  const askDatabase: Handler = async (request, response) => {
    const { openId } = personOf(request);
    const asked = await readJson(request);
    await shown;
    sendJson(response, 200, world.cloud.database.answerClient(openId, asked));
  };
  const tellState: Handler = async (_request, response) => {
    sendJson(response, 200, (await shown).state());
  };
  const files = sirv(pagesFolder, {
    dev: true,
    setHeaders: (response) => {
      for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
    },
  });
  const file: Handler = (request, response) => {
    files(request, response, () => {
      sendJson(response, 404, { error: 'There is no such file.' });
    });
  };
  const phonePage: Handler = async (request, response) => {
    await buildPhone();
    await file(request, response);
  };

  const route: Router = (method, requested) => {
    const forSandbox = askSandbox(method, requested);
    if (forSandbox !== undefined) return forSandbox;
    if (method === 'POST') {
      if (requested.startsWith('/functions/')) return callFunction;
      if (requested === '/database') return askDatabase;
      return requested.startsWith('/host/') ? act : undefined;
    }
    if (method !== 'GET' && method !== 'HEAD') return undefined;
    if (requested === '/host/state') return tellState;
    if (requested === '/host/events')
      return (_request, response) => {
        events.open(response);
      };
    return requested === '/phone/' ? phonePage : file;
  };

  server.serve(route);
  return {
    address,
    stop: async () => {
      events.close();
      await world.close();
      await server.stop();
    },
  };
}

/** Who holds the phone that asks. */
function personOf(request: IncomingMessage): Person {
  const person = personById(request.headers['x-person']?.toString());
  if (person === undefined) throw new BadRequest('X-Person names nobody who is known here.');
  return person;
}

function eventIn(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'event' in body ? body.event : undefined;
}
