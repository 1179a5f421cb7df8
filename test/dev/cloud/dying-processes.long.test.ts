import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import type { ChildProcess } from 'node:child_process';
import childProcess from 'node:child_process';
import type { Versioned } from '../../../cloudfunctions/core/storage/documents';
import { floorMs } from '../../../cloudfunctions/core/deliveries/next-ask';
import { statusOfCode } from '../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { recordOf } from '../../../cloudfunctions/core/deliveries/read-record';
import type { Cloud } from '../../../dev/cloud/cloud';
import { SLOW_MS } from '../../../dev/faults/fault-table';
import { entriesOf } from '../../../miniprogram/contract/delivery-history';
import type { StatusName } from '../../../miniprogram/contract/delivery-status';
import type { LocalShop, LookedUp } from '../../support/local-shop';
import { openShop } from '../../support/local-shop';
import { printTable } from '../../support/print-table';
import { BUSINESS } from '../../support/served-sandbox';

const PROCESSES = 4;
const PEOPLE = 16;
const KILLS = 30;
/** Processes die during all of them. The last one is the end. */
const STATUSES = [101, 102, 201, 202, 301, 302];
/** Step of the clock between answers, within the rate limit. */
const STEP_MS = 2000;
const ANSWERS_A_STEP = 8;
/** Number of cached answers during a slow request, before its holder dies. */
const TOLD_MEANWHILE = 4;
/** Limit of an answer without slow parts. */
const LATE_MS = 1000;
const MOST_BEHIND_A_DEAD_LEASE_MS = 12_000;

/**
 * Moments of a kill: after getting the lease; while WeChat is slow; after writing the answer,
 * before telling; while another process has the lease.
 */
const MOMENTS = ['leased', 'asking', 'written', 'bystanding'] as const;
type Moment = (typeof MOMENTS)[number];

let shop: LocalShop;
let cloud: Cloud;
/** Processes by their id at the database. */
const processes = new Map<string, ChildProcess>();

beforeAll(async () => {
  const { fork } = childProcess;
  jest.spyOn(childProcess, 'fork').mockImplementation((...given) => {
    const started = fork(...given);
    const id = /client\/([^/]+)\//.exec(JSON.stringify(given.at(-1)))?.[1];
    if (id !== undefined) processes.set(id, started);
    return started;
  });
  shop = await openShop();
  cloud = await shop.openCloud(PROCESSES);
});

afterAll(async () => {
  await shop.close();
  jest.restoreAllMocks();
});

interface Told {
  /** Start of the call, on the one clock. */
  readonly at: number;
  readonly answer: LookedUp['answer'];
}

