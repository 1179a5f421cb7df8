import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchCloud } from './bench-cloud';
import { openBenchCloud } from './bench-cloud';
import { median } from './figures';

const PROCESSES = 4;
const WATCHERS = [1, 10, 100, 1000];
const WATCHED_MS = 60_000;
/** Within these they come to it, as people do. */
const ARRIVE_WITHIN_MS = 10_000;
/** As a phone does that is told to wait. */
const ASK_AGAIN_MS = 15_000;
const ROUNDS = 200;
/** A little longer than the answer of a delivery on its way serves everybody. */
const OUTDATED_MS = 9_000;
/**
 * Ten phones in each hand ask nearly as often as one person may in a minute: a new one begins for
 * all.
 */
const WINDOW_MS = 60_000;

/** What so many people who watch one delivery for a minute cost. */
export interface Watched {
  readonly watchers: number;
  /** For how long each of them watched, summed up. */
  readonly personMinutes: number;
  readonly answers: number;
  /** Somebody held more phones than may ask in a minute. */
  readonly refused: number;
  /** To WeChat; the usual way asks for each answer. */
  readonly questions: number;
  /** The oldest answer when it left the cloud, and the longest call. */
  readonly oldestMs: number;
  readonly p50Ms: number;
  readonly longestMs: number;
}

/** What one look-up costs; medians, ms. */
export interface LookUpCosts {
  readonly rounds: number;
  /** A call in which nothing is done. */
  readonly emptyMs: number;
  /** Of what was told a moment ago. */
  readonly known: LookUpCost;
  /** With a question to WeChat. */
  readonly asked: LookUpCost;
  /** What of that WeChat took. */
  readonly upstreamMs: number;
}

interface LookUpCost {
  readonly ms: number;
  /** To the database. */
  readonly requests: number;
  /** The same by a process that has just begun. */
  readonly coldRequests: number;
}

/** Lets 1 to 1,000 people watch a delivery, level after level, in real time, over 4 processes. */
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

/** What a call costs before anything is done in it. */
const EMPTY = 'empty';
const EMPTY_FUNCTION = { [EMPTY]: 'exports.main = async () => null;\n' };

/** Measures look-ups in turns with a function that does nothing: what else runs hits all. */
export async function measureLookUpCosts(): Promise<LookUpCosts> {
  const cold = await coldRequests();
  const cloud = await openBenchCloud(2, EMPTY_FUNCTION);
  try {
    const orderId = cloud.placeOrder();
    await cloud.call(EMPTY, {}, 0);
    await cloud.lookUp(orderId, 0);
    const empty: number[] = [];
    const known = { ms: [] as number[], requests: [] as number[] };
    const asked = { ms: [] as number[], requests: [] as number[] };
    const before = cloud.questions.length;
    for (let round = 0; round < ROUNDS; round += 1) {
      const startedAt = performance.now();
      await cloud.call(EMPTY, {}, 0);
      empty.push(performance.now() - startedAt);
      cloud.jump(OUTDATED_MS);
      for (const kind of [asked, known]) {
        const lookedUp = await cloud.lookUp(orderId, round);
        if (lookedUp === 'too-frequent') throw new Error('Somebody has asked too often.');
        kind.ms.push(lookedUp.ms);
        kind.requests.push(cloud.databaseRequests());
      }
    }
    return {
      rounds: ROUNDS,
      emptyMs: median(empty),
      known: { ms: median(known.ms), requests: median(known.requests), coldRequests: cold.known },
      asked: { ms: median(asked.ms), requests: median(asked.requests), coldRequests: cold.asked },
      upstreamMs: median(cloud.questions.slice(before)),
    };
  } finally {
    await cloud.close();
  }
}

/** With room for one process, a call of another function ends the one that looks up. */
async function coldRequests(): Promise<Readonly<Record<'known' | 'asked', number>>> {
  const cloud = await openBenchCloud(1, EMPTY_FUNCTION);
  try {
    // This one fetches the token.
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
