import type { ClockState } from '../../clock/clock';
import type { HostState } from '../../protocol/host-state';
import { followHostEvents, readHostState } from '../../protocol/host-client';

export interface HostListener {
  readonly state: (state: HostState) => void;
  readonly clock: (clock: ClockState) => void;
  /** Receives an error message, and null once the host answers again. */
  readonly failure: (sentence: string | null) => void;
}

/** Interval in ms of polling the host for values that change without events (seconds left). */
const READ_EVERY_MS = 3000;

/** Listens to the host's events, and polls its state for values that change without events. */
export function followHost(listener: HostListener): void {
  followHostEvents((event) => {
    switch (event.type) {
      case 'clock':
        listener.clock(event.clock);
        return;
      case 'state':
        listener.state(event.state);
        return;
      case 'found':
        void read(listener);
        return;
      case 'lost':
        listener.failure('本机服务没有应答。它停了的话，在终端里再运行一次 npm start。');
    }
  });
  void read(listener);
  setInterval(() => {
    if (!document.hidden) void read(listener);
  }, READ_EVERY_MS);
}

async function read(listener: HostListener): Promise<void> {
  try {
    listener.state(await readHostState());
    listener.failure(null);
  } catch {
    // Ignored, because the event stream reports a lost host, and reconnects by itself.
  }
}

/** Sends an action of the console to the host. @returns error message, or null */
export async function act(name: string, body: object): Promise<string | null> {
  try {
    const response = await fetch(`/host/${name}`, { method: 'POST', body: JSON.stringify(body) });
    if (response.ok) return null;
    const { error } = (await response.json()) as { readonly error: string };
    return error;
  } catch {
    return '本机服务没有应答。';
  }
}
