import type { Deliveries } from '../../cloudfunctions/core/deliveries/deliveries';
import { findDelivery } from '../../cloudfunctions/core/deliveries/find';
import type { FoundDelivery } from '../../cloudfunctions/core/deliveries/found';
import type { Documents } from '../../cloudfunctions/core/storage/documents';
import type { UsableAccount } from '../../cloudfunctions/core/shop/account-book';
import { memberWhoCalls } from '../../cloudfunctions/core/access/staff';
import { fakeCall } from './calls';
import { fakeWeChat } from './fake-wechat';
import type { ManualTime } from './manual-time';
import type { memoryDocuments } from './memory-documents';

/** The one order that is asked for. */
export const ORDER_ID = '20261124-1288';

const ACCOUNT: UsableAccount = {
  accountId: 'account',
  version: 1,
  company: 'SFTC',
  label: '顺丰',
  shopId: 'shop',
  secret: 'secret',
  bindings: null,
  shopNo: null,
};
/** As the functions are deployed. */
const TIME_LIMIT_MS = 9_500;

/** A step of an instance is anything that reaches out of it: a request to the database, a question to WeChat. */
export interface InstanceOptions {
  readonly databaseMs: number;
  readonly upstreamMs: number;
  /** After so many steps the instance stops for ever; before or after the last one has taken effect. */
  readonly lastStep: { readonly number: number; readonly hasEffect: boolean } | null;
}

/** What instances share: the delivery's database, the staff, and WeChat. */
export interface Surroundings {
  readonly time: ManualTime;
  readonly deliveries: ReturnType<typeof memoryDocuments>;
  readonly staff: Documents;
  /** `order_status` as WeChat has it at a time. */
  readonly statusAt: (now: number) => number;
  /** Called when an instance asks WeChat. */
  readonly asked: (bypassCache: boolean) => void;
}

/** One process of the function: its own memory, one call after the other. */
export interface Instance {
  /** When it stopped for ever, null while it has not. */
  readonly diedAt: () => number | null;
  /** @param bypassCache whatever is known, as a reveal does it */
  readonly lookUp: (openId: string, bypassCache?: boolean) => Promise<FoundDelivery>;
}

export function startInstance(
  surroundings: Surroundings,
  { databaseMs, upstreamMs, lastStep }: InstanceOptions,
): Instance {
  const { time, deliveries: documents, staff, statusAt, asked } = surroundings;
  let steps = 0;
  let bypassCache = false;
  let diedAt: number | null = null;
  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      time.timers.set(resolve, ms);
    });
  const forEver = <Value>(): Promise<Value> => new Promise<never>(() => undefined);

  /** There in half the time, back in the other half, where nothing else is said. */
  async function step<Value>(
    ms: number,
    effect: () => Promise<Value>,
    thereMs = ms / 2,
  ): Promise<Value> {
    if (diedAt !== null) return forEver();
    steps += 1;
    const isLast = steps === lastStep?.number;
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
    read: (...given) => step(databaseMs, () => documents.read(...given)),
    replace: (...given) => step(databaseMs, () => documents.replace(...given)),
    putIf: (...given) => step(databaseMs, () => documents.putIf(...given)),
    countUp: (...given) => step(databaseMs, () => documents.countUp(...given)),
  });
  const wechat = fakeWeChat({
    // An answer is as old as it came: it tells of the moment in which it arrives.
    post: () =>
      step(
        upstreamMs,
        () => {
          asked(bypassCache);
          const answer = { resultcode: 0, order_status: statusAt(time.now()) };
          const delivery = { waybill_id: '3000000001', rider_name: '陈师傅' };
          return Promise.resolve(JSON.stringify({ ...answer, ...delivery }));
        },
        upstreamMs,
      ),
    now: time.now,
    sleep,
  });
  const deliveries: Deliveries = {
    documents: overWire(documents),
    staff: overWire(staff),
    accounts: {
      accounts: () => Promise.resolve([ACCOUNT]),
      mayLack: () => Promise.resolve(false),
    },
    stores: () => Promise.resolve([]),
    audit: { add: () => Promise.resolve() },
    wechat: () => wechat,
    now: time.now,
    sleep,
  };

  const instance: Instance = {
    diedAt: () => diedAt,
    lookUp: async (openId, bypass = false) => {
      bypassCache = bypass;
      const endsAt = time.now() + TIME_LIMIT_MS;
      const call = { ...fakeCall({ openId }), timeLeftMs: () => endsAt - time.now() };
      const member = await step(databaseMs, () => memberWhoCalls(staff, call.caller, time.now()));
      const actor = { staff: member, scope: 'own' as const, call };
      return findDelivery(deliveries, [ORDER_ID], actor, { bypassCache: bypass });
    },
  };
  return instance;
}

/** Timers of the functions themselves run on the handed clock too. To be undone with jest.restoreAllMocks(). */
export function handTimers({ timers }: ManualTime): void {
  jest
    .spyOn(globalThis, 'setTimeout')
    .mockImplementation(((callback: () => void, ms?: number) =>
      timers.set(callback, ms ?? 0)) as typeof setTimeout);
  jest.spyOn(globalThis, 'clearTimeout').mockImplementation(((handle: number) => {
    timers.clear(handle);
  }) as typeof clearTimeout);
}
