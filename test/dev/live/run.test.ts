import { PassThrough } from 'node:stream';
import * as http from '../../../cloudfunctions/core/providers/wechat/post-json';
import { Door } from '../../../dev/live/door';
import { type LiveInput, sandboxInput, typedInput } from '../../../dev/live/live-input';
import { runLive } from '../../../dev/live/run';
import { INTRACITY_TEST_ORDER, TEST_ORDER } from '../../../dev/sandbox/test-orders';
import { type ServedSandbox, serveSandbox } from '../../support/served-sandbox';

type Fields = Record<string, unknown>;
const LOCAL = '/cgi-bin/express/local/business/';
const CITY = '/cgi-bin/express/intracity/';
const TEST = '{"shopid":"test_shop_id","shop_order_id":ID,';
const PAIR = '{"wx_store_id":STORE,"store_order_id":ID';
const TEST_REST = JSON.stringify({ ...TEST_ORDER, shopid: undefined }).slice(1, -1);
const PAIR_REST = JSON.stringify(INTRACITY_TEST_ORDER).slice(1, -1);
/** Every request that may be sent, with names in place of ids, signs and times. */
const ALLOWED = [
  '/cgi-bin/stable_token {"grant_type":"client_credential","appid":APP,"secret":SECRET,"force_refresh":false}',
  `/cgi-bin/openapi/quota/get {"cgi_path":"${LOCAL}order/get"}`,
  `/cgi-bin/openapi/quota/get {"cgi_path":"${CITY}queryorder"}`,
  `${LOCAL}shop/get {}`,
  `${LOCAL}order/get {"shopid":"demo-shop","shop_order_id":OWN,"delivery_sign":SIGN}`,
  `${LOCAL}order/get ${TEST}"shop_no":"rider-where-live","delivery_sign":SIGN}`,
  `${LOCAL}order/add ${TEST}${TEST_REST},"delivery_sign":SIGN,"openid":"o-administrator"}`,
  `${LOCAL}test_update_order ${TEST}"action_time":SECONDS,"order_status":STATUS}`,
  `${CITY}querystore {}`,
  `${CITY}queryorder ${PAIR}}`,
  `${CITY}addorder ${PAIR},${PAIR_REST},"user_openid":"o-administrator"}`,
  `${CITY}mocknotify ${PAIR},"order_status":STATUS}`,
];
/** Ways to differ: path or code of `order/get`, field (renamed without a value), what is told. */
const WAYS: readonly [where: string | number, field: string, value: unknown, told: string][] = [
  ['/cgi-bin/stable_token', 'expires_in', 72000, 'expires_in is number, 5 digits, not number'],
  ['/cgi-bin/openapi/quota/get', 'quota', undefined, '§9 (line N): quota is missing'],
  [`${LOCAL}shop/get`, 'shop_list', undefined, '§6 (line N): shop_list is missing'],
  [`${LOCAL}order/add`, 'fee', '0', 'fee is numeric string, 1 characters, not number'],
  [101, 'waybill_id', 12345, '§1 (line N): waybill_id is number, 5 digits, not string'],
  [102, 'rider_phone', undefined, 'is missing; beside the contract came: rider_phone_?'],
  [201, 'rider_lng', 113.3, 'rider_lng came, but the contract has it: delivering'],
  [202, 'order_status', 203, 'getorder-contract.md §2: another status'],
  [301, 'reach_time', '300', 'reach_time is numeric string, 3 characters, not number'],
  [302, 'resultcode', undefined, 'resultcode is missing'],
  [930563, 'errcode', 930561, '§5: bad-order-id (930561) came, not order-not-found'],
  [1, 'errcode', 930558, '§3: courier-refused (930558) came, not sign-rejected'],
  [`${CITY}addorder`, 'data', '', 'intracity-contract.md §5 (line N): answer-unverified'],
];

let served: ServedSandbox;
let input: LiveInput;
let said: string[];
const pass = jest.spyOn(Door.prototype, 'pass');
beforeAll(async () => {
  served = await serveSandbox({ now: Date.now });
  input = await sandboxInput(served.sandbox);
});
afterAll(() => served.stop());

/** Runs at the sandbox; `change` alters an answer, and a line of output stops the run. */
function run(changes: object = {}, change?: (path: string, answer: Fields) => void, last = '-') {
  const stop = new AbortController();
  said = [];
  pass.mockClear();
  const changed = (url: string, answer: string | Buffer): string => {
    const fields = JSON.parse(answer.toString()) as Fields;
    change?.(new URL(url).pathname, fields);
    return JSON.stringify(fields);
  };
  const door = new Door(served.baseUrl, input.apiKeys, {
    postJson: async (url, ...sent) => changed(url, await http.postJson(url, ...sent)),
    postBody: async (url, ...sent) => {
      const answer = await http.postBody(url, ...sent);
      return { ...answer, body: Buffer.from(changed(url, answer.body)) };
    },
  });
  const say = (line: string): void => {
    said.push(line);
    if (line.startsWith(last)) stop.abort();
  };
  return runLive({ ...input, ...changes }, door, { say, stop: stop.signal, pauseMs: 0 });
}

