import http from 'node:http';
import { text } from 'node:stream/consumers';
import { DATABASE_SLOW_MS } from '../../faults/fault-table';
import { Faults } from '../../faults/faults';
import { listenOnLoopback } from '../loopback-server';
import type { Database } from './database';
import type { DatabaseErrorCode } from './database-error';

export type DatabaseServer = Awaited<ReturnType<typeof serveDatabase>>;

/**
 * Serves the database to wx-server-sdk as JSON over HTTP, on a free loopback port. Requests without
 * a known process id in the URL, or with an `Origin` header (from web pages), get 404.
 */
export async function serveDatabase(database: Database, faults: Faults = new Faults()) {
  const counts = new Map<string, number>();

  const server = http.createServer((request, response) => {
    const client = /^\/client\/([^/]+)\/admin\?/.exec(request.url ?? '')?.[1];
    const isKnown = client !== undefined && counts.has(client);
    if (!isKnown || request.method !== 'POST' || request.headers.origin !== undefined) {
      response.writeHead(404).end();
      return;
    }
    const answerTo = (body: string): void => {
      counts.set(client, (counts.get(client) ?? 0) + 1);
      const json = JSON.stringify(database.answer(body, outageNow(faults)));
      const send = (): void => {
        // With its length, an answer is sent in one piece.
        const length = Buffer.byteLength(json);
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': length });
        response.end(json);
      };
      // `unref` lets the process exit before a delayed answer is sent.
      if (faults.take('database-slow', null)) setTimeout(send, DATABASE_SLOW_MS).unref();
      else send();
    };
    // Reading fails when the function's process has ended, which then needs no answer.
    text(request).then(answerTo, () => undefined);
  });
  const { origin, close } = await listenOnLoopback(server);
  return {
    /** Returns the database URL for one function process. Its path identifies the process. */
    urlFor: (client: string) => {
      counts.set(client, counts.get(client) ?? 0);
      return `${origin}/client/${client}/admin`;
    },
    /** Returns the number of requests that this process has sent so far. */
    countOf: (client: string) => counts.get(client) ?? 0,
    close,
  };
}

function outageNow(faults: Faults): DatabaseErrorCode | undefined {
  if (faults.take('database-down', null)) return 'SYS_ERR';
  return faults.take('database-refuses', null) ? 'DATABASE_REQUEST_FAILED' : undefined;
}
