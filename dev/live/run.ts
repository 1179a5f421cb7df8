import { setTimeout as pause } from 'node:timers/promises';
import type { AskedTarget } from '../../cloudfunctions/core/providers/provider';
import { PROVIDERS } from '../../cloudfunctions/core/providers/providers';
import { fetchTokenForCheck } from '../../cloudfunctions/core/providers/wechat/access-token';
import { askWeChat } from '../../cloudfunctions/core/providers/wechat/ask-wechat';
import { getQuota } from '../../cloudfunctions/core/providers/wechat/quota';
import { connectWeChat } from '../../cloudfunctions/core/providers/wechat/wechat';
import { getBoundShops } from '../../cloudfunctions/core/providers/wechat-instant/bound-shops';
import { signDelivery } from '../../cloudfunctions/core/providers/wechat-instant/get-order';
import { readOrderAnswer } from '../../cloudfunctions/core/providers/wechat-instant/order-answer';
import { readUsableKeys } from '../../cloudfunctions/core/providers/wechat-intracity/api-keys';
import { askSigned } from '../../cloudfunctions/core/providers/wechat-intracity/signed-message';
import { queryStores } from '../../cloudfunctions/core/providers/wechat-intracity/query-stores';
import { CloudFailure } from '../../cloudfunctions/core/runtime/cloud-failure';
import type { ProviderName } from '../../miniprogram/contract/providers';
import { TEST_SECRET, TEST_SHOP_ID } from '../sandbox/account';
import { comparedAnswer, readContract } from '../sandbox/contract-tables';
import { INTRACITY_TEST_ORDER, TEST_ORDER, TEST_SERVICES } from '../sandbox/test-orders';
import type { Door } from './door';
import type { LiveInput } from './live-input';

/** Outcomes that contradict the contract, whatever the account may do. */
const NEVER = ['wechat-refused', 'upstream-malformed', 'upstream-failed', 'answer-unverified'];
/** Places in the contract that demand a refusal. */
const REFUSALS: Partial<Record<string, string>> = {
  'order-not-found': 'docs/getorder-contract.md §5',
  'sign-rejected': 'docs/getorder-contract.md §3',
};
const NEW_IP =
  'WeChat refused this address. Add it for this run (公众平台 → 开发设置 → IP 白名单), and remove it after:';
const CALL = {
  ...{ caller: { openId: '', appId: '', source: '' }, timeLimitMs: null },
  ...{ timeLeftMs: () => 10_000, note: () => undefined, count: () => undefined },
};

/**
 * Reads, places and moves by the product's own providers, `pauseMs` between a move and the question
 * about it. @returns what may be told: shapes, error numbers and statuses, and no other value
 */
