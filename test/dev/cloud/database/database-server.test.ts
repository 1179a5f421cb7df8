import { createDatabase } from '../../../../dev/cloud/database/database';
import { NO_JOURNAL } from '../../../../dev/cloud/database/database-journal';
import { type DatabaseServer, serveDatabase } from '../../../../dev/cloud/database/database-server';

let server: DatabaseServer;

beforeEach(async () => {
  server = await serveDatabase(createDatabase(NO_JOURNAL));
});

afterEach(() => server.close());

const ADD = JSON.stringify({ action: 'database.addCollection', collectionName: 'tokens' });

async function post(url: string, headers: Record<string, string> = {}): Promise<number> {
  return (await fetch(`${url}?eventId=1`, { method: 'POST', body: ADD, headers })).status;
}

describe('serveDatabase', () => {
  it('answers whom it has given a URL to, and counts the requests', async () => {
    const url = server.urlFor('a-function');
    expect(await post(url)).toBe(200);
    expect(server.countOf('a-function')).toBe(1);
  });

  it('does not answer a name that it has not given out', async () => {
    const url = server.urlFor('a-function').replace('a-function', 'anything');
    expect(await post(url)).toBe(404);
  });

  it('does not answer a page in a browser, whatever it has found out', async () => {
    const url = server.urlFor('a-function');
    expect(await post(url, { Origin: 'https://evil.example' })).toBe(404);
    expect(await post(url, { Origin: 'null' })).toBe(404);
  });
});
