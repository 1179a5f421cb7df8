import { jumped, realClock, timeAt } from '../../dev/clock/clock';
import { type Cloud, createCloud } from '../../dev/cloud/cloud';
import { type LookUpFault, LOOK_UP_FAULTS } from '../../dev/faults/fault-table';
import { DEMO_SHOP_SETTINGS, openShop } from '../../dev/host/open-shop';
import { SERVING_SECONDS } from '../../dev/protocol/serving-time';
import { STAFF_MINI_PROGRAM } from '../../dev/sandbox/mini-programs';
import { DEMO_ACCOUNT } from '../../dev/sandbox/sandbox';
import type { Answer, DeliveryAnswer } from '../../miniprogram/contract/cloud-api';
import { builtFunctions } from '../support/built';
import { MEANINGS } from '../support/fault-meanings';
import { resultOf } from '../support/fixture-cloud';
import { type ServedSandbox, BUSINESS, serveSandbox } from '../support/served-sandbox';

/** A look-up's answer, and numbers of requests for the order and for a token. */
interface Seen {
  readonly code: string;
  readonly looked: number;
  readonly tokens: number;
}

const OK: Seen = { code: 'ok', looked: 1, tokens: 0 };

/** Faults that differ from one request for the order and none for a token. */
const OTHERWISE: Partial<Record<LookUpFault, Partial<Seen>>> = {
  // A retry uses a new connection, since the old one may have been dead.
  reset: { looked: 2 },
  'token-dead': { looked: 2, tokens: 1 },
  'token-stuck': { tokens: 1 },
  'token-rotating': { looked: 2, tokens: 1 },
  'token-taken': { looked: 3, tokens: 2 },
  // The slow token store costs a fetch. Without the staff record nobody gets an answer.
  'database-slow': { tokens: 1 },
  'database-down': { looked: 0 },
  'database-refuses': { looked: 0 },
};

/** Messages of faults. Words of 93055x are §5 [O]. Numbers in couriers' words are masked. */
const MESSAGES: Partial<Record<LookUpFault, string>> = {
  'failed-930555': '微信或配送公司出错，或没有及时回答（930555）。',
  'failed-930556': '微信或配送公司出错，或没有及时回答（930556）。',
  'failed-930557': '微信或配送公司出错，或没有及时回答（930557）。',
  'courier-refused-930558': '配送公司答复：站点已停业，请联系 120****0999（930558）。',
  'courier-refused': '配送公司答复：运力紧张，请联系站点 120****0999（9001）。',
};

/** Least duration in ms of real time. A hanging request ends half a second before the time-out. */
const LEAST_MS: Partial<Record<LookUpFault, number>> = { slow: 2990, hang: 2400 };

/** Faults of a process's start, since one with a token rarely needs the database. */
const AT_START: Partial<Record<LookUpFault, string>> = {
  'database-slow': '"tokenStore":"failed',
  'database-down': '"code":"database-failed"',
  'database-refuses': '"code":"database-failed"',
};

/** Clerks who take turns because of the rate limit. */
const CLERKS = Array.from({ length: 8 }, (_, n) => ({ openId: `o-clerk-${n}`, name: `店员${n}` }));

let wechat: ServedSandbox;
let sandbox: ServedSandbox['sandbox'];
let cloud: Cloud;
let orderId: string;
/** The one clock of sandbox and clouds. */
let clock = realClock(Date.now());
let turn = 0;
/** All lines that functions printed under faults. */
const printed: string[] = [];

beforeAll(async () => {
  wechat = await serveSandbox({ now: () => timeAt(clock, Date.now()) });
  ({ sandbox } = wechat);
  cloud = await createCloud({
    functionsFolder: await builtFunctions(),
    databaseFile: null,
    clock: () => clock,
    environment: { ...DEMO_SHOP_SETTINGS, WECHAT_API_BASE_URL: wechat.baseUrl },
    faults: sandbox.faults,
    poolSize: 1,
  });
  await openShop(cloud, { account: DEMO_ACCOUNT, clerks: CLERKS });
  cloud.subscribe(({ lines }) => printed.push(...lines));
  orderId = delivering();
  await lookUp();
});
afterEach(() => {
  sandbox.faults.clear(null);
});
afterAll(async () => {
  await cloud.stop();
  await wechat.stop();
});

