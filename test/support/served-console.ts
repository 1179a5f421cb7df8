import type { BrowserContext, BrowserContextOptions } from 'playwright-core';
import type { ShownCall } from '../../dev/protocol/host-state';
import { type ConsolePage, newPerson, openConsole } from './console-page';
import { type ServedHost, type ServedWorld, startServedHost } from './served-host';

/** A host with its console, for the tests of one file. */
export interface ServedConsole {
  readonly host: () => ServedHost;
  /** Opens the console in a fresh browser. */
  readonly shownTo: (options?: BrowserContextOptions) => Promise<ConsolePage>;
  /** The last opened browser, which is closed after each test. */
  readonly person: () => BrowserContext;
  readonly orderAt: (status: number) => Promise<string>;
  readonly statusOf: (orderId: string) => Promise<number | undefined>;
  readonly callsOf: (orderId: string) => Promise<readonly ShownCall[]>;
}

/** Starts the host before a file's tests, and ends it afterwards. */
export function serveConsole(kind: ServedWorld = 'demo'): ServedConsole {
  let host: ServedHost;
  let person: BrowserContext | null = null;

  beforeAll(async () => {
    host = await startServedHost(kind);
  });
  afterEach(async () => {
    await person?.close();
    person = null;
  });
  afterAll(() => host.stop());

  return {
    host: () => host,
    shownTo: async (options = {}) => {
      person = await newPerson(options);
      return openConsole(person, host);
    },
    person: () => {
      if (person === null) throw new Error('Nobody has opened the console.');
      return person;
    },
    orderAt: async (status) => (await host.delivery((one) => one.status === status)).orderId,
    statusOf: async (orderId) =>
      (await host.state()).deliveries.find((delivery) => delivery.orderId === orderId)?.status,
    callsOf: (orderId) => host.callsFor(orderId),
  };
}
