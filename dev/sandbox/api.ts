import type { AccessTokens } from './access-tokens';
import type { ApiRequest } from './api-request';
import { textOf } from './api-request';
import type { Deliveries } from './deliveries';
import {
  addOrder,
  allCouriers,
  boundShops,
  cancelOrder,
  getOrder,
  readdOrder,
  updateTestOrder,
} from './delivery-api';
import { dayOf } from './order-ids';
import { WeChatRefusal } from './refusals';
import { plainToken, stableToken } from './token-api';

/** What the calls work on. */
export interface ApiParts {
  readonly now: () => number;
  readonly tokens: AccessTokens;
  readonly deliveries: Deliveries;
  /** How often a path was asked since the start. */
  readonly requestsOf: (path: string) => number;
}

interface Operation {
  readonly method: 'GET' | 'POST';
  readonly needsToken: boolean;
  readonly answer: (request: ApiRequest) => object;
}

export type Api = ReadonlyMap<string, Operation>;

/** TEST orders can be moved this often a day (docs/getorder-contract.md §6 [O]). */
const TEST_UPDATES_PER_DAY = 500;
/** Made up: WeChat tells each account its own (§9). */
const DAILY_LIMIT = 100_000;
const BUSINESS = '/cgi-bin/express/local/business';

/** Everything that the sandbox answers, by path. */
export function createApi({ now, tokens, deliveries, requestsOf }: ApiParts): Api {
  const countTestUpdate = createDailyLimit(TEST_UPDATES_PER_DAY, now);
  const withToken = (answer: Operation['answer']): Operation => ({
    method: 'POST',
    needsToken: true,
    answer,
  });

  return new Map<string, Operation>([
    [
      '/cgi-bin/stable_token',
      { method: 'POST', needsToken: false, answer: (request) => stableToken(tokens, request) },
    ],
    [
      '/cgi-bin/token',
      { method: 'GET', needsToken: false, answer: (request) => plainToken(tokens, request) },
    ],
    [`${BUSINESS}/order/get`, withToken((request) => getOrder(deliveries, request, now()))],
    [`${BUSINESS}/order/add`, withToken((request) => addOrder(deliveries, request))],
    [`${BUSINESS}/order/readd`, withToken((request) => readdOrder(deliveries, request))],
    [`${BUSINESS}/order/cancel`, withToken((request) => cancelOrder(deliveries, request))],
    [
      `${BUSINESS}/test_update_order`,
      withToken((request) => {
        countTestUpdate();
        return updateTestOrder(deliveries, request);
      }),
    ],
    [`${BUSINESS}/shop/get`, withToken(boundShops)],
    [`${BUSINESS}/delivery/getall`, withToken(allCouriers)],
    [
      '/cgi-bin/openapi/quota/get',
      withToken(({ body, happens }) => {
        const asked = requestsOf(textOf(body, 'cgi_path'));
        const used = happens('quota-low') ? 0.95 * DAILY_LIMIT : asked;
        const quota = { daily_limit: DAILY_LIMIT, used, remain: DAILY_LIMIT - used };
        return { errcode: 0, errmsg: 'ok', quota };
      }),
    ],
  ]);
}

/** @returns what to call each time; it throws WeChatRefusal 930564 once the day's number is used up */
function createDailyLimit(limit: number, now: () => number): () => void {
  let day = '';
  let used = 0;
  return () => {
    if (day !== dayOf(now())) {
      day = dayOf(now());
      used = 0;
    }
    if (used >= limit) throw new WeChatRefusal(930564, 'quota of the day is used up');
    used += 1;
  };
}
