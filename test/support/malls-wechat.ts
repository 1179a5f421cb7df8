import { createHash } from 'node:crypto';
import type { PostJson } from '../../cloudfunctions/core/providers/wechat/post-json';
import { CloudFailure } from '../../cloudfunctions/core/runtime/cloud-failure';

/** Three mini-programs that place orders, each by two delivery accounts. */
export const MALLS = ['茶小满点单', '面小满点单', '饭小满点单'].map((name, n) => ({
  appId: `wx6d2000000000000${n}`,
  name,
  secret: `app-secret-of-mall-${n}`,
  shops: ['a', 'b'].map((one) => ({
    shopId: `shop-${n}${one}`,
    secret: `company-secret-${n}${one}`,
  })),
}));
export type Mall = (typeof MALLS)[number];

/** Ways in which a mini-program fails: WeChat's errcode, or an outage of its requests. */
export const WAYS = {
  'wrong AppSecret': 40125,
  frozen: 40243,
  'IP list': 40164,
  quota: 45009,
  'not opened': 48001,
  'time-out': new CloudFailure('upstream-timeout'),
  'HTTP 500': new CloudFailure('upstream-failed', { message: '服务器返回了 HTTP 500。' }),
  'dead token': 40001,
} as const;
export type Way = keyof typeof WAYS;
/** Ways that nobody is named in: they are WeChat's, or the network's. */
export const OUTAGES: readonly Way[] = ['time-out', 'HTTP 500'];

/** Ways in which WeChat gives out no token, and in which it answers no question about an order. */
const NO_TOKEN: readonly Way[] = ['wrong AppSecret', 'frozen', 'IP list', ...OUTAGES];
export const NO_ORDER: readonly Way[] = [
  'IP list',
  'quota',
  'not opened',
  'dead token',
  ...OUTAGES,
];

type Wire = Readonly<Record<string, unknown>>;

interface Token {
  readonly token: string;
  readonly appId: string;
  readonly endsAt: number;
}

/** Questions about orders that a mini-program has been answered on a day. */
interface DayCount {
  ours: number;
  /** Of the mall itself. */
  own: number;
}

const DAY_MS = 24 * 3_600_000;
const BEIJING_MS = 8 * 3_600_000;
const TOKEN_MS = 7200_000;
/** Time before a token's end from which another one is given out beside it. */
const OVERLAP_MS = 300_000;

/** WeChat that answers by AppID: tokens, orders and quota are of one mini-program each. */
export class MallsWeChat {
  /** Status of each order, by `<shopid>/<order id>`. */
  readonly orders = new Map<string, number>();
  /** What WeChat was asked that it must never be asked, and malls that it had to refuse. */
  readonly breaches: string[] = [];
  /** Every token that was given out. */
  readonly tokens: Token[] = [];
  /** Number of questions about orders so far. */
  orderQuestions = 0;
  readonly #now: () => number;
  readonly #limit: number;
  readonly #failing = new Map<string, Way>();
  readonly #ended = new Set<string>();
  readonly #counts = new Map<string, DayCount>();

  /** @param limit questions about orders that each mini-program may ask in a day */
  constructor(now: () => number, limit: number) {
    this.#now = now;
    this.#limit = limit;
  }

  /** Lets a mini-program fail from now on. @param endsTokens true where its tokens end, too */
  fail({ appId }: Mall, way: Way, endsTokens: boolean): void {
    this.#failing.set(appId, way);
    for (const token of this.tokens)
      if (endsTokens && token.appId === appId) this.#ended.add(token.token);
  }

  heal({ appId }: Mall): void {
    this.#failing.delete(appId);
  }

  wayOf({ appId }: Mall): Way | undefined {
    return this.#failing.get(appId);
  }

