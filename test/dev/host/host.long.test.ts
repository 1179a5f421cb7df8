// More than 300 lines: one host for all that it answers, since each start takes seconds.
import { statusOfCode } from '../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import type { BuiltProduct } from '../../../dev/host/host';
import { createHost } from '../../../dev/host/host';
import { eventually } from '../../support/eventually';
import { freePort } from '../../support/running-host';
import type { ServedHost } from '../../support/served-host';
import { startServedHost } from '../../support/served-host';
import { CREDENTIALS } from '../../support/served-sandbox';

let host: ServedHost;
/** End of the history that is not shown. */
let began: number;
const said: string[] = [];

beforeAll(async () => {
  host = await startServedHost('demo', (sentence) => said.push(sentence));
  began = await host.now();
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

const state = () => host.state();

describe('the host', () => {
  it('runs functions as the person who holds the phone', async () => {
    const orderId = (await state()).deliveries[0]?.orderId;
    const ask = (person: string) =>
      post('functions/getOrder', { event: { action: 'look-up', orderId } }, { 'x-person': person });
    expect(await ask('clerk')).toMatchObject({ status: 200, body: { result: { ok: true } } });
    expect(await ask('stranger')).toMatchObject({
      status: 200,
      body: { result: { ok: false, error: { code: 'not-staff' } } },
    });
    expect((await state()).calls.slice(0, 2).map(({ who }) => who)).toEqual(['陌生人', '店员']);
  });

  it('takes nobody’s word for an openid', async () => {
    expect(
      await post('functions/getOrder', { event: {} }, { 'x-person': 'o-demo-clerk' }),
    ).toMatchObject({ status: 400 });
    expect(await post('functions/getOrder', { event: {} })).toMatchObject({ status: 400 });
  });

  it('lets a phone write into the database where the rule is the default one, as itself', async () => {
    const add = { operation: 'add', collection: COLLECTIONS.staff, data: { _id: 'mine', n: 1 } };
    expect((await post('database', add, { 'x-person': 'stranger' })).body).toMatchObject({
      errCode: -502003,
    });
    await post('host/fault', { name: 'database-open', orderId: null, times: null });
    expect(await post('database', add, { 'x-person': 'stranger' })).toMatchObject({
      status: 200,
      body: { data: 'mine' },
    });
    const get = { operation: 'get', collection: COLLECTIONS.staff, limit: 20 };
    const read = (person: string) => post('database', get, { 'x-person': person });
    expect((await read('stranger')).body).toEqual({
      data: [{ _id: 'mine', n: expect.anything() as unknown, _openid: 'o-demo-stranger' }],
    });
    expect((await read('clerk')).body).toEqual({ data: [] });
    expect(await post('database', add)).toMatchObject({ status: 400 });
    await post('host/fault-off', { name: 'database-open' });
  });

  it('puts forty on the board by the owner’s own calls, with a minute between their shares', async () => {
    const boardOf = async (person: string) => {
      const event = { action: 'board', isOpening: true, held: [] };
      const { body } = await post('functions/getOrder', { event }, { 'x-person': person });
      const { rows } = (body['result'] as { data: { rows: { orderId: string }[] } }).data;
      return rows.map((row) => row.orderId);
    };
    const [known, at] = [new Set(await boardOf('owner')), await host.now()];
    expect(await post('host/place-crowd', { isOnBoard: true })).toMatchObject({ status: 200 });
    const fresh = (await boardOf('owner')).filter((orderId) => !known.has(orderId));
    expect(fresh).toHaveLength(40);
    const calls = (await state()).calls.filter(({ action }) => action === 'add-orders');
    expect(new Set(calls.map(({ who }) => who))).toEqual(new Set(['店主']));
    for (const { upstream } of calls) expect(upstream).toBeLessThanOrEqual(80);
    const minutes = ((await host.now()) - at) / 60_000;
    expect(minutes).toBeGreaterThanOrEqual(1);
    expect(minutes).toBeLessThan(calls.length);
  });

  it('lets deliveries move on by themselves, as the console shows', async () => {
    const wanted = await host.delivery(({ status }) => status === 102);
    const shown = () => host.delivery(({ orderId }) => orderId === wanted.orderId);
    await host.act('move-on', { orderId: wanted.orderId, isOn: true });
    expect(await shown()).toMatchObject({ isMovingOn: true });
    expect(await state()).toMatchObject({ areAllMovingOn: false });
    await host.act('jump', { byMs: 2 * 3_600_000 });
    await eventually(shown, ({ status }) => status === 302);
    await host.act('move-on', { orderId: null, isOn: false });
    expect(await shown()).toMatchObject({ isMovingOn: false });
  });

  it('sweeps as the cloud’s timer does, which removes what a phone has planted', async () => {
    expect(await post('host/sweep', {})).toMatchObject({ status: 200 });
    expect((await state()).calls[0]).toMatchObject({ name: 'sweep', who: '定时器', isOk: true });
  });

  it('shows what there is to type when a shop is set up', async () => {
    const { shop } = await state();
    expect(shop.kind).toBe('demo');
    expect(shop.accounts.map(({ company }) => company)).toEqual([
      '顺丰同城',
      '达达',
      '闪送',
      '美团配送',
    ]);
  });

  it('answers for a function that does not exist as the cloud does', async () => {
    expect(await post('functions/no-such', { event: {} }, { 'x-person': 'clerk' })).toMatchObject({
      status: 200,
      body: { errCode: -501000 },
    });
  });

  it('says what is wrong with a request', async () => {
    const response = await fetch(`${host.address}host/move`, { method: 'POST', body: '{"a":' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('JSON');
  });

  it('answers as api.weixin.qq.com at the same paths', async () => {
    const sent = { grant_type: 'client_credential', appid: 'wx-nobody', secret: 'x' };
    const { status, body } = await post('cgi-bin/stable_token', sent);
    expect(status).toBe(200);
    expect(body['errcode']).toBe(40013);
    // A body without a length, as of a till that sends it in chunks.
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
    const wanted = { action: 'make-register-key', label: '点单系统', stores: [storeId] };
    const { key, keyId } = await shop(wanted);
    const { body } = await post('cgi-bin/stable_token', CREDENTIALS);
    const call = async (event: object, token = String(body['access_token'])) => {
      const query = `access_token=${token}&env=demo&name=getOrder`;
      const answer = (await post(`tcb/invokecloudfunction?${query}`, event)).body;
      const { resp_data: result, errcode } = answer;
      return typeof result === 'string' ? (JSON.parse(result) as object) : { errcode };
    };
    const register = { action: 'register', key, orders: [{ orderId: 'HTTP-1', note: '靠窗' }] };
    const refused = (code: string) => ({ ok: false, error: { code } });

    expect(await call(register, 'dead')).toEqual({ errcode: 40001 });
    expect(await call({ ...register, key: `${String(keyId)}.wrong` })).toMatchObject(
      refused('not-allowed'),
    );
    const orders = Array.from({ length: 101 }, (_, at) => ({ orderId: `HTTP-${at}` }));
    expect(await call({ ...register, orders })).toMatchObject(refused('bad-request'));
    const odd = JSON.parse('[{"__proto__":{"orderId":"HTTP-2"}}]') as unknown;
    // Such an event is read as one without an action, from a caller without an openid.
    expect(await call({ ...register, orders: odd })).toMatchObject(refused('not-staff'));
    expect(await call({ ...register, orders: [{}, ...register.orders] })).toMatchObject({
      ok: true,
      data: { taken: 1, malformed: [0], left: [] },
    });
    for (const action of ['board', 'look-up', 'acknowledge', 'check-function']) {
      const event = { action, orderId: 'HTTP-1', held: [], key, openid: 'o-demo-owner' };
      const userInfo = { openId: 'o-demo-owner' };
      expect(await call({ ...event, OPENID: 'o-demo-owner', userInfo })).toMatchObject(
        refused('source-not-accepted'),
      );
    }
    const event = { action: 'board', isOpening: true, held: [] };
    const board = await post('functions/getOrder', { event }, { 'x-person': 'owner' });
    expect(board.body).toMatchObject({ result: { ok: true, data: { counts: { awaited: 1 } } } });

    await shop({ action: 'revoke-register-key', keyId });
    expect(await call(register)).toMatchObject(refused('not-allowed'));
  });

  it('refuses a step that a delivery cannot take, in words for the person at the console', async () => {
    const open = (await state()).deliveries.find(({ status }) => status === 101);
    const { status, body } = await post('host/move', { orderId: open?.orderId, status: 302 });
    expect(status).toBe(400);
    expect(body['error']).toMatch(/[一-龥]/);
    expect(await post('host/move', { orderId: 5 })).toMatchObject({ status: 400 });
    expect(await post('host/no-such', {})).toMatchObject({ status: 400 });
  });

  it('takes a delivery several steps on at once, and never back', async () => {
    const open = (await state()).deliveries.find(({ status }) => status === 101);
    const at = async () =>
      (await state()).deliveries.find(({ orderId }) => orderId === open?.orderId)?.status;
    expect(open?.regularStatuses).toEqual([101, 102, 201, 202, 301, 302]);
    expect(await post('host/advance', { orderId: open?.orderId, status: 301 })).toMatchObject({
      status: 200,
    });
    expect(await at()).toBe(301);
    for (const body of [
      { orderId: open?.orderId, status: 201 },
      { orderId: 'no-such-order', status: 302 },
    ])
      expect(await post('host/advance', body)).toMatchObject({ status: 400 });
    expect(await at()).toBe(301);
  });

  it('lets whoever asks next see what a button did, without waiting', async () => {
    const orderId = (await state()).deliveries.find(({ status }) => status === 201)?.orderId;
    const ask = async () =>
      (
        await post(
          'functions/getOrder',
          { event: { action: 'look-up', orderId } },
          { 'x-person': 'clerk' },
        )
      ).body;
    const status = (code: number) => ({
      result: { ok: true, data: { status: statusOfCode(code) } },
    });
    expect(await ask()).toMatchObject(status(201));
    await post('host/move', { orderId, status: 202 });
    expect(await ask()).toMatchObject(status(202));
    await post('host/fault', { name: 'http-500', orderId, times: 1 });
    expect(await ask()).toMatchObject({
      result: { ok: false, error: { code: 'upstream-failed' } },
    });
    await post('host/fault', { name: 'unknown-status', orderId, times: null });
    expect(await ask()).toMatchObject(status(7));
    await post('host/fault-off', { name: null });
    expect(await ask()).toMatchObject(status(202));
  });

  it('tells of no call that was made while the past was played', async () => {
    const { calls, deliveries } = await state();
    expect(deliveries.length).toBeGreaterThanOrEqual(20);
    expect(calls.every(({ at }) => at >= began)).toBe(true);
  });

  it('lets things go wrong on request, shows what is on, and lets them be', async () => {
    const fault = { name: 'hang', orderId: null, times: 1 };
    expect((await post('host/fault', fault)).body['faults']).toEqual([fault]);
    await post('host/fault', { name: 'busy', orderId: 'A', times: null });
    expect((await post('host/fault-off', { name: 'hang' })).body['faults']).toEqual([
      { name: 'busy', orderId: 'A', times: null },
    ]);
    expect((await post('host/fault-off', { name: null })).body['faults']).toEqual([]);
    expect(await post('host/fault', { ...fault, name: 'no-such' })).toMatchObject({ status: 400 });
    expect(await post('host/fault', { ...fault, times: 2 })).toMatchObject({ status: 400 });
    expect((await state()).faults).toEqual([]);
  });

  it('does nothing for a page from elsewhere', async () => {
    const before = (await state()).deliveries.length;
    expect(await post('host/place-order', {}, { origin: 'https://evil.example' })).toMatchObject({
      status: 403,
    });
    expect((await state()).deliveries).toHaveLength(before);
  });

  it('tells listeners of a change at once', async () => {
    const response = await fetch(`${host.address}host/events`);
    const reader = response.body?.getReader();
    const decoder = new TextDecoder();
    let heard = '';
    await post('host/speed', { speed: 10 });
    while (!heard.includes('"speed":10')) {
      const part = await reader?.read();
      heard += decoder.decode(part?.value);
    }
    await reader?.cancel();
    expect(heard).toMatch(/^data: \{"type":"clock"/m);
    await post('host/speed', { speed: 1 });
    expect(await post('host/speed', { speed: -1 })).toMatchObject({ status: 400 });
    expect(await post('host/jump', { byMs: -1 })).toMatchObject({ status: 400 });
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

  it('begins anew, empty and as the demo, while it runs, and tells its pages', async () => {
    const me = async () =>
      (await post('functions/shop', { event: { action: 'me' } }, { 'x-person': 'clerk' })).body;
    const { body } = await post('host/start-over', { empty: true });
    expect(body).toMatchObject({ shop: { kind: 'empty' }, calls: [] });
    expect(await me()).toMatchObject({ result: { data: { kind: 'stranger', claimable: true } } });

    expect(await post('host/start-over', { empty: false })).toMatchObject({
      body: { shop: { kind: 'demo' } },
    });
    expect(await me()).toMatchObject({ result: { data: { kind: 'member' } } });
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