test('30 processes killed in the middle of their calls: all that is told is right, no lease outlives its holder for long, and each status is seen once', async () => {
  const { orderId } = shop.sandbox.placeOrder({ courierId: 'SFTC' });
  const moved = [{ status: 101, at: shop.now() }];
  const told: Told[] = [];
  const died: string[] = [];
  const killed: Moment[] = [];
  /** Milliseconds for which leases outlived their holders, on the one clock. */
  const deadLeases: number[] = [];
  let killsWanted = 0;
  let seen = { leaseUntil: 0, askedAt: 0 };
  let holder: string | null = null;
  let deadSince: number | null = null;
  /** Number of cached answers when the holder's request to WeChat began. */
  let askingSince: number | null = null;
  let questions = 0;
  let firstKnownAt = Infinity;

  const record = () => {
    const [document] = cloud.database.documents(COLLECTIONS.deliveries);
    return recordOf((document as Versioned | undefined) ?? null);
  };
  const wanted = (): Moment | undefined =>
    killed.length < killsWanted ? MOMENTS[killed.length % MOMENTS.length] : undefined;
  const happened = (moment: Moment, id: string): void => {
    if (moment !== wanted()) return;
    processes.get(id)?.kill('SIGKILL');
    killed.push(moment);
    if (id === holder) deadSince = shop.now();
  };
  cloud.database.subscribe(({ client, collection }) => {
    if (collection !== COLLECTIONS.deliveries) return;
    const { leaseUntil, attempts } = record();
    const askedAt = attempts[0]?.askedAt ?? 0;
    if (leaseUntil === seen.leaseUntil && askedAt === seen.askedAt) {
      if (holder !== null && client !== holder && deadSince === null)
        happened('bystanding', client);
      return;
    }
    const isTaken = leaseUntil !== seen.leaseUntil && leaseUntil > 0;
    const isStill = leaseUntil > 0 && deadSince === null;
    if (deadSince !== null) deadLeases.push(shop.now() - deadSince);
    seen = { leaseUntil, askedAt };
    holder = isTaken ? client : isStill ? holder : null;
    [deadSince, askingSince] = [null, null];
    // A follower without a cached answer waits, and may lack time for a slow request of its own.
    if (isTaken && askedAt > 0 && wanted() === 'asking')
      shop.sandbox.faults.set('slow', { orderId, times: 1 });
    happened(isTaken ? 'leased' : 'written', client);
  });
  shop.sandbox.subscribe((change) => {
    if (change.type !== 'request' || change.path !== `${BUSINESS}/order/get`) return;
    questions += 1;
    askingSince = told.length;
  });

  let isOver = false;
  const waiting = new Set<() => void>();
  const until = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!isSo() || !waiting.delete(look)) return;
        resolve();
      };
      waiting.add(look);
    });
  const keepAsking = async (): Promise<void> => {
    while (!isOver) {
      const at = shop.now();
      await shop.lookUp(cloud, orderId).then(
        ({ answer }) => {
          told.push({ at, answer });
          if (answer.ok) firstKnownAt = Math.min(firstKnownAt, shop.now());
        },
        (error: unknown) => died.push(String(error)),
      );
      const isSlow = askingSince !== null && told.length - askingSince >= TOLD_MEANWHILE;
      if (isSlow && holder !== null && deadSince === null) happened('asking', holder);
      for (const look of waiting) look();
    }
  };
  for (const [n, status] of STATUSES.entries()) {
    if (n > 0) {
      shop.sandbox.move(orderId, status);
      moved.push({ status, at: shop.now() });
    }
    isOver = false;
    const people = Array.from({ length: PEOPLE }, keepAsking);
    killsWanted = Math.min(KILLS, ((n + 1) * KILLS) / (STATUSES.length - 1));
    const isTold = (): boolean =>
      nameIn(told.at(-1)) === statusOfCode(status).name && deadSince === null;
    while (killed.length < killsWanted || !isTold()) {
      shop.goOn(STEP_MS);
      const enough = told.length + ANSWERS_A_STEP;
      await until(() => told.length >= enough);
    }
    // A call reads the clock at its start, so the delivery moves only when no call is running.
    isOver = true;
    await Promise.all(people);
  }

  const riderName = shop.sandbox.deliveries().find((one) => one.orderId === orderId)?.riderName;
  const statusesIn = (from: number, to: number): readonly StatusName[] =>
    moved
      .filter((_, n) => (moved[n]?.at ?? 0) <= to && (moved[n + 1]?.at ?? Infinity) > from)
      .map(({ status }) => statusOfCode(status).name);
  const isRight = ({ at, answer }: Told): boolean => {
    // Before anything is known, followers of a dead leader can only try again.
    if (!answer.ok) return answer.error.code === 'upstream-timeout' && at < firstKnownAt;
    const { status, rider, askedAt, isBeingAsked } = answer.data;
    return (
      statusesIn(askedAt - SLOW_MS - LATE_MS, askedAt).includes(status.name) &&
      (rider?.name ?? null) === (status.name === 'waiting' ? null : riderName) &&
      // Older answers are served only during a new request.
      (isBeingAsked === true || at - askedAt < floorMs(status))
    );
  };
  printTable('Processes that die', [
    {
      told: String(told.length),
      'asked WeChat': String(questions),
      killed: MOMENTS.map((one) => `${one} ${killed.filter((other) => other === one).length}`).join(
        ', ',
      ),
      'dead leases': String(deadLeases.length),
      'longest, s': (Math.max(...deadLeases) / 1000).toFixed(1),
      'one clock, s': ((shop.now() - (moved[0]?.at ?? 0)) / 1000).toFixed(0),
    },
  ]);

  expect(told.filter((one) => !isRight(one))).toEqual([]);
  expect(killed).toHaveLength(KILLS);
  // Each kill failed one call only.
  expect(died).toHaveLength(KILLS);
  for (const words of died) expect(words).toMatch(/-504002 .*SIGKILL/);
  expect(Math.max(...deadLeases)).toBeLessThanOrEqual(MOST_BEHIND_A_DEAD_LEASE_MS);
  expect(deadSince).toBeNull();

  const { attempts, leaseUntil } = record();
  expect(leaseUntil).toBe(0);
  const entries = entriesOf(attempts[0]?.history ?? { sightings: [] });
  expect(entries.map(({ status, inferred }) => ({ status, inferred }))).toEqual(
    STATUSES.map((code) => ({ status: statusOfCode(code), inferred: false })),
  );
  for (const [n, { seenAt }] of entries.entries())
    expect(seenAt).toBeGreaterThanOrEqual(moved[n]?.at ?? 0);
  expect(questions * 10).toBeLessThan(told.length);
});

function nameIn(one: Told | undefined): StatusName | null {
  return one?.answer.ok === true ? one.answer.data.status.name : null;
}
