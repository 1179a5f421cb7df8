import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as sent over the wire. */
export interface WireRequest {
  readonly line: string;
  /** Names and values in their original order and spelling. */
  readonly headers: readonly string[];
  readonly body: string;
}

export interface Recorder {
  readonly address: string;
  /** New requests since the last call. */
  readonly taken: () => readonly WireRequest[];
  readonly close: () => Promise<void>;
}

/** Starts a server that records every byte of its requests. If `answer` is null it stays silent. */
export async function recordRequests(
  answer: (request: WireRequest) => { readonly status: number; readonly body: string } | null,
): Promise<Recorder> {
  let requests: WireRequest[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const taken: WireRequest = {
        line: `${request.method ?? ''} ${request.url ?? ''}`,
        headers: request.rawHeaders,
        body: Buffer.concat(chunks).toString('latin1'),
      };
      requests.push(taken);
      const answered = answer(taken);
      if (answered === null) return;
      response.writeHead(answered.status, { 'content-type': 'application/json' });
      response.end(answered.body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken: () => {
      const taken = requests;
      requests = [];
      return taken;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
