import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { mkdir, writeFile } from 'node:fs/promises';
import type { LookUpAnswer } from '../../miniprogram/shared/cloud-api';
import { parseLookUpAnswer } from '../../miniprogram/shared/cloud-api';
import type { DeliveryReport } from '../../miniprogram/shared/delivery';
import { buildFunctions } from '../build/functions';
import { jumped, realClock, timeAt } from '../clock/clock';
import { createCloud } from '../cloud/cloud';
import { DEMO_SHOP_SETTINGS, openShop } from '../host/open-shop';
import { createSandbox, DEMO_ACCOUNT } from '../sandbox/sandbox';

const FOLDER = path.join(__dirname, '../../dist/bench/cloud');
/** The function that does nothing: what a call costs before anything is done in it. */
export const EMPTY_FUNCTION = 'empty';
/** As many as a shop takes beside its owner; each may look up 60 times a minute. */
const CLERKS = Array.from({ length: 98 }, (_, n) => ({ openId: `o-${n}`, name: `店员${n}` }));

/** What a look-up came to, and what it cost. */
export interface Asked {
  readonly report: DeliveryReport;
  /** How old the answer was when it left the cloud. */
  readonly ageMs: number;
  readonly ms: number;
}

/** The built functions on the local cloud, with the sandbox as their WeChat, and a clock that can be moved ahead. */
export interface BenchCloud {
  /** A new delivery on its way to the customer. */
  readonly place: () => string;
  /** @param who of the clerks, by number */
  readonly lookUp: (orderId: string, who: number, since?: number) => Promise<Asked>;
  /** Of the call that was answered last. */
  readonly databaseRequests: () => number;
  /** How long a call takes in which nothing is done, ms. */
  readonly callEmpty: () => Promise<number>;
  readonly jump: (byMs: number) => void;
  /** How long each question for an order has taken at the sandbox so far, ms. */
  readonly questions: () => readonly number[];
  readonly close: () => Promise<void>;
}

/** @param processes of functions at once */
export async function openBenchCloud(processes: number): Promise<BenchCloud> {
  await buildFunctions({ outputFolder: FOLDER });
  await buildEmptyFunction();
  let clock = realClock(Date.now());
  const sandbox = createSandbox({ now: () => timeAt(clock, Date.now()) });
  const questions: number[] = [];
  const upstream = http
    .createServer((request, response) => {
      const startedAt = performance.now();
      if (request.url?.includes('/order/get') === true)
        response.once('finish', () => questions.push(performance.now() - startedAt));
      sandbox.handle(request, response);
    })
    .listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  const { port } = upstream.address() as AddressInfo;
  const cloud = await createCloud({
    functionsFolder: FOLDER,
    databaseFile: null,
    clock: () => clock,
    environment: { ...DEMO_SHOP_SETTINGS, WECHAT_API_BASE_URL: `http://127.0.0.1:${port}` },
    poolSize: processes,
    queueLimit: 2000,
  });
  await openShop(cloud, { account: DEMO_ACCOUNT, clerks: CLERKS });

  const called = async (name: string, event: object, who: number) => {
    const caller = { openId: CLERKS[who % CLERKS.length]?.openId ?? '', appId: DEMO_ACCOUNT.appId };
    const startedAt = performance.now();
    const outcome = await cloud.invoke(name, event, caller);
    return { outcome, ms: performance.now() - startedAt };
  };
  return {
    place: () => {
      const { orderId } = sandbox.place();
      for (const status of [102, 201, 202, 301]) sandbox.move(orderId, status);
      return orderId;
    },
    lookUp: async (orderId, who, since) => {
      const event = since === undefined ? { orderId } : { orderId, since };
      const { outcome, ms } = await called('getOrder', event, who);
      const answer = 'result' in outcome ? parseLookUpAnswer(outcome.result) : null;
      if (answer?.ok !== true) throw new Error(`The look-up failed: ${JSON.stringify(outcome)}`);
      const report = reportIn(answer.data);
      return { report, ageMs: answer.serverTime - report.askedAt, ms };
    },
    databaseRequests: () => cloud.log().at(-1)?.databaseRequests ?? NaN,
    callEmpty: async () => (await called(EMPTY_FUNCTION, {}, 0)).ms,
    jump: (byMs) => {
      clock = jumped(clock, Date.now(), byMs);
    },
    questions: () => questions,
    close: async () => {
      await cloud.stop();
      upstream.close();
      upstream.closeAllConnections();
    },
  };
}

function reportIn(data: LookUpAnswer): DeliveryReport {
  if ('choices' in data) throw new Error('Several orders end so.');
  return data;
}

async function buildEmptyFunction(): Promise<void> {
  const folder = path.join(FOLDER, EMPTY_FUNCTION);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'index.js'), 'exports.main = async () => null;\n');
  await writeFile(path.join(folder, 'package.json'), '{ "main": "index.js" }\n');
}
