import fc from 'fast-check';
import { noticeIn } from '../../../../cloudfunctions/core/notices/owed';
import { listedAttemptsIn } from '../../../../cloudfunctions/core/records/delivery-record';
import { staffIdOf } from '../../../../cloudfunctions/core/access/staff';
import type { Documents } from '../../../../cloudfunctions/core/storage/documents';
import { REASON_NAMES } from '../../../../miniprogram/contract/delivery/reason-names';
import { ID_END_LENGTH } from '../../../../miniprogram/contract/order-id';
import { startInstance } from '../../../support/cloud-instances';
import { NOON, SECOND, MINUTE } from '../../../support/delivery-reports';
import { FILLED, TEMPLATE } from '../../../support/fake-messages';
import { ROBOT_KEY } from '../../../support/fake-robots';
import { STORIES } from '../../../support/fuzz';
import { surroundingsOf } from '../../../support/instance-surroundings';
import { memoryDocuments } from '../../../support/memory-documents';

const LASTS_MS = 8 * MINUTE;
/** Time in which calls and turns end that have begun. */
const ENDS_MS = MINUTE;
const ORDERS = Array.from({ length: 6 }, (_, n) => `20261124-100${n}`);
const ROBOT = { kind: 'wecom', key: ROBOT_KEY, signSecret: null } as const;

/** A story takes two seconds. */
const RUNS = Math.min(STORIES, 20);

const WAYS = ['board', 'look-up', 'watch'] as const;
type Way = (typeof WAYS)[number];

const pace = {
  databaseMs: fc.integer({ min: 1, max: 200 }),
  upstreamMs: fc.integer({ min: 20, max: 2000 }),
  startsAt: fc.nat(20_000),
};
const mortal = fc.record({
  ...pace,
  way: fc.constantFrom(...WAYS),
  lastStep: fc.oneof(
    fc.record({ number: fc.integer({ min: 1, max: 500 }), hasEffect: fc.boolean() }),
    fc.record({
      number: fc.integer({ min: 1, max: 6 }),
      hasEffect: fc.boolean(),
      isOfTelling: fc.constant(true),
    }),
  ),
});
/** One of each way lives to the end. */
const survivors = fc.tuple(
  ...WAYS.map((way) => fc.record({ ...pace, way: fc.constant(way), lastStep: fc.constant(null) })),
);
const story = fc.record({
  /** Times when each order turns back, and how much later it has come back. */
  changes: fc.array(
    fc.tuple(fc.integer({ min: 45_000, max: 90_000 }), fc.integer({ min: 1, max: 60_000 })),
    { minLength: ORDERS.length, maxLength: ORDERS.length },
  ),
  actors: fc
    .tuple(survivors, fc.array(mortal, { minLength: 17, maxLength: 17 }))
    .map(([first, others]) => [...first, ...others]),
});
type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never;

/** Who gets the robot's messages. */
const GROUP = 'the group';
/** People who get messages: one with enough of them, one with too few. */
const PEOPLE = { 'p-many': 50, 'p-few': 4 } as const;

/** Line of a message such as `1000 没送成`: which instance sent it, when, to whom. */
interface Told {
  readonly by: number;
  readonly at: number;
  readonly to: string;
  readonly line: string;
}

afterEach(() => jest.restoreAllMocks());

/** Returns the lines of a message: its order ends and reasons, without store and time. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.length === 1 ? lines.map((line) => line.split(' · ')[0] ?? '') : lines.slice(1);
}

async function play({ changes, actors }: Story) {
  const statusAt = (now: number, orderId: string): number => {
    const [turnsAfter = 0, backAfter = 0] = changes[ORDERS.indexOf(orderId)] ?? [];
    if (now < NOON + turnsAfter) return 301;
    return now < NOON + turnsAfter + backAfter ? 304 : 401;
  };
  const callers = actors.map((_, n) => `o-${n}`);
  const shared = surroundingsOf([...callers, ...Object.keys(PEOPLE)], { statusAt });
  const { time, pause, staff } = shared;
  for (const [openId, messagesLeft] of Object.entries(PEOPLE))
    await staff.putIf(openId, {}, { messagesLeft, messagesFor: TEMPLATE.templateId });
  const notices = memoryDocuments();
  /** Instance that has claimed each notice. */
  const claims = new Map<string, number>();
  const told: Told[] = [];
  const claimedBy = (n: number): Documents => ({
    ...notices,
    putIf: async (id, ...given) => {
      const isDone = await notices.putIf(id, ...given);
      if (isDone && given[1]['state'] === 'sent') claims.set(id, n);
      return isDone;
    },
  });
  const robots = [{ storeId: 'one', storeName: '一店', quiet: null, robot: ROBOT }];
  const instances = actors.map((actor, n) => {
    const tell = (to: string, line: string) => told.push({ by: n, at: time.now(), to, line });
    const heard = (text: string): void => {
      for (const line of linesOf(text)) tell(GROUP, line);
    };
    const heardBy = (to: string, [, orderEnd, reason]: readonly string[]): void => {
      tell(to, `${orderEnd} ${reason}`);
    };
    const messages = { template: { ...TEMPLATE, filled: FILLED }, heard: heardBy };
    const doors = { notices: claimedBy(n), robots, heard, messages };
    const instance = startInstance({ ...shared, told: doors }, actor);
    const calls: Readonly<Record<Way, (turn: number) => Promise<unknown>>> = {
      board: () => instance.board(`o-${n}`, { marks: [] }),
      'look-up': (turn) => instance.lookUp(`o-${n}`, false, ORDERS[turn % ORDERS.length]),
      watch: () => instance.watch(),
    };
    const pauseMs = actor.way === 'watch' ? MINUTE : 5 * SECOND;
    const keepCalling = async (): Promise<void> => {
      await pause(actor.startsAt);
      for (let turn = 0; time.now() < NOON + LASTS_MS; turn += 1) {
        // Who knows nothing may wait in vain behind the lease of a dead one.
        await calls[actor.way](turn).catch(() => undefined);
        await pause(pauseMs);
      }
    };
    void keepCalling();
    return instance;
  });
  await time.advance(LASTS_MS + ENDS_MS);
  return { instances, told, staff, claims, notices, deliveries: shared.deliveries };
}
type Played = Awaited<ReturnType<typeof play>>;

