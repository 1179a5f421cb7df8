import { silentNotices } from './silent-notices';
import { type ChosenTemplate, readShop } from '../../cloudfunctions/core/storage/shop-document';
import type { Deliveries } from '../../cloudfunctions/core/deliveries/deliveries';
import { createQuestionBudget } from '../../cloudfunctions/core/asking/question-budget';
import { findDelivery } from '../../cloudfunctions/core/deliveries/find';
import { refreshBoard } from '../../cloudfunctions/core/board/refresh-board';
import { refreshOrders } from '../../cloudfunctions/core/deliveries/refresh-orders';
import type { Actor } from '../../cloudfunctions/core/access/access';
import type { BoardRequest } from '../../miniprogram/contract/board-api';
import type { Notices } from '../../cloudfunctions/core/notices/notices';
import {
  type MessageRecipients,
  NO_RECIPIENTS,
  readMessageRecipients,
} from '../../cloudfunctions/core/notices/people';
import type { ShopCollections } from '../../cloudfunctions/core/access/shop-context';
import type { UsableRobot } from '../../cloudfunctions/core/notices/robots';
import type { CallContext } from '../../cloudfunctions/core/runtime/define-function';
import { DEFAULT_API_BASE_URL } from '../../cloudfunctions/core/runtime/settings';
import { watchAction } from '../../cloudfunctions/core/watch/watch';
import { openDatabaseClock } from '../../cloudfunctions/core/storage/database-clock';
import type { Documents } from '../../cloudfunctions/core/storage/documents';
import { readCallingMember } from '../../cloudfunctions/core/access/staff';
import { fakeCall, unrecorded } from './calls';
import { APP_ID, connecting, fakeWeChat } from './fake-wechat';
import type { ManualTime } from './manual-time';
import type { UsableAccount } from '../../cloudfunctions/core/shop/account-book';
import { memoryDocuments } from './memory-documents';
import { usableAccount } from './usable-account';

export const ORDER_ID = '20261124-1288';

/** Time limit of deployed functions. */
const TIME_LIMIT_MS = 9_500;
const WATCH_LIMIT_MS = 59_500;

/** Steps of an instance are its requests to the database and to WeChat. */
export interface InstanceOptions {
  readonly databaseMs: number;
  readonly upstreamMs: number;
  /**
   * The instance's last step, before or after whose effect it dies; with `isOfTelling` among the
   * steps of telling only: claims of notices and messages.
   */
  readonly lastStep: {
    readonly number: number;
    readonly hasEffect: boolean;
    readonly isOfTelling?: boolean;
  } | null;
  /** Difference of the instance's own clock from the right one in ms; default 0. */
  readonly clockOffMs?: number;
}

/** The instances' shared database, staff and WeChat. */
export interface Surroundings {
  readonly time: ManualTime;
  readonly deliveries: ReturnType<typeof memoryDocuments>;
  readonly staff: Documents;
  /** Limits of the shop, and the time of its database. */
  readonly limits: Documents;
  /** Accounts of the shop; by default one of one store. */
  readonly accounts?: readonly UsableAccount[];
  /** Keys by which the shop's own system registers orders; by default there are none. */
  readonly shop?: Documents;
  /** `order_status` of an order at a time, or more of its answer; null for an unknown one. */
  readonly statusAt: (now: number, orderId: string) => number | object | null;
  /** Robots that are told, and their notices; by default nobody is told. */
  readonly told?: {
    readonly notices: Documents;
    readonly robots: readonly UsableRobot[];
    readonly heard: (text: string) => void;
    /** Template of messages to the staff, if any, and who got which words. */
    readonly messages?: {
      readonly template: ChosenTemplate;
      readonly heard: (openId: string, words: readonly string[]) => void;
    };
  };
  /** Runs at each request to WeChat. */
  readonly asked: (bypassCache: boolean, orderId: string) => void;
}

/** A process of the function with its own memory. It takes one call at a time. */
export type Instance = ReturnType<typeof startInstance>;

