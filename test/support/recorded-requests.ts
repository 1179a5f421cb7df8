import http from 'node:http';
import { listenOnLoopback } from '../../dev/cloud/loopback-server';

/** A request as sent over the wire. */
export interface WireRequest {
  readonly line: string;
  /** Names and values in their original order and spelling. */
  readonly headers: readonly string[];
  readonly body: string;
}

export type Recorder = Awaited<ReturnType<typeof recordRequests>>;

/** Starts a server that records every byte of its requests. If `answer` is null it stays silent. */
export async function recordRequests(
  answer: (request: WireRequest) => { readonly status: number; readonly body: string } | null,
) {
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
  const { origin, close } = await listenOnLoopback(server);
  return {
    address: origin,
    /** New requests since the last call. */
    taken: () => {
      const taken = requests;
      requests = [];
      return taken;
    },
    close,
  };
}
