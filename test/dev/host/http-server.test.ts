import http from 'node:http';
import type { HttpServer, Router } from '../../../dev/host/http-server';
import { openHttpServer } from '../../../dev/host/http-server';
import { BadRequest, readJson, sendJson } from '../../../dev/host/json-body';

let server: HttpServer | null = null;
let said: string[] = [];

beforeEach(() => {
  said = [];
});

afterEach(async () => {
  await server?.stop();
  server = null;
});

async function serving(router?: Router): Promise<HttpServer> {
  server = await openHttpServer(0, (sentence) => said.push(sentence));
  if (router !== undefined) server.serve(router);
  return server;
}

interface Answer {
  readonly status: number | undefined;
  readonly text: string;
}

/** With http, since fetch tidies paths and sets headers of its own. */
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
  it('tells who comes too early to come back', async () => {
    await serving();
    expect(await ask('/')).toMatchObject({ status: 503 });
    const page = await ask('/', { headers: { accept: 'text/html,*/*' } });
    expect(page.status).toBe(503);
    expect(page.text).toContain('正在启动');
  });

  it('answers what the start itself asks, and only that, until it serves all', async () => {
    const served = await serving();
    served.serveWhileStarting((_method, path) =>
      path === '/own'
        ? (_request, response) => {
            sendJson(response, 200, 'own');
          }
        : undefined,
    );
    expect(await ask('/own')).toEqual({ status: 200, text: '"own"' });
    expect(await ask('/')).toMatchObject({ status: 503 });
    served.serve(() => undefined);
    expect(await ask('/own')).toMatchObject({ status: 404 });
  });

  it('refuses a foreign name before anything is done', async () => {
    const handler = jest.fn();
    await serving(() => handler);
    expect(await ask('/', { headers: { host: 'evil.example' } })).toMatchObject({ status: 403 });
    expect(handler).not.toHaveBeenCalled();
  });

  it('hands a request to the handler of its path, without the query', async () => {
    await serving((method, path) => (_request, response) => {
      sendJson(response, 200, [method, path]);
    });
    expect(await ask('/a/b?c=1', { method: 'POST' })).toEqual({
      status: 200,
      text: '["POST","/a/b"]',
    });
  });

  it.each(['//', '//[', 'http://[/', '*'])(
    'answers the malformed path %s, and lives on',
    async (path) => {
      await serving(() => undefined);
      expect((await ask(path)).status).toBeGreaterThanOrEqual(400);
      expect(await ask('/')).toMatchObject({ status: 404 });
    },
  );

  it('says what is wrong with a request', async () => {
    await serving(() => async (request, response) => {
      sendJson(response, 200, await readJson(request));
    });
    const post = (body: string) => ask('/', { method: 'POST' }, body);
    expect(await post('{"a":1}')).toEqual({ status: 200, text: '{"a":1}' });
    expect(await post('{"a":')).toMatchObject({
      status: 400,
      text: expect.stringContaining('JSON') as unknown,
    });
    expect(await post(`"${'x'.repeat(101 * 1024)}"`)).toMatchObject({
      status: 400,
      text: expect.stringContaining('100 KB') as unknown,
    });
  });

  it('keeps what failed inside for its terminal', async () => {
    await serving((_method, path) => () => {
      throw path === '/theirs' ? new BadRequest('Not so.') : new Error('secret');
    });
    expect(await ask('/ours')).toMatchObject({
      status: 500,
      text: expect.not.stringContaining('secret') as unknown,
    });
    expect(said.join()).toContain('secret');
    expect(await ask('/theirs')).toEqual({ status: 400, text: '{"error":"Not so."}' });
  });

  it('refuses a port that is taken', async () => {
    const { port } = await serving();
    await expect(openHttpServer(port, () => undefined)).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});
