import type { ClockState } from '../../clock/clock';
import type { HostState } from '../../protocol/host-state';
import { followHostEvents, readHostState } from '../../protocol/host-client';

export interface HostListener {
  readonly state: (state: HostState) => void;
  readonly clock: (clock: ClockState) => void;
  /** Receives an error sentence, and null once the host answers again. */
  readonly failure: (sentence: string | null) => void;
}

/** Interval of reading what changes with time alone (positions, seconds left), in ms. */
const READ_EVERY_MS = 3000;

/** Follows the host's events, and polls what changes with time alone. */
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
    // The event stream has reported this error already, and it reconnects by itself.
  }
}

/** Presses a button of the host. @returns null, or an error sentence */
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
