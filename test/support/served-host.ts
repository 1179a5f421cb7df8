import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { realClock, timeAt } from '../../dev/clock/clock';
import { type BuiltProduct, createHost } from '../../dev/host/host';
import { keep } from '../../dev/host/kept-json';
import type { ShownDelivery, WorldKind } from '../../dev/protocol/host-state';
import { built, builtProduct } from './built';

/** A host in the test's own process, with the run's build. */
export type ServedHost = Awaited<ReturnType<typeof startServedHost>>;

/** Kind of world; of the demo also with an account and deliveries of 同城配送. */
export type ServedWorld = WorldKind | 'demo-with-intracity';

/** First time of these worlds: noon, so that no run meets midnight. */
const NOON = Date.parse('2026-03-02T12:00:00+08:00');
/** A time after all events of their history. */
const SHOWN_AT_FIRST = NOON + 60_000;

/**
 * Starts a host at noon, as the demo or with an empty database.
 *
 * @param say receives its sentences for the terminal
 */
export async function startServedHost(
  kind: ServedWorld = 'demo',
  say: (sentence: string) => void = () => undefined,
) {
  const product = await builtProduct();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'host-'));
  await cp(await begunWorld(kind, product), folder, { recursive: true });
  keep(path.join(folder, 'clock.json'), { ...realClock(Date.now()), shownAt: SHOWN_AT_FIRST });
  const host = await createHost({ port: 0, folder, build: () => Promise.resolve(product), say });
  const { address, state } = host;
  const post = async (where: string, body: object): Promise<unknown> => {
    const response = await fetch(new URL(where, address), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${where}: ${await response.text()}`);
    return response.json();
  };
  return {
    /** `http://127.0.0.1:41234/` */
    address,
    state,
    /** Returns ms since 1970 on the one clock. */
    now: async () => timeAt((await state()).clock, Date.now()),
    /** Returns the first matching delivery. @throws Error when there is none */
    delivery: async (isWanted: (one: ShownDelivery) => boolean) => {
      const found = (await state()).deliveries.find(isWanted);
      if (found === undefined) throw new Error('The demo has no such delivery.');
      return found;
    },
    /** Lists functions' calls for an order, the latest first. */
    callsFor: async (orderId: string) =>
      (await state()).calls.filter((call) => call.orderId === orderId),
    /** Sends `POST /<path>` with JSON. @throws Error with the answer when it is refused */
    post,
    /** Presses a button of the console. */
    act: async (name: string, body: object) => {
      await post(`host/${name}`, body);
    },
    /** Returns what the database's file holds now, as text. */
    database: () => readFileSync(path.join(folder, 'database.journal'), 'utf8'),
    stop: async () => {
      await host.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Returns a begun world, whose history takes seconds and is therefore copied. */
function begunWorld(kind: ServedWorld, product: BuiltProduct): Promise<string> {
  return built(`world-${kind}`, async (folder) => {
    const host = await createHost({
      port: 0,
      folder,
      build: () => Promise.resolve(product),
      begin: kind === 'empty' ? kind : 'demo',
      hasIntracity: kind === 'demo-with-intracity',
      beginsAt: NOON,
      say: (sentence) => {
        throw new Error(sentence);
      },
    });
    await host.stop();
  });
}
