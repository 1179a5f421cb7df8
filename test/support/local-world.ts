import { createServer } from 'node:http';
import { cp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { WorldKind } from '../../dev/protocol/host-state';
import { noteKind } from '../../dev/host/kept-data';
import type { Person } from '../../dev/host/people';
import { type World, openWorld } from '../../dev/host/world';
import { STAFF_MINI_PROGRAM } from '../../dev/sandbox/mini-programs';
import type { Answer } from '../../miniprogram/contract/cloud-api';
import { builtFunctions } from './built';
import { resultOf } from './fixture-cloud';
import { listenOnLoopback } from '../../dev/cloud/loopback-server';
import { temporaryFolder } from './temporary-folder';

/** The built functions, and worlds with an address for their sandbox: a host without its pages. */
export type LocalWorlds = Awaited<ReturnType<typeof localWorlds>>;

export async function localWorlds() {
  const base = await temporaryFolder();
  const folder = path.join(base, 'data');
  const functionsFolder = await builtFunctions();
  let world: World | null = null;
  const server = createServer((request, response) => {
    world?.sandbox.handle(request, response);
  });
  const { origin, close } = await listenOnLoopback(server);
  const open = async (wanted: WorldKind | null): Promise<World> => {
    await world?.close();
    world = await openWorld(
      {
        folder,
        functionsFolder,
        address: `${origin}/`,
        clockChanged: () => undefined,
        say: () => undefined,
      },
      wanted,
    );
    return world;
  };
  return {
    folder,
    /** Opens a world, before its begin. It closes the previous one. */
    open,
    /** Closes the world, and returns what opens a copy of it. */
    copies: async () => {
      await world?.close();
      noteKind(folder, 'empty');
      const original = path.join(base, 'original');
      await rename(folder, original);
      return async () => {
        await cp(original, folder, { recursive: true });
        return open(null);
      };
    },
    /** Empties the folder. */
    clear: async () => {
      await world?.close();
      world = null;
      await rm(folder, { recursive: true, force: true });
    },
    close: async () => {
      await world?.close();
      await close();
    },
  };
}

/**
 * Opens an empty world before its begin, for each test of a file.
 *
 * @param prepare what is done to the world only once, since it takes long
 */
export function emptyWorldForEach(prepare?: (world: World) => Promise<void>): () => World {
  let worlds: LocalWorlds;
  let open: () => Promise<World>;
  let world: World;
  beforeAll(async () => {
    worlds = await localWorlds();
    open = () => worlds.open('empty');
    if (prepare === undefined) return;
    await prepare(await open());
    open = await worlds.copies();
  });
  beforeEach(async () => {
    world = await open();
  });
  afterEach(() => worlds.clear());
  afterAll(() => worlds.close());
  return () => world;
}

/** Calls a function as a person's phone does. */
export async function callAs(
  { cloud }: World,
  { openId }: Pick<Person, 'openId'>,
  name: string,
  event: object,
): Promise<Answer<unknown>> {
  const outcome = await cloud.invoke(name, event, { openId, appId: STAFF_MINI_PROGRAM.appId });
  return resultOf(outcome) as Answer<unknown>;
}