function masked(body: unknown): string {
  return JSON.stringify(body)
    .replace(`"${input.appId}","secret":"${input.appSecret}"`, 'APP,"secret":SECRET')
    .replace(`"${input.existing?.orderId ?? ''}"`, 'OWN')
    .replace(/"rider-where-live-[a-z0-9]+"/, 'ID')
    .replace(/"wx_store_id":"\d{19}"/, '"wx_store_id":STORE')
    .replace(/"[0-9a-f]{40}"/, 'SIGN')
    .replace(/,?"_n":.*\d(?=})/, '')
    .replace(/"order_status":(102|201|202|301|302|[3457]0000)}/, '"order_status":STATUS}')
    .replace(/\b\d{10}\b/, 'SECONDS');
}

describe('npm run live', () => {
  it('finds at the sandbox what the contract says, and sends nothing but what is allowed', async () => {
    expect(await run()).toMatchObject({ differences: [], skipped: [], requests: 30 });
    const sent = pass.mock.calls.map(([url, body]) => `${new URL(url).pathname} ${masked(body)}`);
    expect(sent).toHaveLength(30);
    expect([...new Set(sent)].sort()).toEqual([...ALLOWED].sort());
  });

  it('names each way in which an answer differs, and tells nothing that is private', async () => {
    const { appSecret, existing } = input;
    const planted = ['13812345678', 'o-customer', appSecret, existing?.secret, existing?.orderId];
    const report = await run({}, (path, answer) => {
      const code = [answer['errcode'], answer['resultcode'], answer['order_status']].find(Boolean);
      const where = path === `${LOCAL}order/get` ? code : path;
      for (const [, field, value] of WAYS.filter(([one]) => one === where))
        Object.assign(answer, { [`${field}_x`]: answer[field], [field]: value });
      Object.assign(answer, { '13812345678': planted, errmsg: planted.join() });
    });
    const told = report.differences.join('\n').replaceAll(/line \d+/g, 'line N');
    expect(WAYS.filter(([, , , way]) => !told.includes(way))).toEqual([]);
    const hidden = [...planted, '12000000901', '测试骑手', 'o-administrator', 'rider-where-live-'];
    const all = JSON.stringify([report, said]);
    expect(hidden.filter((secret) => all.includes(secret ?? ''))).toEqual([]);
  });

  it.each([
    ['order/get (after 202)', [302]],
    ['addorder (test order)', [302, 70000]],
  ])('moves what it has placed to its end when it is stopped after %s', async (line, ends) => {
    const { deliveries } = served.sandbox;
    const before = deliveries().length;
    expect((await run({}, undefined, line)).skipped).toEqual(['the rest: stopped by hand']);
    const placed = deliveries().slice(0, -before);
    expect(placed.map(({ status }) => status).sort()).toEqual(ends);
  });

  it('places nothing without an openid, and says so', async () => {
    expect((await run({ openId: undefined })).skipped.join()).toContain('placing');
    expect(pass.mock.calls.filter(([url]) => /add|update|notify/.test(url))).toEqual([]);
  });

  it('says which address WeChat wants, for the run only', async () => {
    served.sandbox.faults.set('ip-not-allowed', { orderId: null, times: null });
    await run();
    served.sandbox.faults.clear(null);
    expect(said.join()).toMatch(/Add it for this run.*remove it after: 1\.2\.3\.4/);
  });

  it('refuses to send what is not allowed, and a 41st request, keeping some for the end', async () => {
    const postJson = () => Promise.resolve('{}');
    const door = new Door(served.baseUrl, undefined, { ...http, postJson });
    const ask = (path: string) => door.post(`${served.baseUrl}${LOCAL}${path}`, {}, 1);
    await expect(ask('order/cancel')).rejects.toThrow('does not send this');
    for (let turn = 1; turn <= 34; turn += 1) await ask('shop/get');
    await expect(ask('shop/get')).rejects.toThrow('no more than 40');
    door.isEnding = true;
    for (let turn = 35; turn <= 40; turn += 1) await ask('shop/get');
    await expect(ask('shop/get')).rejects.toThrow('no more than 40');
  });

  it('asks for secrets without showing them', async () => {
    const answers = ['wx1', 'app-secret', 'shop', 'company-secret', '', 'A-1', '', 'yes', 'o-me'];
    const [typed, shown] = [new PassThrough(), new PassThrough()];
    let screen = '';
    shown.on('data', (chunk: Buffer) => {
      screen += chunk.toString();
      if (screen.endsWith(': ')) setImmediate(() => typed.write(`${answers.shift() ?? ''}\r`));
    });
    const existing = { shopId: 'shop', secret: 'company-secret', shopNo: null, orderId: 'A-1' };
    const expected = { appId: 'wx1', appSecret: 'app-secret', existing, openId: 'o-me' };
    expect(await typedInput(typed, shown)).toEqual(expected);
    expect(screen).toContain('wx1');
    expect(screen).not.toMatch(/app-secret|company-secret/);
  });
});
