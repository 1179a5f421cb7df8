import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseOrderAnswer } from '../../miniprogram/contract/cloud-api';
import type { DeliveryReport } from '../../miniprogram/contract/delivery';
import type { BuiltFunction } from '../build/functions';
import { buildFunctions } from '../build/functions';
import { jumped, realClock, timeAt } from '../clock/clock';
import { createCloud } from '../cloud/cloud';
import { DEMO_SHOP_SETTINGS, openShop } from '../host/open-shop';
import { DEMO_ACCOUNT } from '../sandbox/sandbox';
import { serveSandbox } from './served-sandbox';

const FOLDER = path.join(__dirname, '../../dist/bench/cloud');
/** 98 clerks who take turns to ask, because one person may look up only 60 times a minute. */
const CLERKS = Array.from({ length: 98 }, (_, n) => ({ openId: `o-${n}`, name: `店员${n}` }));

/** Delivery report that a look-up returned, with the duration of the call in `ms`. */
export interface Asked {
  readonly report: DeliveryReport;
  /** Age of the report in ms at the time when the cloud returned it. */
  readonly ageMs: number;
  readonly ms: number;
}

/** Local cloud that runs the built functions. A sandbox plays WeChat; the clock can be moved. */
export interface BenchCloud {
  readonly functions: readonly BuiltFunction[];
  /** Places a new order with status "delivering" in the sandbox. @returns its order id */
  readonly placeOrder: () => string;
  /** @param who index of the clerk who makes the call */
  readonly lookUp: (
    orderId: string,
    who: number,
    since?: number,
  ) => Promise<Asked | 'too-frequent'>;
  /** Calls the named cloud function as a clerk. @throws Error when the call fails */
  readonly call: (name: string, event: object, who: number) => Promise<unknown>;
  /** Returns the number of database requests that the latest call made. */
  readonly databaseRequests: () => number;
  readonly jump: (byMs: number) => void;
  /** Time in ms that the sandbox took for each `order/get` request so far. */
  readonly questions: readonly number[];
  readonly close: () => Promise<void>;
}

/**
 * Builds the functions, starts the cloud and sets up a shop with all clerks.
 *
 * @param processes maximum number of function processes at a time
 * @param more source text (index.js) of additional functions, by function name
 */
export async function openBenchCloud(
  processes: number,
  more: Readonly<Record<string, string>> = {},
): Promise<BenchCloud> {
  const functions = await buildFunctions({ outputFolder: FOLDER });
  for (const [name, source] of Object.entries(more)) await writeFunction(name, source);
  let clock = realClock(Date.now());
  const sandbox = await serveSandbox(() => timeAt(clock, Date.now()));
  const cloud = await createCloud({
    functionsFolder: FOLDER,
    databaseFile: null,
    clock: () => clock,
    environment: { ...DEMO_SHOP_SETTINGS, WECHAT_API_BASE_URL: sandbox.url },
    poolSize: processes,
    queueLimit: 2000,
  });
  await openShop(cloud, { account: DEMO_ACCOUNT, clerks: CLERKS });

  const call = async (name: string, event: object, who: number): Promise<unknown> => {
    const caller = { openId: CLERKS[who % CLERKS.length]?.openId ?? '', appId: DEMO_ACCOUNT.appId };
    const outcome = await cloud.invoke(name, event, caller);
    if ('result' in outcome) return outcome.result;
    throw new Error(`${name} failed: ${outcome.errMsg}`);
  };
  return {
    functions,
    call,
    placeOrder: () => sandbox.placeOrder(),
    lookUp: async (orderId, who, since) => {
      const startedAt = performance.now();
      const event = {
        action: 'look-up',
        orderId,
        ...(since === undefined ? {} : { since }),
      };
      const answer = parseOrderAnswer('look-up', await call('getOrder', event, who));
      const ms = performance.now() - startedAt;
      if (answer?.ok === false && answer.error.code === 'too-frequent') return 'too-frequent';
      if (answer?.ok !== true || 'choices' in answer.data)
        throw new Error(`The look-up failed: ${JSON.stringify(answer)}`);
      return { report: answer.data, ageMs: answer.serverTime - answer.data.askedAt, ms };
    },
    databaseRequests: () => cloud.log().at(-1)?.databaseRequests ?? NaN,
    jump: (byMs) => {
      clock = jumped(clock, Date.now(), byMs);
    },
    questions: sandbox.questions,
    close: async () => {
      await cloud.stop();
      sandbox.close();
    },
  };
}

async function writeFunction(name: string, source: string): Promise<void> {
  const folder = path.join(FOLDER, name);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'index.js'), source);
  const manifest = { main: 'index.js', cloudFunction: { timeoutSeconds: 20 } };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
}
