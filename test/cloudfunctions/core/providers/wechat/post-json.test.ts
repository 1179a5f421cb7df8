import http, { type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  getJson,
  postJson,
  postOnce,
} from '../../../../../cloudfunctions/core/providers/wechat/post-json';

let server: http.Server | undefined;

async function serve(listener: RequestListener): Promise<string> {
  const started = http.createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/path?access_token=T`;
}

afterEach(async () => {
  jest.restoreAllMocks();
  const running = server;
  server = undefined;
  if (running === undefined) return;
  running.closeAllConnections();
  await new Promise((resolve) => running.close(resolve));
});

it('getJson asks by GET, without a body', async () => {
  const url = await serve((request, response) => {
    const { 'content-length': length = 'none' } = request.headers;
    void text(request).then((body) => response.end(`${request.method} ${length} ${body}`));
  });
  expect(await getJson(url, 5000)).toBe('GET none ');
});

/** The failure of an exchange that ends by an error with such a code. */
const unreachableBy = (code: RegExp) => ({
  code: 'upstream-unreachable',
  cause: { code: expect.stringMatching(code) as string },
});

describe('postJson', () => {
  it('sends JSON in UTF-8, unescaped, says where to and how much, and gives the text of the answer', async () => {
    const heard: unknown[] = [];
    const url = await serve((request, response) => {
      void text(request).then((body) => {
        heard.push([`${request.method} ${request.url}`, request.headers, body]);
        response.end('{"n":"骑手"}');
      });
    });
    expect(await postJson(url, { shop_order_id: '单1' }, 5000)).toBe('{"n":"骑手"}');
    const body = '{"shop_order_id":"单1"}';
    const headers = {
      host: new URL(url).host,
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
    };
    expect(heard).toEqual([
      ['POST /path?access_token=T', expect.objectContaining(headers) as unknown, body],
    ]);
  });

  it('sends nothing in the clear to an https address', async () => {
    let requests = 0;
    const url = await serve((_request, response) => {
      requests += 1;
      response.end('{}');
    });
    const secure = url.replace('http:', 'https:');
    await expect(postJson(secure, {}, 5000)).rejects.toMatchObject(unreachableBy(/SSL|EPROTO/));
    expect(requests).toBe(0);
  });

  it('counts the time of the whole exchange, so that a trickle does not hold it open', async () => {
    const url = await serve((_request, response) => {
      const trickle = setInterval(() => response.write(' '), 10);
      response.on('close', () => {
        clearInterval(trickle);
      });
    });
    await expect(postJson(url, {}, 100)).rejects.toHaveProperty('code', 'upstream-timeout');
  });

  it('asks nothing when no time is left', async () => {
    const send = jest.spyOn(http, 'request');
    await expect(postJson('http://127.0.0.1/', {}, 0)).rejects.toMatchObject({
      code: 'upstream-timeout',
    });
    expect(send).not.toHaveBeenCalled();
  });

  it.each([
    ['127.0.0.1', '127.0.0.1'],
    // Nobody listens at this address, whether the machine has IPv6 or not.
    ['[::1]', '::1'],
  ])(
    'says when nobody listens, at an address that is no name to look up: %s',
    async (host, address) => {
      const url = await serve(() => undefined);
      await new Promise((resolve) => server?.close(resolve));
      server = undefined;
      await expect(postJson(url.replace('127.0.0.1', host), {}, 5000)).rejects.toMatchObject({
        code: 'upstream-unreachable',
        cause: expect.objectContaining({ syscall: 'connect', address }) as unknown,
      });
    },
  );

  it('says when the connection breaks in the middle of an answer', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Length': 100 });
      response.write('{', () => response.destroy());
    });
    await expect(postJson(url, {}, 5000)).rejects.toHaveProperty('code', 'upstream-unreachable');
  });

  it.each([300, 302, 404, 502])('takes no page of HTTP %i for an answer', async (status) => {
    const url = await serve((_request, response) => response.writeHead(status).end('{}'));
    await expect(postJson(url, {}, 5000)).rejects.toMatchObject({
      code: 'upstream-failed',
      userMessage: `服务器返回了 HTTP ${status}。`,
    });
  });

  it('hangs up on an answer without end as soon as it is too long', async () => {
    const url = await serve((_request, response) => {
      const chunk = 'x'.repeat(64 * 1024);
      const write = (): void => {
        while (!response.destroyed && response.write(chunk));
        response.once('drain', write);
      };
      write();
    });
    await expect(postJson(url, {}, 5000)).rejects.toHaveProperty('code', 'upstream-malformed');
  });

  it('sends only once where a kept connection answers nonsense: that is no matter of a socket that froze', async () => {
    let requests = 0;
    const url = await serve((request, response) => {
      requests += 1;
      if (requests === 1) response.end('{}');
      else request.socket.end('nonsense\r\n\r\n');
    });
    await postJson(url, {}, 5000);
    await expect(postJson(url, {}, 5000)).rejects.toMatchObject(unreachableBy(/^HPE_/));
    expect(requests).toBe(2);
  });

  it('sends only once where a new connection is reset: that is no matter of a socket that froze', async () => {
    let requests = 0;
    const url = await serve((request) => {
      requests += 1;
      request.socket.resetAndDestroy();
    });
    await expect(postJson(url, {}, 5000)).rejects.toMatchObject(unreachableBy(/^ECONNRESET$/));
    expect(requests).toBe(1);
  });

  it('sends once more over a new connection when all that were kept have died', async () => {
    const dead = new Set<unknown>();
    const kept = new Set<unknown>();
    const waiting: http.ServerResponse[] = [];
    const url = await serve((request, response) => {
      if (dead.has(request.socket)) {
        request.socket.resetAndDestroy();
        return;
      }
      kept.add(request.socket);
      waiting.push(response);
      // The first two are answered together, so that two connections are kept.
      if (kept.size > 1) for (const each of waiting.splice(0)) each.end(`${kept.size}`);
    });
    const two = await Promise.all([postJson(url, {}, 5000), postJson(url, {}, 5000)]);
    expect(two).toEqual(['2', '2']);
    for (const socket of kept) dead.add(socket);
    expect(await postJson(url, {}, 5000)).toBe('3');
  });

  it('has no more time for the second try than the first has left', async () => {
    let requests = 0;
    const clock = jest.spyOn(process, 'uptime').mockReturnValue(0);
    const url = await serve((request, response) => {
      requests += 1;
      if (requests === 1) response.end('{}');
      if (requests !== 2) return;
      clock.mockReturnValue(3600);
      request.socket.resetAndDestroy();
    });
    await postJson(url, {}, 3_600_000);
    // Without a common deadline this would take an hour.
    await expect(postJson(url, {}, 3_600_000)).rejects.toHaveProperty('code', 'upstream-timeout');
    expect(requests).toBe(2);
  });

  it.each([
    ['30 s', 30_000, 'its connection', 1],
    ['31 s', 31_000, 'a new one', 2],
    ['a clock that was set back by a day', -86_400_000, 'a new one', 2],
  ])('after %s (%i ms) uses %s', async (_after, idleMs, _which, connections) => {
    const ports = new Set<number | undefined>();
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      request.resume().on('end', () => response.end('{}'));
    });
    const startedAt = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(startedAt);
    await postJson(url, {}, 5000);
    clock.mockReturnValue(startedAt + idleMs);
    await postJson(url, {}, 5000);
    expect(ports.size).toBe(connections);
  });
});

describe('postOnce', () => {
  it.each([200, 302, 400, 502])(
    'takes the answer of HTTP %i, and follows no redirect',
    async (status) => {
      const asked: (string | undefined)[] = [];
      const url = await serve((request, response) => {
        asked.push(request.url);
        response.writeHead(status, { Location: '/elsewhere' }).end('{"code":19001}');
      });
      expect(await postOnce(url, {}, 5000)).toBe('{"code":19001}');
      expect(asked).toEqual(['/path?access_token=T']);
    },
  );

  it('has a connection of its own, and sends nothing twice when that breaks', async () => {
    const ports: (number | undefined)[] = [];
    const url = await serve((request, response) => {
      ports.push(request.socket.remotePort);
      if (ports.length === 3) request.socket.resetAndDestroy();
      else response.end('{}');
    });
    await postJson(url, {}, 5000);
    await postOnce(url, {}, 5000);
    await expect(postOnce(url, {}, 5000)).rejects.toHaveProperty('code', 'upstream-unreachable');
    expect(new Set(ports).size).toBe(3);
  });

  it('keeps no old connection of others in use', async () => {
    const ports = new Set<number | undefined>();
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('{}');
    });
    const startedAt = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(startedAt);
    await postJson(url, {}, 5000);
    clock.mockReturnValue(startedAt + 20_000);
    await postOnce(url, {}, 5000);
    clock.mockReturnValue(startedAt + 40_000);
    await postJson(url, {}, 5000);
    expect(ports.size).toBe(3);
  });
});

it.each([
  ['postJson', postJson],
  ['postOnce', postOnce],
])('%s gives up when the answer does not come in time', async (_name, post) => {
  const url = await serve(() => undefined);
  await expect(post(url, {}, 50)).rejects.toHaveProperty('code', 'upstream-timeout');
});

it.each([
  ['postJson', '1 MB', postJson, 1024 * 1024],
  ['postOnce', '4 KB', postOnce, 4096],
])('%s takes an answer of %s, and none over it', async (_name, _size, post, bytes) => {
  let answer = 'x'.repeat(bytes);
  const url = await serve((_request, response) => response.end(answer));
  expect(await post(url, {}, 5000)).toBe(answer);
  answer += 'x';
  await expect(post(url, {}, 5000)).rejects.toHaveProperty('code', 'upstream-malformed');
});
