import type { HostEvent, HostState } from './host-state';

/** Event of the host, or of the connection to the host: `found` after (re)connecting, `lost`. */
export type FeedEvent = HostEvent | { readonly type: 'found' } | { readonly type: 'lost' };

const NAME = 'host-events';

/** @throws Error when the host does not answer, or is still starting */
export async function readHostState(): Promise<HostState> {
  const response = await fetch('/host/state');
  if (!response.ok) throw new Error(`The host answered /host/state with ${response.status}.`);
  // Not validated, because host and page are built from the same source.
  return (await response.json()) as HostState;
}

/**
 * Listens to the host's events. All pages of a browser share one connection, because browsers open
 * only six per host: the page that holds the lock reads the stream and broadcasts its events. When
 * another page takes over it reports `found`, after which listeners must read the state again.
 */
export function followHostEvents(listener: (event: FeedEvent) => void): void {
  const channel = new BroadcastChannel(NAME);
  channel.addEventListener('message', ({ data }: MessageEvent<FeedEvent>) => {
    listener(data);
  });
  const tell = (event: FeedEvent): void => {
    listener(event);
    channel.postMessage(event);
  };
  void navigator.locks.request(NAME, () => {
    const stream = new EventSource('/host/events');
    stream.addEventListener('open', () => {
      tell({ type: 'found' });
    });
    stream.addEventListener('error', () => {
      tell({ type: 'lost' });
    });
    stream.addEventListener('message', ({ data }: MessageEvent<string>) => {
      // Not validated, because host and page are built from the same source.
      tell(JSON.parse(data) as HostEvent);
    });
    // A promise that never settles keeps the lock until the page is closed.
    return new Promise<never>(() => undefined);
  });
}
