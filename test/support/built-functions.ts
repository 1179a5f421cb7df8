import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { jumped, realClock, timeAt } from '../../dev/clock/clock';
import { type Cloud, type CloudOptions, createCloud } from '../../dev/cloud/cloud';
import { DEMO_SHOP_SETTINGS, openShop } from '../../dev/host/open-shop';
import { type SandboxAccount, DEMO_ACCOUNT } from '../../dev/sandbox/account';
import { STAFF_MINI_PROGRAM } from '../../dev/sandbox/mini-programs';
import { parseBoardAnswer } from '../../miniprogram/contract/board-api';
import { parseOrderAnswer } from '../../miniprogram/contract/cloud-api';
import { builtFunctions } from './built';
import { builtFixture, resultOf, scripted } from './fixture-cloud';
import { temporaryFolder } from './temporary-folder';
import { type Recorder, type WireRequest, recordRequests } from './recorded-requests';
import { serveSandbox } from './served-sandbox';

const CLERK = { openId: 'o-clerk', appId: STAFF_MINI_PROGRAM.appId, name: '店员' };
/** Account of the shop, whose signs are computed below. */
const ACCOUNT = { ...DEMO_ACCOUNT, shopId: 'shop', deliverySecret: 'secret' };
const LOOK_UP = { action: 'look-up', orderId: 'ORDER-1' };
const STRANGER = { openId: 'o-stranger', appId: STAFF_MINI_PROGRAM.appId };
/** sha1 of `shopORDER-1secret`, by sha1sum. */
const SIGN = 'd6398f9a60f7090f184c1de8e20445f9db30c20a';

/**
 * Tests the built functions.
 *
 * @param executable finds the Node that runs them
 * @param version version that this Node reports
 */