export async function runLive(
  { appId, appSecret, existing, apiKeys, openId }: LiveInput,
  door: Door,
  { say, stop, pauseMs }: { say: (line: string) => void; stop: AbortSignal; pauseMs: number },
) {
  const contract = readContract();
  const [skipped, answers, differences]: [string[], object[], string[]] = [[], [], []];
  const skip = (what: string): unknown => skipped.push(what);
  const none = (): never => {
    throw new Error('There is no database.');
  };
  const connect = connectWeChat({
    ...{ apiBaseUrl: door.baseUrl, now: Date.now, log: none, database: none, encryption: none },
    appSecret: () => Promise.resolve(appSecret),
    nameOf: () => Promise.resolve(''),
  });
  const wechat = { ...connect(appId), post: door.post, postBody: door.postBody };
  const orderId = `rider-where-live-${Date.now().toString(36)}`;

  /** Asks, compares the answer, and returns null for a failure. `demand` is the only outcome. */
  const take = async <Value>(
    api: string,
    about: string,
    ask: () => Promise<Value>,
    demand?: string,
  ): Promise<Value | null> => {
    if (!door.isEnding) stop.throwIfAborted();
    door.answer = undefined;
    const [value, outcome] = await ask().then(
      (got) => [got, 'ok'] as const,
      (error: unknown) => {
        if (!(error instanceof CloudFailure)) throw error;
        if (error.code === 'ip-not-allowed') say(`${NEW_IP} ${error.sentDetails.address ?? '?'}`);
        return [null, error.code] as const;
      },
    );
    const { told, found, place, code } = comparedAnswer(contract, api, door.answer);
    answers.push({ api, about, outcome, ...told });
    say(`${api} (${about}): ${outcome}`);
    const wanted = demand ?? (NEVER.includes(outcome) ? 'this' : outcome);
    const demandedAt = REFUSALS[wanted] ?? place;
    if (wanted !== outcome) found.push(`${demandedAt}: ${outcome} (${code}) came, not ${wanted}`);
    differences.push(...found.map((problem) => `${api} (${about}) differs from ${problem}`));
    return value;
  };

  const look =
    (name: ProviderName, target: AskedTarget, id = orderId) =>
    () =>
      PROVIDERS[name].ask(wechat, target, { orderId: id }, CALL);

  const placeAndMove = async (
    name: ProviderName,
    target: AskedTarget,
    post: (path: string, body: object) => Promise<unknown>,
    order: object,
  ): Promise<void> => {
    const { path, document, add, move, get, states, end, statusOf } = TEST_SERVICES[name];
    const moveTo = (order_status: number) => () => post(path + move, { order_status });
    let isOver = false;
    try {
      const placed = await take(add, 'test order', () => post(path + add, order));
      isOver = placed === null && door.answer !== undefined;
      if (isOver) return;
      for (const status of states) {
        const isFirst = status === states[0];
        const moved = isFirst || (await take(move, `to ${status}`, moveTo(status), 'ok')) !== null;
        isOver = moved && status === end;
        await pause(pauseMs, undefined, { signal: stop });
        const looked = await take(get, `after ${status}`, look(name, target), 'ok');
        if (looked !== null && looked.delivery.status.name !== statusOf(status).name)
          differences.push(`${get} (after ${status}) differs from ${document} §2: another status`);
      }
    } finally {
      door.isEnding = true;
      for (let turn = 0; turn < 2 && !isOver; turn += 1)
        isOver = (await take(move, 'to its end', moveTo(end))) !== null;
      door.isEnding = false;
      if (!isOver) say(`The test order ${orderId} is not at its end (${end}).`);
    }
  };

  const placeInstant = async (openid: string): Promise<void> => {
    const target = { shopId: TEST_SHOP_ID, shopNo: TEST_ORDER.shop_no, secret: TEST_SECRET };
    const post = (path: string, body: object): Promise<unknown> => {
      const time = 'order_status' in body && { action_time: Math.floor(Date.now() / 1000) };
      const sent = { shopid: TEST_SHOP_ID, shop_order_id: orderId, ...time, ...body };
      const read = (answer: string) => readOrderAnswer(answer, orderId, Date.now());
      return askWeChat(wechat, path, sent, read, CALL);
    };
    const unknown = look('wechat-instant', target, `${orderId}x`);
    await take('order/get', 'unknown', unknown, 'order-not-found');
    const delivery_sign = signDelivery(TEST_SHOP_ID, orderId, TEST_SECRET);
    await placeAndMove('wechat-instant', target, post, { ...TEST_ORDER, delivery_sign, openid });
    const wrong = look('wechat-instant', { ...target, secret: 'wrong' });
    await take('order/get', 'wrong sign', wrong, 'sign-rejected');
  };

  const placeIntracity = async (secret: string, shopNo: string, openid: string): Promise<void> => {
    const order = { ...INTRACITY_TEST_ORDER, user_openid: openid };
    const pair = { wx_store_id: shopNo, store_order_id: orderId };
    const post = (path: string, body: object): Promise<unknown> =>
      askSigned(wechat, path, { ...pair, ...body }, readUsableKeys(secret), CALL);
    await placeAndMove('wechat-intracity', { shopId: '', shopNo, secret }, post, order);
  };

  const takeAll = async (): Promise<unknown> => {
    const token = await take('stable_token', 'normal mode', () => fetchTokenForCheck(wechat, CALL));
    if (token === null) return skip('everything else: there is no token');
    await take('shop/get', 'all', () => getBoundShops(wechat, CALL));
    for (const { path } of Object.values(PROVIDERS))
      await take('quota/get', path, () => getQuota(wechat, path, CALL));
    if (existing === undefined) skip('an existing order: none was named');
    else await take('order/get', 'existing', look('wechat-instant', existing, existing.orderId));
    const stores =
      apiKeys && (await take('querystore', 'all', () => queryStores(wechat, apiKeys, CALL)));
    if (openId === undefined) return skip('placing: no "yes", or no openid');
    await placeInstant(openId);
    const store = stores ? stores[0] : undefined;
    if (apiKeys === undefined || store === undefined) return skip('同城配送: no keys, or no store');
    return placeIntracity(apiKeys, store.wxStoreId, openId);
  };

  await takeAll().catch((error: unknown) => {
    if (!stop.aborted) throw error;
    skip('the rest: stopped by hand');
  });
  return { requests: door.sent, skipped, answers, differences };
}
