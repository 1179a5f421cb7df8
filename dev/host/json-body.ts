import type { IncomingMessage, ServerResponse } from 'node:http';

/** WeChat takes at most 100 KB of text for a function's event (docs/getorder-contract.md §9). */
const MAX_BYTES = 100 * 1024;

/** A request that cannot be served, with what to tell its sender. */
export class BadRequest extends Error {}

/**
 * @throws BadRequest when it is over 100 KB or no JSON
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new BadRequest('The request is over 100 KB.');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (cause) {
    throw new BadRequest('The request is no JSON.', { cause });
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  response.end(JSON.stringify(body));
}
