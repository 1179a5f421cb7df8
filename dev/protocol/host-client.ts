import type { HostEvent, HostState } from './host-state';

/** What the host tells, and whether it can be heard. */
export type FeedEvent = HostEvent | { readonly type: 'found' } | { readonly type: 'lost' };

const NAME = 'host-events';

/** @throws Error when the host does not answer, or is still starting */
export async function readHostState(): Promise<HostState> {
  const response = await fetch('/host/state');
  if (!response.ok) throw new Error(`The host answered /host/state with ${response.status}.`);
  // The host is this program's other half, built with it.
  return (await response.json()) as HostState;
}

/**
 * Hears the host's events, through one connection for all consoles and phones of a browser: it has six for a host, and each open stream takes one.
 * Whoever holds the lock has the stream and passes on what it hears; when its page is closed, the next one takes over, and tells that it was `found`:
 * what was missed in between is to be read.
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
      // The host is this program's other half, built with it.
      tell(JSON.parse(data) as HostEvent);
    });
    // The lock is kept for as long as the page is there.
    return new Promise<never>(() => undefined);
  });
}
