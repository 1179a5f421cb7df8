import type { ServerResponse } from 'node:http';
import type { HostEvent } from '../protocol/host-state';

/** Server-sent events to every page that listens. */
export interface EventStream {
  readonly open: (response: ServerResponse) => void;
  readonly send: (event: HostEvent) => void;
  readonly close: () => void;
}

export function createEventStream(): EventStream {
  const listeners = new Set<ServerResponse>();
  return {
    open: (response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      response.write(':\n\n');
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
    },
    send: (event) => {
      for (const listener of listeners) listener.write(`data: ${JSON.stringify(event)}\n\n`);
    },
    close: () => {
      for (const listener of listeners) listener.end();
    },
  };
}