export function testBuiltFunctions(executable: () => Promise<string>, version: string): void {
  let functionsFolder: string;
  let nodeExecutable: string;
  let weChat: Recorder;
  let answerTo: (request: WireRequest) => object | null;
  const clouds: Cloud[] = [];
  /** A cloud of the usual settings for several tests. */
  let usual: Cloud | undefined;

  beforeAll(async () => {
    functionsFolder = await builtFunctions();
    nodeExecutable = await executable();
    weChat = await recordRequests((request) => {
      const body = answerTo(request);
      return body === null ? null : { status: 200, body: JSON.stringify(body) };
    });
  });
  afterAll(async () => {
    await usual?.stop();
    await weChat.close();
  });
  beforeEach(() => {
    answerTo = weChatAsUsual;
    weChat.taken();
  });
  afterEach(async () => {
    await Promise.all(clouds.splice(0).map((cloud) => cloud.stop()));
  });

  const settings = (): Record<string, string> => ({
    ...DEMO_SHOP_SETTINGS,
    WECHAT_API_BASE_URL: weChat.address,
  });
  /** @param account account to be entered; null for no shop, or where the database has one */
  const started = async (
    options: Partial<CloudOptions> = {},
    account: SandboxAccount | null = ACCOUNT,
  ): Promise<Cloud> => {
    const clock = realClock(Date.now());
    const cloud = await createCloud({
      functionsFolder,
      databaseFile: null,
      clock: () => clock,
      environment: settings(),
      nodeExecutable,
      ...options,
    });
    clouds.push(cloud);
    if (account !== null) await openShop(cloud, { account, clerks: [CLERK] });
    return cloud;
  };
  const asUsual = async (): Promise<Cloud> => {
    if (usual !== undefined) return usual;
    usual = await started({ functionsFolder: await copyWithTimeout(functionsFolder, 20) });
    clouds.splice(0);
    return usual;
  };
  const paths = (): readonly string[] =>
    weChat.taken().map(({ line }) => line.replace(/^POST ([^?]*).*/, '$1'));

  test('it is that Node which runs it', async () => {
    const cloud = await started({ functionsFolder: await builtFixture() }, null);
    const outcome = await cloud.invoke(
      'plain',
      scripted(() => process.version),
      CLERK,
    );
    expect(resultOf(outcome)).toBe(version);
  });

  test('a look-up: token and order asked for, the delivery answered, in words of the product', async () => {
    const cloud = await asUsual();
    const answer = resultOf(await cloud.invoke('getOrder', LOOK_UP, CLERK));
    expect(parseOrderAnswer('look-up', answer)).toMatchObject({
      ok: true,
      data: {
        orderId: 'ORDER-1',
        status: { name: 'delivering', stage: 'delivering', outcome: 'open', isFinal: false },
        waybillId: '12345678901234567890123456',
        rider: { name: '谢**', phone: '138****0000', callable: true },
        position: { longitude: 121.5, latitude: 31.2 },
        arrival: { remainingSeconds: 300 },
        nextAskInSeconds: 12,
      },
    });
    const [token, order] = weChat.taken();
    expect(token?.line).toBe('POST /cgi-bin/stable_token');
    expect(order?.line).toBe('POST /cgi-bin/express/local/business/order/get?access_token=token-1');
    expect(JSON.parse(order?.body ?? '')).toMatchObject({
      shopid: 'shop',
      shop_order_id: 'ORDER-1',
      delivery_sign: SIGN,
    });
  });

  test('the token is shared by all instances, and outlives them', async () => {
    const databaseFile = path.join(await temporaryFolder(), 'database.jsonl');
    const first = await started({ databaseFile });
    await first.invoke('getOrder', LOOK_UP, CLERK);
    await first.stop();
    clouds.splice(0);
    const second = await started({ databaseFile }, null);
    await second.invoke('getOrder', { action: 'look-up', orderId: 'ORDER-2' }, CLERK);
    expect(paths()).toEqual([
      '/cgi-bin/stable_token',
      '/cgi-bin/express/local/business/order/get',
      // Of another mini-program than the staff's own, once an hour.
      '/cgi-bin/openapi/quota/get',
      '/cgi-bin/express/local/business/order/get',
    ]);
  });

  test('WeChat silent: the answer comes before the cloud ends the function', async () => {
    // Long enough for a cold start on a busy machine, which reads the database first.
    const hasty = await copyWithTimeout(functionsFolder, 6);
    answerTo = () => null;
    const cloud = await started({ functionsFolder: hasty });
    const answer = resultOf(await cloud.invoke('getOrder', LOOK_UP, CLERK));
    expect(parseOrderAnswer('look-up', answer)).toMatchObject({
      ok: false,
      error: { code: 'upstream-timeout', retryable: true },
    });
  });

  test('the full number is revealed to staff, and is in no log line', async () => {
    const cloud = await asUsual();
    const event = { action: 'reveal-phone', orderId: 'ORDER-1' };
    const answer = parseOrderAnswer(
      'reveal-phone',
      resultOf(await cloud.invoke('getOrder', event, CLERK)),
    );
    expect(answer).toMatchObject({ ok: true, data: { phone: '13800000000' } });
    expect(JSON.stringify(cloud.log())).not.toContain('13800000000');
  });

  test('the board: what is under way, what ended within the hour, and 知道了', async () => {
    let clock = realClock(Date.now());
    const cloud = await started({ clock: () => clock });
    const lookUp = (orderId: string) =>
      cloud.invoke('getOrder', { action: 'look-up', orderId }, CLERK);
    await lookUp('ENDED');
    clock = jumped(clock, Date.now(), 20_000);
    answerTo = (request) =>
      request.line.includes('order/get')
        ? { ...weChatAsUsual(request), order_status: request.body.includes('ENDED') ? 302 : 304 }
        : weChatAsUsual(request);
    await lookUp('ENDED');
    await lookUp('BACK');
    const refresh = async (marks: readonly string[]) => {
      const event = { action: 'board', isOpening: true, marks };
      return parseBoardAnswer('board', resultOf(await cloud.invoke('getOrder', event, CLERK)));
    };
    const opened = await refresh([]);
    if (opened?.ok !== true) throw new Error(JSON.stringify(opened));
    const { rows } = opened.data;
    expect(rows.map(({ orderId }) => orderId).sort()).toEqual(['BACK', 'ENDED']);
    const note = { action: 'acknowledge', orderId: 'BACK', reason: 'returning' };
    expect(resultOf(await cloud.invoke('getOrder', note, CLERK))).toMatchObject({ ok: true });
    const marks = rows.map(({ mark }) => mark);
    expect(await refresh(marks)).toMatchObject({
      data: {
        rows: [{ orderId: 'BACK', acknowledged: { by: CLERK.name } }],
        gone: rows.flatMap(({ orderId, mark }) => (orderId === 'BACK' ? [mark] : [])),
      },
    });
    const told = resultOf(await cloud.invoke('getOrder', { action: 'board', marks: [] }, STRANGER));
    expect(told).toMatchObject({ ok: false, error: { code: 'not-staff' } });
  });

  test('at the sandbox, which checks token and sign: an order from its placing to its end', async () => {
    let clock = realClock(Date.now());
    const served = await serveSandbox({ now: () => timeAt(clock, Date.now()) });
    const { orderId } = served.sandbox.placeOrder();
    const cloud = await started(
      {
        environment: { ...DEMO_SHOP_SETTINGS, WECHAT_API_BASE_URL: served.baseUrl },
        clock: () => clock,
      },
      DEMO_ACCOUNT,
    );
    const seen: unknown[] = [];
    for (const status of [101, 102, 201, 202, 301, 302]) {
      if (status !== 101) served.sandbox.move(orderId, status);
      // Lets the cached answer expire.
      clock = jumped(clock, Date.now(), 20_000);
      const answer = parseOrderAnswer(
        'look-up',
        resultOf(await cloud.invoke('getOrder', { action: 'look-up', orderId }, CLERK)),
      );
      if (answer?.ok !== true) throw new Error(JSON.stringify(answer));
      if (!('status' in answer.data)) throw new Error(JSON.stringify(answer));
      const { status: told, nextAskInSeconds } = answer.data;
      seen.push([told.name, nextAskInSeconds === null ? 'ended' : 'ask again']);
    }
    await served.stop();
    expect(seen).toEqual([
      ['waiting', 'ask again'],
      ['assigned', 'ask again'],
      ['at-store', 'ask again'],
      ['picked-up', 'ask again'],
      ['delivering', 'ask again'],
      ['delivered', 'ended'],
    ]);
    expect(served.sandbox.requests().get('/cgi-bin/stable_token')).toBe(1);
  });
}

function weChatAsUsual({ line }: WireRequest): object {
  if (line.includes('/stable_token')) return { access_token: 'token-1', expires_in: 7200 };
  return {
    resultcode: 0,
    resultmsg: 'ok',
    order_status: 301,
    waybill_id: '12345678901234567890123456',
    rider_name: '谢**',
    rider_phone: '13800000000',
    rider_lng: 121.5,
    rider_lat: 31.2,
    reach_time: 300,
  };
}

/** Copies the built function, with another time-out. */
async function copyWithTimeout(functionsFolder: string, timeoutSeconds: number): Promise<string> {
  const folder = await temporaryFolder();
  await cp(functionsFolder, folder, { recursive: true });
  const file = path.join(folder, 'getOrder/package.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as object;
  await writeFile(file, JSON.stringify({ ...manifest, cloudFunction: { timeoutSeconds } }));
  return folder;
}