export function startInstance(
  surroundings: Surroundings,
  { databaseMs, upstreamMs, lastStep, clockOffMs = 0 }: InstanceOptions,
) {
  const { time, deliveries: documents, staff, limits, statusAt, asked } = surroundings;
  const { accounts = [usableAccount()], shop = memoryDocuments() } = surroundings;
  let steps = 0;
  let bypassCache = false;
  let diedAt: number | null = null;
  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      time.timers.set(resolve, ms);
    });
  const forEver = <Value>(): Promise<Value> => new Promise<never>(() => undefined);

  /** Splits a duration evenly between request and response by default. */
  async function step<Value>(
    ms: number,
    effect: () => Promise<Value>,
    thereMs = ms / 2,
    isTelling = false,
  ): Promise<Value> {
    if (diedAt !== null) return forEver();
    const isCounted = isTelling || lastStep?.isOfTelling !== true;
    steps += isCounted ? 1 : 0;
    const isLast = isCounted && steps === lastStep?.number;
    if (isLast && !lastStep.hasEffect) {
      diedAt = time.now();
      return forEver();
    }
    await sleep(thereMs);
    const value = await effect();
    if (isLast) diedAt = time.now();
    await sleep(ms - thereMs);
    return diedAt === null ? value : forEver();
  }

  const overWire = (documents: Documents): Documents => ({
    ...documents,
    list: (...given) => step(databaseMs, () => documents.list(...given)),
    read: (...given) => step(databaseMs, () => documents.read(...given)),
    replace: (...given) => step(databaseMs, () => documents.replace(...given)),
    putIf: (...given) => step(databaseMs, () => documents.putIf(...given)),
    remove: (...given) => step(databaseMs, () => documents.remove(...given)),
  });
  const own = { wall: () => time.now() + clockOffMs, monotonic: time.now };
  const sharedLimits = overWire(limits);
  const clock = openDatabaseClock(sharedLimits, own);
  const { now } = clock;
  const wechat = fakeWeChat({
    // The answer is as old as its arrival.
    post: (_url, body) =>
      step(
        upstreamMs,
        () => {
          const { shop_order_id: orderId } = body as { readonly shop_order_id: string };
          asked(bypassCache, orderId);
          const status = statusAt(time.now(), orderId);
          const told = typeof status === 'object' ? status : { order_status: status };
          const answer = { resultcode: status === null ? 2005 : 0, ...told };
          const delivery = { waybill_id: String(time.now()), rider_name: '陈师傅' };
          return Promise.resolve(JSON.stringify({ ...answer, ...delivery }));
        },
        upstreamMs,
      ),
    now,
  });
  const noticesOf = (): Notices => {
    const { told } = surroundings;
    if (told === undefined) return silentNotices(now);
    const { notices, robots, heard, messages } = told;
    const telling = <Value>(ms: number, effect: () => Promise<Value>): Promise<Value> =>
      step(ms, effect, ms / 2, true);
    const post = (_url: string, body: unknown): Promise<string> =>
      telling(upstreamMs, () => {
        heard((body as { readonly text: { readonly content: string } }).text.content);
        return Promise.resolve('{"errcode":0}');
      });
    const tellingBy = (documents: Documents): Documents => ({
      ...overWire(documents),
      putIf: (...given) => telling(databaseMs, () => documents.putIf(...given)),
    });
    const postOnce = (_url: string, body: unknown): Promise<string> =>
      telling(upstreamMs, () => {
        const { touser, data } = body as {
          readonly touser: string;
          readonly data: Readonly<Record<string, { readonly value: string }>>;
        };
        const words = Object.values(data).map(({ value }) => value);
        messages?.heard(touser, words);
        return Promise.resolve('{"errcode":0}');
      });
    const open = async (): Promise<MessageRecipients> => {
      if (messages === undefined) return NO_RECIPIENTS;
      const parts = { collections: { staff: overWire(staff) } as ShopCollections, now };
      const chosen = await readShop(memoryDocuments());
      const shopNow = { ...chosen, appId: APP_ID, messageTemplate: [messages.template] };
      return readMessageRecipients({ ...parts, shop: () => Promise.resolve(shopNow) });
    };
    return {
      ...silentNotices(now),
      collection: tellingBy(notices),
      staff: tellingBy(staff),
      messageRecipients: open,
      wechat: connecting({ ...wechat, postOnce }),
      limits: sharedLimits,
      deliveries: overWire(documents),
      robots: (maxAgeMs) => step(maxAgeMs === 0 ? databaseMs : 0, () => Promise.resolve(robots)),
      robotConnection: () => ({ post, apiBaseUrl: DEFAULT_API_BASE_URL, now }),
    };
  };
  const deliveries: Deliveries = {
    collections: { limits: sharedLimits, shop: overWire(shop), miniPrograms: memoryDocuments() },
    paidAppIds: () => Promise.resolve([]),
    paidReadAt: new Map(),
    documents: overWire(documents),
    staff: overWire(staff),
    accounts: {
      accounts: () => Promise.resolve(accounts),
      mayLackAccountOf: () => Promise.resolve(false),
    },
    budget: createQuestionBudget(sharedLimits, () => Promise.resolve(APP_ID), now),
    foundTargetKeys: [],
    stores: () => Promise.resolve([]),
    notices: noticesOf(),
    shop: () => readShop(memoryDocuments()),
    darkMap: () => Promise.resolve(null),
    audit: unrecorded,
    wechat: connecting(wechat),
    now,
    sleep,
  };

  const watching = watchAction(deliveries);
  const callUntil = (openId: string, endsAt: number): CallContext => ({
    ...fakeCall({ openId }),
    timeLeftMs: () => endsAt - time.now(),
  });
  const actorOf = async (openId: string): Promise<Actor> => {
    const call = callUntil(openId, time.now() + TIME_LIMIT_MS);
    const ready = clock.synchronize(call).then(now);
    const member = await readCallingMember(overWire(staff), call.caller, ready);
    return { staff: member, scope: 'own', call };
  };
  return {
    /** Time of its death, or null. */
    diedAt: () => diedAt,
    /** Time on the shop's clock, as the instance knows it. */
    now,
    /** @param bypassCache asks WeChat in any case, as a reveal does */
    lookUp: async (openId: string, bypass = false, orderId = ORDER_ID) => {
      bypassCache = bypass;
      const actor = await actorOf(openId);
      return findDelivery(deliveries, [orderId], actor, { bypassCache: bypass });
    },
    /** Refreshes a list of orders. */
    refresh: async (openId: string, orderIds: readonly string[]) => {
      bypassCache = false;
      return refreshOrders(deliveries, { orderIds }, await actorOf(openId));
    },
    board: async (openId: string, request: BoardRequest) => {
      bypassCache = false;
      return refreshBoard(deliveries, request, await actorOf(openId));
    },
    /** Runs a turn of `watch`. @returns its result */
    watch: () => watching.perform({}, callUntil('', time.now() + WATCH_LIMIT_MS), null),
  };
}

/** Runs the functions' own timers on this clock, until jest.restoreAllMocks(). */
export function handTimers({ timers }: ManualTime): void {
  jest
    .spyOn(globalThis, 'setTimeout')
    .mockImplementation(((callback: () => void, ms?: number) =>
      timers.set(callback, ms ?? 0)) as typeof setTimeout);
  jest.spyOn(globalThis, 'clearTimeout').mockImplementation(((handle: number) => {
    timers.clear(handle);
  }) as typeof clearTimeout);
}
