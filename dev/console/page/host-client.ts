import type { ClockState } from '../../clock/clock';
import type { HostState } from '../../protocol/host-state';
import { followHostEvents, readHostState } from '../../protocol/host-client';

export interface HostListener {
  readonly state: (state: HostState) => void;
  readonly clock: (clock: ClockState) => void;
  /** A sentence when the host does not answer; null when it does again. */
  readonly failure: (sentence: string | null) => void;
}

/** How often what only time changes (positions, seconds left) is read again, ms. */
const READ_EVERY_MS = 3000;

/** Follows the host: its events at once, and what only time changes every few seconds. */
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
    // The event stream's own error has said so already, and it tries again by itself. One that is still starting will be asked again.
  }
}

/** Presses one of the host's buttons; the sentence that it answers with when it cannot, else null. */
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
