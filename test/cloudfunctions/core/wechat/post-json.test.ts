import type { RequestListener } from 'node:http';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { postJson } from '../../../../cloudfunctions/core/wechat/post-json';

let server: http.Server | undefined;

async function serve(listener: RequestListener): Promise<string> {
  const started = http.createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/path?access_token=T`;
}

afterEach(async () => {
  const running = server;
  server = undefined;
  if (running === undefined) return;
  running.closeAllConnections();
  await new Promise((resolve) => running.close(resolve));
});

describe('postJson', () => {
  it('sends JSON in UTF-8, unescaped, and gives the text of the answer', async () => {
    const bodies: string[] = [];
    const url = await serve((request, response) => {
      request
        .setEncoding('utf8')
        .on('data', (chunk: string) =>
          bodies.push(`${request.method ?? ''} ${request.url ?? ''} ${chunk}`),
        );
      request.on('end', () => response.end('{"n":"骑手"}'));
    });
    expect(await postJson(url, { shop_order_id: '单1' }, 5000)).toBe('{"n":"骑手"}');
    expect(bodies).toEqual(['POST /path?access_token=T {"shop_order_id":"单1"}']);
  });

  it('gives up when the answer does not come in time', async () => {
    const url = await serve(() => undefined);
    await expect(postJson(url, {}, 50)).rejects.toMatchObject({ code: 'upstream-timeout' });
  });

  it('counts the time of the whole exchange, so that a trickle does not hold it open', async () => {
    const url = await serve((_request, response) => {
      const trickle = setInterval(() => response.write(' '), 10);
      response.on('close', () => {
        clearInterval(trickle);
      });
    });
    await expect(postJson(url, {}, 100)).rejects.toMatchObject({ code: 'upstream-timeout' });
  });

  it('asks nothing when no time is left', async () => {
    const url = await serve((_request, response) => response.end('{}'));
    await expect(postJson(url, {}, -1)).rejects.toMatchObject({ code: 'upstream-timeout' });
  });

  it('says when nobody listens', async () => {
    const url = await serve(() => undefined);
    await new Promise((resolve) => server?.close(resolve));
    server = undefined;
    await expect(postJson(url, {}, 5000)).rejects.toMatchObject({ code: 'upstream-unreachable' });
  });

  it('says when the connection breaks in the middle of an answer', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Length': 100 });
      response.write('{', () => response.destroy());
    });
    await expect(postJson(url, {}, 5000)).rejects.toMatchObject({ code: 'upstream-unreachable' });
  });

  it('does not take an error page for an answer', async () => {
    const url = await serve((_request, response) => response.writeHead(502).end('<html>'));
    await expect(postJson(url, {}, 5000)).rejects.toMatchObject({
      code: 'upstream-malformed',
      said: '微信的服务器返回了 HTTP 502。',
    });
  });

  it('takes no answer over 1 MB', async () => {
    const url = await serve((_request, response) => response.end('x'.repeat(1024 * 1024 + 1)));
    await expect(postJson(url, {}, 5000)).rejects.toMatchObject({ code: 'upstream-malformed' });
  });

  it('sends once more over a new connection when a kept one has died', async () => {
    let requests = 0;
    const url = await serve((request, response) => {
      requests += 1;
      if (requests === 2) request.socket.resetAndDestroy();
      else response.end(`{"request":${requests}}`);
    });
    expect(await postJson(url, {}, 5000)).toBe('{"request":1}');
    expect(await postJson(url, {}, 5000)).toBe('{"request":3}');
  });
});
