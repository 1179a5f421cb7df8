import { type BuiltProduct, createHost } from '../../../dev/host/host';
import { eventually } from '../../support/eventually';
import { freePort } from '../../support/running-host';
import { type ServedHost, startServedHost } from '../../support/served-host';
import { CREDENTIALS } from '../../support/served-sandbox';

let host: ServedHost;
const said: string[] = [];

beforeAll(async () => {
  host = await startServedHost('demo', (sentence) => said.push(sentence));
});

afterAll(() => host.stop());

async function post(pathname: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(host.address + pathname, {
    method: 'POST',
    body: JSON.stringify(body),
    headers,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('the host', () => {
  it('takes nobody’s word for an openid', async () => {
    expect(
      await post('functions/getOrder', { event: {} }, { 'x-person': 'o-demo-clerk' }),
    ).toMatchObject({ status: 400 });
    expect(await post('functions/getOrder', { event: {} })).toMatchObject({ status: 400 });
  });

  it('takes a body without a length, as of a till that sends it in chunks', async () => {
    const sent = { grant_type: 'client_credential', appid: 'wx-nobody', secret: 'x' };
    const chunked = { method: 'POST', body: new Blob([JSON.stringify(sent)]).stream() };
    const init: RequestInit & { readonly duplex: 'half' } = { ...chunked, duplex: 'half' };
    const response = await fetch(`${host.address}cgi-bin/stable_token`, init);
    expect(await response.json()).toMatchObject({ errcode: 40013 });
  });

  it('lets the shop’s own system register orders over HTTP, and do nothing else', async () => {
    const shop = async (event: object) => {
      const { body } = await post('functions/shop', { event }, { 'x-person': 'owner' });
      return (body['result'] as { data: Record<string, unknown> }).data;
    };
    const { stores } = await shop({ action: 'list-stores' });
    const [{ storeId }] = stores as [{ storeId: string }];
    const { key } = await shop({
      action: 'make-register-key',
      label: '点单系统',
      stores: [storeId],
    });
    const token = (await post('cgi-bin/stable_token', CREDENTIALS)).body['access_token'];
    const call = async (event: object) => {
      const query = `access_token=${String(token)}&env=demo&name=getOrder`;
      const { body } = await post(`tcb/invokecloudfunction?${query}`, event);
      return JSON.parse(String(body['resp_data'])) as object;
    };
    const AWAITED = expect.objectContaining({ kind: 'awaited', orderId: 'HTTP-1' }) as unknown;
    const orders = [{}, { orderId: 'HTTP-1', note: '靠窗' }];
    expect(await call({ action: 'register', key, orders })).toMatchObject({
      ok: true,
      data: { taken: 1, malformed: [0], left: [] },
    });
    expect(
      await call({ action: 'board', isOpening: true, marks: [], OPENID: 'o-demo-owner' }),
    ).toMatchObject({ ok: false, error: { code: 'source-not-accepted' } });
    const event = { action: 'board', isOpening: true, marks: [] };
    const board = await post('functions/getOrder', { event }, { 'x-person': 'owner' });
    expect(board.body).toMatchObject({
      result: { ok: true, data: { rows: expect.arrayContaining([AWAITED]) as unknown } },
    });
  });

  it('serves its pages with a policy that lets them run their own code only', async () => {
    for (const page of ['', 'phone/?person=clerk']) {
      const { headers, status } = await fetch(host.address + page);
      expect(status).toBe(200);
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    }
    expect((await fetch(`${host.address}phone/../../data/clock.json`)).status).toBe(404);
    expect((await fetch(`${host.address}%2e%2e/data/sandbox.journal`)).status).toBe(404);
  });

  it('begins anew while it runs, and tells of no call that was made while the past was played', async () => {
    const { body } = await post('host/start-over', { empty: false });
    expect(body).toMatchObject({ shop: { kind: 'demo' }, calls: [] });
    expect((await host.state()).deliveries.length).toBeGreaterThanOrEqual(20);
  });

  it('tells who comes too early to come back, and answers only what the start itself asks', async () => {
    const port = await freePort();
    let finish = (): void => undefined;
    const built = new Promise<BuiltProduct>((_resolve, reject) => {
      finish = () => {
        reject(new Error('Enough.'));
      };
    });
    const starting = createHost({ port, folder: '', build: () => built, say: () => undefined });
    const ask = (accept: string) =>
      fetch(`http://127.0.0.1:${port}/`, { headers: { accept } }).catch(() => null);
    const page = await eventually(
      () => ask('text/html,*/*'),
      (answer) => answer !== null,
    );
    expect(page?.status).toBe(503);
    expect(await page?.text()).toContain('正在启动');
    expect((await ask('*/*'))?.status).toBe(503);
    finish();
    await expect(starting).rejects.toThrow('Enough.');
    expect(await ask('*/*')).toBeNull();
  });

  it('has nothing to complain of', () => {
    expect(said).toEqual([]);
  });
});
