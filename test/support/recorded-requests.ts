import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it came over the wire. */
export interface WireRequest {
  readonly line: string;
  /** Names and values in the order and spelling in which they were sent. */
  readonly headers: readonly string[];
  readonly body: string;
}

export interface Recorder {
  readonly address: string;
  /** What has come since it was last asked. */
  readonly taken: () => readonly WireRequest[];
  readonly close: () => Promise<void>;
}

/** A server that keeps every byte of what it is asked. Where `answer` is null it stays silent. */
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