/** Expects that nobody is told anything twice, and that one robot has one message in 20 s. */
function expectOnce({ told }: Played): void {
  const lines = told.map(({ to, line }) => `${to} ${line}`);
  expect([...lines].sort()).toEqual([...new Set(lines)].sort());
  const times = new Set(told.flatMap(({ to, at }) => (to === GROUP ? [at] : [])));
  [...times].forEach((at, n, all) => {
    // A message takes up to 2.4 s from its claim to its arrival.
    if (n > 0) expect(at - (all[n - 1] ?? 0)).toBeGreaterThanOrEqual(17 * SECOND);
  });
}

/** Lists the notices to somebody: those that were claimed, lost as never told, of a failure. */
function noticesTo({ told, notices }: Played, to: string) {
  const staffId = to === GROUP ? null : staffIdOf(to);
  const lines = told.flatMap((one) => (one.to === to ? [one.line] : []));
  const own = [...notices.held]
    .map(([id, held]) => ({ ...noticeIn({ ...held, _id: id }), state: held['state'] }))
    .filter((one) => one.staffId === staffId);
  const claimed = own.filter(({ state }) => state === 'sent');
  const lost = claimed.filter(
    ({ orderId, reason }) => !lines.includes(`${endOf(orderId)} ${REASON_NAMES[reason]}`),
  );
  const failed = own.filter(({ reason }) => reason === 'failed');
  return { claimed, lost, failed };
}

const endOf = (orderId: string): string => orderId.slice(-ID_END_LENGTH);

/** Expects that notices were claimed by instances that died. @returns those, one for each notice */
function diedWith({ instances, claims }: Played, lost: readonly { readonly noticeId: string }[]) {
  const losers = lost.map(({ noticeId }) => claims.get(noticeId) ?? -1);
  for (const by of losers) expect(instances[by]?.diedAt()).toEqual(expect.any(Number));
  return losers;
}

/** Expects that the group is told of each order that failed, or that who died has lost it. */
function expectGroupTold(played: Played): void {
  const { told, deliveries } = played;
  const { lost, failed } = noticesTo(played, GROUP);
  expect(failed.filter(({ state }) => state !== 'sent')).toEqual([]);
  const lostFailures = lost.filter(({ reason }) => reason === 'failed');
  diedWith(played, lostFailures);
  // Every order comes back. One that nobody had seen under way is no news.
  const news = ORDERS.filter((orderId) => {
    const [attempt] = listedAttemptsIn(deliveries.held.get(orderId) ?? {});
    return attempt?.status === 'returned' && attempt.beganAt !== null;
  });
  const isTold = (orderId: string): boolean =>
    told.some(({ to, line }) => to === GROUP && line === `${endOf(orderId)} 没送成`);
  const lostOrders = lostFailures.map(({ orderId }) => orderId);
  expect([...lostOrders, ...ORDERS.filter(isTold)].sort()).toEqual(news);
}

/** Expects that nobody gets more messages than they accepted, and that each that died lost one. */
async function expectPeopleTold(played: Played): Promise<void> {
  const losers: number[] = [];
  for (const [openId, accepted] of Object.entries(PEOPLE)) {
    const { claimed, lost, failed } = noticesTo(played, openId);
    losers.push(...diedWith(played, lost));
    const left = Number((await played.staff.read(openId))?.['messagesLeft']);
    expect(left).toBeGreaterThanOrEqual(0);
    // A count may be lost with its message, or with one that was told later.
    expect(accepted - left).toBeGreaterThanOrEqual(claimed.length - lost.length);
    if (left > 0) expect(failed.filter(({ state }) => state === 'owed')).toEqual([]);
  }
  expect(new Set(losers).size).toBe(losers.length);
}

test('twenty instances by board, look-up and timer, most of which die in the middle of any step, tell a group and people everything once, and lose one message each at most', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (input) => {
      const result = await play(input);
      expectOnce(result);
      expectGroupTold(result);
      await expectPeopleTold(result);
      jest.restoreAllMocks();
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});