function goOn(byMs: number): void {
  clock = jumped(clock, Date.now(), byMs);
}

const asked = (what: string): number => sandbox.requests().get(what) ?? 0;
const tokensAsked = (): number => asked('/cgi-bin/stable_token');

/** Looks up after the cached answer has expired. @returns also the numbers of requests */
async function lookUp() {
  goOn(SERVING_SECONDS * 1000);
  const [looked, tokens] = [asked(`${BUSINESS}/order/get`), tokensAsked()];
  const startedAt = performance.now();
  turn += 1;
  const caller = { openId: `o-clerk-${turn % CLERKS.length}`, appId: STAFF_MINI_PROGRAM.appId };
  const outcome = await cloud.invoke('getOrder', { action: 'look-up', orderId }, caller);
  return {
    answer: resultOf(outcome) as Answer<DeliveryAnswer>,
    ms: performance.now() - startedAt,
    looked: asked(`${BUSINESS}/order/get`) - looked,
    tokens: tokensAsked() - tokens,
  };
}

type LookedUp = Awaited<ReturnType<typeof lookUp>>;

/** Gives later calls new processes, as after a change of settings. */
function startProcessesAnew(): void {
  sandbox.faults.set('key-missing');
  sandbox.faults.clear('key-missing');
}

function delivering(): string {
  const { orderId: placed } = sandbox.placeOrder({ courierId: 'SFTC' });
  for (const status of [102, 201, 202, 301]) sandbox.move(placed, status);
  return placed;
}

function seen({ answer, looked, tokens }: LookedUp): Seen {
  return { code: answer.ok ? 'ok' : answer.error.code, looked, tokens };
}

/** A failed answer says nothing of a rider. */
function expectNoRider({ answer }: LookedUp): void {
  const { riderName, riderPhone } = sandbox.deliveries().find((d) => d.orderId === orderId) ?? {};
  for (const word of [riderName, riderPhone, 'position', 'longitude']) {
    expect(JSON.stringify(answer)).not.toContain(word);
  }
}

test.each(LOOK_UP_FAULTS.filter((name) => name !== 'phone-offline'))(
  '%s: what is answered, and how often it was asked',
  async (name) => {
    const { faults } = sandbox;
    if (name in AT_START) startProcessesAnew();
    // Shortens the time-out from 10 s to 3 s.
    if (name === 'hang') faults.set('time-out-short');
    faults.set(name);
    const result = await lookUp();
    const message = MESSAGES[name];
    expect(seen(result)).toEqual({ ...OK, code: MEANINGS[name].looked, ...OTHERWISE[name] });
    expect(result.answer).toMatchObject(message === undefined ? {} : { error: { message } });
    if (!result.answer.ok) expectNoRider(result);
    expect(result.ms).toBeGreaterThan(LEAST_MS[name] ?? 0);
    expect(printed.at(-1)).toContain(AT_START[name] ?? '');
    faults.clear(null);
    goOn(MEANINGS[name].healsAfterMs ?? 0);
    expect(await lookUp()).toMatchObject({ answer: { ok: true } });
  },
);

test('a function that has just started meets the fault at the token already', async () => {
  startProcessesAnew();
  // The database's token has expired.
  goOn(2 * 3_600_000);
  sandbox.faults.set('ip-not-allowed');
  // The shop has accounts of two mini-programs.
  const expected = { code: 'ip-not-allowed', looked: 0, tokens: 2 };
  expect(seen(await lookUp())).toEqual(expected);
});
