import http from 'node:http';
import {
  type HostServer,
  type Routes,
  BadRequest,
  openServer,
  refusalOf,
} from '../../../dev/host/server';

let server: HostServer | null = null;
let said: string[] = [];

beforeEach(() => {
  said = [];
});

afterEach(async () => {
  await server?.stop();
  server = null;
});

async function serving(addRoutes: (routes: Routes) => void = () => undefined): Promise<HostServer> {
  server = await openServer(0, addRoutes, (sentence) => said.push(sentence));
  return server;
}

interface Answer {
  readonly status: number | undefined;
  readonly text: string;
}

/** Uses http, since fetch normalizes paths and sets headers. */
function ask(path: string, options: http.RequestOptions = {}, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port: server?.port, path, ...options },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => {
          resolve({ status: response.statusCode, text });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

describe('the host’s server', () => {
  it('refuses a foreign name before anything is done', async () => {
    const handler = jest.fn();
    await serving((routes) => routes.all('*', handler));
    expect(await ask('/', { headers: { host: 'evil.example' } })).toMatchObject({ status: 403 });
    expect(handler).not.toHaveBeenCalled();
  });

  it.each(['//', '//[', 'http://[/', '*'])(
    'answers the malformed path %s, and lives on',
    async (path) => {
      await serving();
      expect((await ask(path)).status).toBeGreaterThanOrEqual(400);
      expect(await ask('/')).toMatchObject({ status: 404 });
    },
  );

  it.each([
    ['whole', {}],
    ['chunked', { 'transfer-encoding': 'chunked' }],
  ])('takes no more of a %s body than a function may be asked with', async (_, headers) => {
    await serving((routes) => routes.post('/', async (c) => c.text(await c.req.text())));
    const post = (length: number) => ask('/', { method: 'POST', headers }, 'x'.repeat(length));
    expect(await post(100 * 1024)).toEqual({ status: 200, text: 'x'.repeat(100 * 1024) });
    expect(await post(101 * 1024)).toMatchObject({
      status: 400,
      text: expect.stringContaining('100 KB') as unknown,
    });
    expect(said).toEqual([]);
  });

  it('keeps what failed inside for its terminal, and says what is wrong with a request', async () => {
    await serving((routes) =>
      routes.get('/:whose', (c) => {
        throw c.req.path === '/theirs' ? new BadRequest('Not so.') : new Error('secret');
      }),
    );
    expect(await ask('/ours')).toMatchObject({
      status: 500,
      text: expect.not.stringContaining('secret') as unknown,
    });
    expect(said.join()).toContain('secret');
    expect(await ask('/theirs')).toEqual({ status: 400, text: '{"error":"Not so."}' });
  });
});

const PORT = 8123;

function refusal(headers: Readonly<Record<string, string>>): string | null {
  return refusalOf({ headers }, PORT);
}

describe('the guard', () => {
  it.each(['127.0.0.1:8123', 'localhost:8123', '[::1]:8123'])('answers to %s', (host) => {
    expect(refusal({ host })).toBeNull();
    expect(refusal({ host, 'sec-fetch-site': 'none' })).toBeNull();
    expect(refusal({ host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' })).toBeNull();
  });

  it.each([
    ['a foreign name that was pointed at this machine', { host: 'evil.example:8123' }],
    ['a name that only begins like loopback', { host: '127.0.0.1.evil.example:8123' }],
    ['another port', { host: '127.0.0.1:80' }],
    ['no name', {}],
    ['a page from elsewhere', { host: '127.0.0.1:8123', origin: 'https://evil.example' }],
    ['a page of another port', { host: '127.0.0.1:8123', origin: 'http://127.0.0.1:3000' }],
    ['a page without an origin of its own', { host: '127.0.0.1:8123', origin: 'null' }],
    ['an image on a foreign page', { host: '127.0.0.1:8123', 'sec-fetch-site': 'cross-site' }],
    ['a script on another port', { host: '127.0.0.1:8123', 'sec-fetch-site': 'same-site' }],
  ])('refuses %s', (_who, headers) => {
    expect(refusal(headers)).toMatch(/^This host answers to/);
  });
});