  /** Lets a mall itself ask about orders, but no more than half of its quota in a day. */
  askAsMall({ appId, name }: Mall, questions: number): void {
    const count = this.#countOf(appId);
    const asked = Math.min(questions, Math.floor(this.#limit / 2) - count.own);
    count.own += asked;
    const over = count.own + count.ours - this.#limit;
    if (asked > 0 && over > 0) this.breaches.push(`${name} is refused ${over} questions`);
  }

  readonly post: PostJson = async (url, body) => {
    await Promise.resolve();
    const { pathname, searchParams } = new URL(url);
    const wire = body as Wire;
    const isForToken = pathname === '/cgi-bin/stable_token';
    const token = this.tokens.find((one) => one.token === searchParams.get('access_token'));
    const appId = isForToken ? String(wire['appid']) : token?.appId;
    this.#checkSecrets(`${url} ${JSON.stringify(body)}`, appId, isForToken);
    const mall = MALLS.find((one) => one.appId === appId);
    if (mall === undefined) return JSON.stringify({ errcode: 40013, errmsg: 'invalid appid' });
    return JSON.stringify(
      isForToken ? this.#tokenFor(mall, wire) : this.#answerTo(pathname, mall, token, wire),
    );
  };

  /** Notes secrets in a request that are not of the mini-program in whose name it is. */
  #checkSecrets(text: string, appId: string | undefined, isForToken: boolean): void {
    const others = [
      ...MALLS.filter((mall) => !isForToken || mall.appId !== appId).map(({ secret }) => secret),
      ...MALLS.flatMap(({ shops }) => shops.map(({ secret }) => secret)),
      ...this.tokens.filter((one) => isForToken || one.appId !== appId).map(({ token }) => token),
    ];
    if (others.some((secret) => text.includes(secret)) || /v1\.[\w-]{38,}/.test(text))
      this.breaches.push(`a secret of another is in ${text}`);
    if (text.includes('"force_refresh":true')) this.breaches.push('a token is forced');
  }

  #tokenFor({ appId, secret }: Mall, wire: Wire): Wire {
    const refused = this.#refusal(appId, NO_TOKEN);
    if (refused !== null) return refused;
    if (wire['secret'] !== secret) {
      this.breaches.push(`a wrong AppSecret is sent for ${appId}`);
      return { errcode: 40125, errmsg: 'invalid appsecret' };
    }
    const now = this.#now();
    const known = this.tokens.find(
      (one) => one.appId === appId && !this.#isOver(one) && one.endsAt - now > OVERLAP_MS,
    );
    const made = `token-${this.tokens.length}-of-${appId}`;
    const given = known ?? { token: made, appId, endsAt: now + TOKEN_MS };
    if (known === undefined) this.tokens.push(given);
    return { access_token: given.token, expires_in: Math.floor((given.endsAt - now) / 1000) };
  }

  #answerTo(path: string, mall: Mall, token: Token | undefined, wire: Wire): Wire {
    const isOrder = path.endsWith('/order/get');
    if (isOrder) this.orderQuestions += 1;
    const refused = this.#refusal(mall.appId, isOrder ? NO_ORDER : OUTAGES);
    if (refused !== null) return refused;
    if (token === undefined || this.#isOver(token))
      return { errcode: 40001, errmsg: 'invalid credential' };
    if (isOrder) return this.#order(mall, wire);
    if (path.endsWith('/shop/get')) return { resultcode: 0, shop_list: [] };
    const { ours, own } = this.#countOf(mall.appId);
    const [used, left] = [ours + own, Math.max(0, this.#limit - ours - own)];
    return { errcode: 0, quota: { daily_limit: this.#limit, used, remain: left } };
  }

  #order({ appId, name, shops }: Mall, wire: Wire): Wire {
    const count = this.#countOf(appId);
    if (count.ours + count.own >= this.#limit) return { errcode: 45009, errmsg: 'quota' };
    count.ours += 1;
    const [shopId, orderId] = [String(wire['shopid']), String(wire['shop_order_id'])];
    const shop = shops.find((one) => one.shopId === shopId);
    const sign = createHash('sha1').update(`${shopId}${orderId}${shop?.secret}`).digest('hex');
    if (shop === undefined || wire['delivery_sign'] !== sign) {
      this.breaches.push(`${shopId} is asked in the name of ${name}, or by a wrong sign`);
      return { errcode: 930560, errmsg: 'not bound' };
    }
    const status = this.orders.get(`${shopId}/${orderId}`);
    if (status === undefined) return { errcode: 930563, errmsg: 'no order' };
    return { resultcode: 0, waybill_id: '3000000001', order_status: status };
  }

  /** Returns how a failing mini-program is refused, where it is; throws for an outage. */
  #refusal(appId: string, ways: readonly Way[]): Wire | null {
    const way = this.#failing.get(appId);
    if (way === undefined || !ways.includes(way)) return null;
    const how = WAYS[way];
    if (how instanceof CloudFailure) throw how;
    return { errcode: how, errmsg: way === 'IP list' ? 'invalid ip 203.0.113.7' : way };
  }

  #isOver({ token, endsAt }: Token): boolean {
    return this.#ended.has(token) || endsAt <= this.#now();
  }

  #countOf(appId: string): DayCount {
    const key = `${appId} ${Math.floor((this.#now() + BEIJING_MS) / DAY_MS)}`;
    const count = this.#counts.get(key) ?? { ours: 0, own: 0 };
    this.#counts.set(key, count);
    return count;
  }
}
