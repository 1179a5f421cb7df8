import crypto from 'crypto';
import type { Database } from '../../cloudfunctions/core/storage/database';
import { APP_ID } from '../support/fake-wechat';
import { memoryDatabase } from '../support/memory-database';
import { recordRequests } from '../support/recorded-requests';
import { SETTINGS } from '../support/shop-world';

/** Names of the cloud's three functions. */
export type FunctionName = 'getOrder' | 'shop' | 'sweep';

/** Answer of WeChat: JSON, or an HTTP status. */
export type WeChatAnswer = object | number;

/** Call, with everything that crossed an edge because of it. */
export interface RecordedCall {
  readonly fn: FunctionName;
  /** Openid, and SOURCE unless it is a phone's. */
  readonly who: string;
  /** Seconds since the story began. */
  readonly at: number;
  readonly event: unknown;
  readonly answer: unknown;
  /** Questions to WeChat: the last part of the path, shopid, shop_no and order id. */
  readonly asked: readonly string[];
  readonly log: Line;
}
type Line = Readonly<Record<string, unknown>>;

type Main = (event: unknown, context: unknown) => Promise<unknown>;

/** Edges of the functions: caller, clock, database, WeChat. */
export interface CloudEdges {
  /** Lets seconds pass. */
  readonly wait: (seconds: number) => void;
  /** Answers of WeChat by `shopid/order id`. Any other order is not found there. */
  readonly orders: Map<string, WeChatAnswer>;
  /** Answers of other paths, by their last part. */
  readonly others: Map<string, WeChatAnswer>;
  call(fn: FunctionName, who: string, event: unknown): Promise<RecordedCall>;
  close(): Promise<void>;
}

const BEGAN_AT = Date.UTC(2026, 2, 2, 4);

/** Opens the functions' own modules between edges that the test controls. */
export async function openCloudEdges(): Promise<CloudEdges> {
  const memory = memoryDatabase();
  const asked: string[] = [];
  const lines: string[] = [];
  const orders = new Map<string, WeChatAnswer>();
  const others = new Map<string, WeChatAnswer>([
    ['stable_token', { access_token: 'T-1', expires_in: 7200 }],
  ]);
  let caller = { OPENID: '', APPID: '', SOURCE: '' };
  let random = 0;

  const weChat = await recordRequests(({ line, body }) => {
    const last = /([^/]+\/[^/?]+)(?:\?|$)/.exec(line)?.[1] ?? '';
    const fields = JSON.parse(Buffer.from(body, 'latin1').toString()) as Record<string, string>;
    const order = `${fields['shopid'] ?? ''}/${fields['shop_order_id'] ?? ''}`;
    const shopNo = fields['shop_no'] === undefined ? '' : ` ${fields['shop_no']}`;
    asked.push(last === 'order/get' ? `order/get ${order}${shopNo}` : last);
    const answer =
      last === 'order/get'
        ? (orders.get(order) ?? { errcode: 930563, errmsg: 'order not exist' })
        : (others.get(last.split('/')[1] ?? '') ?? { errcode: 0 });
    return typeof answer === 'number'
      ? { status: answer, body: '<html>' }
      : { status: 200, body: JSON.stringify(answer) };
  });

  Object.assign(process.env, SETTINGS, { WECHAT_API_BASE_URL: weChat.address });
  let time = 0;
  jest.spyOn(Date, 'now').mockImplementation(() => BEGAN_AT + time * 1000);
  jest.spyOn(console, 'log').mockImplementation((line: string) => lines.push(line));
  const nextBytes = (size: number): Buffer => {
    random += 1;
    return Buffer.alloc(size, String(random).padStart(6, '0'));
  };
  jest.spyOn(crypto, 'randomBytes').mockImplementation(nextBytes);
  jest.spyOn(crypto, 'randomUUID').mockImplementation(() => '00000000-0000-4000-8000-000000000001');
  const functions = loadFunctions(
    () => memory.database(),
    () => caller,
  );

  return {
    wait: (seconds) => {
      time += seconds;
    },
    orders,
    others,
    call: async (fn, who, event) => {
      const [openId = '', source = 'wx_client'] = who.split('@');
      caller = { OPENID: openId, APPID: APP_ID, SOURCE: source };
      const context = { time_limit_in_ms: 10_000, request_id: `r-${time}` };
      const answer = await functions[fn](event, context);
      const { ms: _ms, ...log } = JSON.parse(lines.splice(0).at(-1) ?? '{}') as Line;
      return { fn, who, at: time, event, answer, asked: asked.splice(0), log };
    },
    close: weChat.close,
  };
}

/** Loads new instances of the three functions, over the part of the SDK that they use. */
function loadFunctions(
  database: () => Database,
  caller: () => object,
): Readonly<Record<FunctionName, Main>> {
  const load = (name: FunctionName): Main => {
    let main: Main | undefined;
    jest.isolateModules(() => {
      jest.doMock('wx-server-sdk', () => ({
        DYNAMIC_CURRENT_ENV: Symbol('current environment'),
        init: () => undefined,
        getWXContext: caller,
        database,
      }));
      ({ main } = jest.requireActual<{ main: Main }>(`../../cloudfunctions/${name}/index`));
    });
    if (main === undefined) throw new Error(`${name} has no main.`);
    return main;
  };
  return { getOrder: load('getOrder'), shop: load('shop'), sweep: load('sweep') };
}
