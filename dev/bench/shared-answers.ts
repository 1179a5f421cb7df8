import { setTimeout as sleep } from 'node:timers/promises';
import { COLLECTIONS } from '../../miniprogram/contract/shop-collections';
import type { BenchCloud } from './bench-cloud';
import { openBenchCloud } from './bench-cloud';
import { median } from './figures';

const PROCESSES = 4;
const WATCHERS = [1, 10, 100, 1000];
const WATCHED_MS = 60_000;
/** Milliseconds within which all watchers open the page, one after the other. */
const ARRIVE_WITHIN_MS = 10_000;
/** Milliseconds after which a phone asks again when the rate limit has refused its call. */
const ASK_AGAIN_MS = 15_000;
const ROUNDS = 200;
/** Milliseconds after which the cached answer of an order that is being delivered is outdated. */
const OUTDATED_MS = 9_000;
/** Rate limit window in ms. The clock jumps by this, so that each level starts a new window. */
const WINDOW_MS = 60_000;

/** Load of one delivery that several people watch for a minute. */
export interface Watched {
  readonly watchers: number;
  /** Sum of all watching times, in minutes. */
  readonly personMinutes: number;
  readonly answers: number;
  /** Calls refused by the rate limit. */
  readonly refused: number;
  /** Requests that the cloud sent to WeChat. */
  readonly questions: number;
  /** Maximum age of an answer when the cloud returned it; median and maximum duration of a call. */
  readonly oldestMs: number;
  readonly p50Ms: number;
  readonly longestMs: number;
}

/** Cost of one look-up. All times are medians in ms. */
export interface LookUpCosts {
  readonly rounds: number;
  /** Time of a call to a function that does nothing. */
  readonly emptyMs: number;
  /** Time of a call to a function that reads one document with wx-server-sdk. */
  readonly readMs: number;
  /** Look-up that the cloud answers from its cache. */
  readonly known: LookUpCost;
  /** Look-up for which the cloud asks WeChat. */
  readonly asked: LookUpCost;
  /** Time that the sandbox, which plays WeChat, takes for one `order/get` request. */
  readonly upstreamMs: number;
}

interface LookUpCost {
  readonly ms: number;
  /** Database requests of a process that has answered calls before. */
  readonly requests: number;
  /** Database requests of a process that has just started. */
  readonly coldRequests: number;
}

/** Lets 1, 10, 100 and 1,000 people watch a delivery for a minute of real time, on 4 processes. */
export async function measureWatchers(): Promise<readonly Watched[]> {
  const cloud = await openBenchCloud(PROCESSES);
  try {
    const levels: Watched[] = [];
    for (const watchers of WATCHERS) {
      levels.push(await watched(cloud, watchers));
      cloud.jump(WINDOW_MS);
    }
    return levels;
  } finally {
    await cloud.close();
  }
}

async function watched(cloud: BenchCloud, watchers: number): Promise<Watched> {
  const orderId = cloud.placeOrder();
  const before = cloud.questions.length;
  const endsAt = performance.now() + WATCHED_MS;
  const ages: number[] = [];
  const times: number[] = [];
  let watchedMs = 0;
  let refused = 0;
  const watch = async (who: number): Promise<void> => {
    await sleep((ARRIVE_WITHIN_MS * who) / watchers);
    const beganAt = performance.now();
    let since: number | undefined;
    while (performance.now() < endsAt) {
      const asked = await cloud.lookUp(orderId, who, since);
      if (asked === 'too-frequent') {
        refused += 1;
        await sleep(ASK_AGAIN_MS);
        continue;
      }
      const { report, ageMs, ms } = asked;
      ages.push(ageMs);
      times.push(ms);
      since = report.askedAt;
      await sleep((report.nextAskInSeconds ?? 0) * 1000);
    }
    watchedMs += performance.now() - beganAt;
  };
  await Promise.all(Array.from({ length: watchers }, (_, who) => watch(who)));
  return {
    watchers,
    personMinutes: watchedMs / 60_000,
    answers: ages.length,
    refused,
    questions: cloud.questions.length - before,
    oldestMs: Math.max(...ages),
    p50Ms: median(times),
    longestMs: Math.max(...times),
  };
}

const EMPTY = 'empty';
const READ = 'read';
const EMPTY_FUNCTION = { [EMPTY]: 'exports.main = async () => null;\n' };
const PLAIN_FUNCTIONS = {
  ...EMPTY_FUNCTION,
  [READ]: `const cloud = require('wx-server-sdk');
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
exports.main = () =>
  cloud.database().collection('${COLLECTIONS.staff}').where({ _id: 'none' }).get();
`,
};

/** Measures look-ups and calls of plain functions by turns, so that other load affects all. */
export async function measureLookUpCosts(): Promise<LookUpCosts> {
  const cold = await coldRequests();
  const cloud = await openBenchCloud(3, PLAIN_FUNCTIONS);
  try {
    const orderId = cloud.placeOrder();
    const plain = { [EMPTY]: [] as number[], [READ]: [] as number[] };
    const callPlain = async (name: keyof typeof plain): Promise<void> => {
      const startedAt = performance.now();
      await cloud.call(name, {}, 0);
      plain[name].push(performance.now() - startedAt);
    };
    const known = { ms: [] as number[], requests: [] as number[] };
    const asked = { ms: [] as number[], requests: [] as number[] };
    const before = cloud.questions.length;
    for (let round = 0; round < ROUNDS; round += 1) {
      await callPlain(EMPTY);
      await callPlain(READ);
      cloud.jump(OUTDATED_MS);
      // A process whose clock has jumped learns the time anew: at this call, which is not counted.
      await cloud.call('getOrder', {}, 0);
      for (const kind of [asked, known]) {
        const lookedUp = await cloud.lookUp(orderId, round);
        if (lookedUp === 'too-frequent') throw new Error('Somebody has asked too often.');
        kind.ms.push(lookedUp.ms);
        kind.requests.push(cloud.databaseRequests());
      }
    }
    return {
      rounds: ROUNDS,
      emptyMs: median(plain[EMPTY]),
      readMs: median(plain[READ]),
      known: { ms: median(known.ms), requests: median(known.requests), coldRequests: cold.known },
      asked: { ms: median(asked.ms), requests: median(asked.requests), coldRequests: cold.asked },
      upstreamMs: median(cloud.questions.slice(before)),
    };
  } finally {
    await cloud.close();
  }
}

/** Counts database requests of a new process: the empty function ends the only pooled process. */
async function coldRequests(): Promise<Readonly<Record<'known' | 'asked', number>>> {
  const cloud = await openBenchCloud(1, EMPTY_FUNCTION);
  try {
    await cloud.lookUp(cloud.placeOrder(), 0);
    const orderId = cloud.placeOrder();
    const requests = async (): Promise<number> => {
      await cloud.call(EMPTY, {}, 0);
      await cloud.lookUp(orderId, 0);
      return cloud.databaseRequests();
    };
    const asked = await requests();
    return { asked, known: await requests() };
  } finally {
    await cloud.close();
  }
}
