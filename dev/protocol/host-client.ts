import type { HostEvent, HostState } from './host-state';

/** An event of the host, or of the connection to it. */
export type FeedEvent = HostEvent | { readonly type: 'found' } | { readonly type: 'lost' };

const NAME = 'host-events';

/** @throws Error when the host does not answer, or is still starting */
export async function readHostState(): Promise<HostState> {
  const response = await fetch('/host/state');
  if (!response.ok) throw new Error(`The host answered /host/state with ${response.status}.`);
  // The host is built with this program.
  return (await response.json()) as HostState;
}

/**
 * Follows the host's events, through one connection for all pages of a browser, which has only six
 * per host. The page with the lock reads the stream and passes events on. Its successor reports
 * `found`, after which listeners must read the state again.
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
      // The host is built with this program.
      tell(JSON.parse(data) as HostEvent);
    });
    // Keeps the lock until the page is closed.
    return new Promise<never>(() => undefined);
  });
}
