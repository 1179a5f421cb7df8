import type { BrowserContext, BrowserContextOptions } from 'playwright-core';
import { newPerson, openConsole } from './console-page';
import { type ServedHost, type ServedWorld, startServedHost } from './served-host';

/** Starts the host before a file's tests, and ends it afterwards. */
export function serveConsole(kind: ServedWorld = 'demo') {
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
    /** Opens the console in a fresh browser. */
    shownTo: async (options: BrowserContextOptions = {}) => {
      person = await newPerson(options);
      return openConsole(person, host);
    },
    /** The last opened browser, which is closed after each test. */
    person: () => {
      if (person === null) throw new Error('Nobody has opened the console.');
      return person;
    },
    orderAt: async (status: number) =>
      (await host.delivery((one) => one.status === status)).orderId,
    statusOf: async (orderId: string) =>
      (await host.state()).deliveries.find((delivery) => delivery.orderId === orderId)?.status,
    callsOf: (orderId: string) => host.callsFor(orderId),
  };
}
