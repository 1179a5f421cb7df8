import type { HostEvent, HostState, WorldKind } from '../protocol/host-state';
import { createActions } from './actions';
import { type BuiltProduct, type Running, addRoutes } from './routes';
import { openServer } from './server';
import { showWorld } from './shown-world';
import { type World, type WorldOptions, openWorld } from './world';

export type { BuiltProduct } from './routes';

export interface HostOptions extends Omit<
  WorldOptions,
  'functionsFolder' | 'address' | 'clockChanged'
> {
  /** Port of the host. 0 takes any free port. */
  readonly port: number;
  /** Builds the product. Called with the port taken, because its owner alone may use `folder`. */
  readonly build: () => Promise<BuiltProduct>;
  /** Deletes all data and starts with this shop. Default: the saved shop, or else the demo's. */
  readonly begin?: WorldKind;
}

export type Host = Awaited<ReturnType<typeof createHost>>;

/**
 * Starts the product on this machine: sandbox, cloud, phone and console at one loopback address.
 *
 * @returns with `address`, a base URL such as `http://127.0.0.1:8123/`
 * @throws NodeJS.ErrnoException `EADDRINUSE` when the port is taken
 */
export async function createHost({ port, build, begin: first, ...options }: HostOptions) {
  let world: World | null = null;
  let running: Promise<Running> | null = null;
  const listeners = new Set<(event: HostEvent) => void>();
  const tell = (event: HostEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const served = {
    world: () => world,
    running: () => running,
    subscribe: (listener: (event: HostEvent) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const server = await openServer(
    port,
    (routes) => {
      addRoutes(routes, served);
    },
    options.say,
  );
  const address = `http://127.0.0.1:${server.port}/`;

  const begin = async (product: BuiltProduct, wanted: WorldKind | null): Promise<Running> => {
    await world?.close();
    const opened = await openWorld(
      {
        ...options,
        functionsFolder: product.functions,
        address,
        clockChanged: (clock) => {
          tell({ type: 'clock', clock });
        },
      },
      wanted,
    );
    world = opened;
    await opened.begin();
    const shown = showWorld(opened, await opened.sandbox.intracityKeys(), tell);
    return { world: opened, shown, actions: createActions(opened, startOver), product };
  };
  const startOver = async (kind: WorldKind): Promise<void> => {
    running = (running ?? Promise.reject(new Error('The host has not started.'))).then(
      ({ product }) => begin(product, kind),
    );
    const { world: begun, shown } = await running;
    tell({ type: 'clock', clock: begun.clock.state() });
    tell({ type: 'state', state: shown() });
  };
  const stop = async (): Promise<void> => {
    await world?.close();
    await server.stop();
  };

  try {
    const begun = await begin(await build(), first ?? null);
    running = Promise.resolve(begun);
    const state = async (): Promise<HostState> => {
      const { shown } = await (running ?? begun);
      return shown();
    };
    return { address, state, stop };
  } catch (error) {
    // Closes the port, which would look like a host that is still starting.
    await stop();
    throw error;
  }
}
