import fc from 'fast-check';
import { noticeIn } from '../../../../cloudfunctions/core/notices/owed';
import { listedAttemptsIn } from '../../../../cloudfunctions/core/records/delivery-record';
import { staffIdOf } from '../../../../cloudfunctions/core/access/staff';
import type { Documents } from '../../../../cloudfunctions/core/storage/documents';
import { REASON_NAMES } from '../../../../miniprogram/contract/delivery/reason-names';
import { ID_END_LENGTH } from '../../../../miniprogram/contract/order-id';
import { type Instance, startInstance } from '../../../support/cloud-instances';
import { NOON } from '../../../support/delivery-reports';
import { FILLED, TEMPLATE } from '../../../support/fake-messages';
import { ROBOT_KEY } from '../../../support/fake-robots';
import { STORIES } from '../../../support/fuzz';
import { surroundingsOf } from '../../../support/instance-surroundings';
import { memoryDocuments } from '../../../support/memory-documents';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
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

/** People who get messages: one with enough of them, one with too few. */
const PEOPLE = { 'p-many': 50, 'p-few': 4 } as const;

interface Played {
  readonly instances: readonly Instance[];
  /** Messages: who sent each, when, and its lines `1000 没送成`. */
  readonly messages: readonly {
    readonly by: number;
    readonly at: number;
    readonly lines: readonly string[];
  }[];
  /** Messages to people: who sent each, when, to whom, and its line. */
  readonly words: readonly {
    readonly by: number;
    readonly at: number;
    readonly to: string;
    readonly line: string;
  }[];
  readonly staff: ReturnType<typeof surroundingsOf>['staff'];
  /** Instance that has claimed each notice. */
  readonly claims: ReadonlyMap<string, number>;
  readonly notices: ReturnType<typeof memoryDocuments>;
  readonly deliveries: ReturnType<typeof memoryDocuments>;
}

afterEach(() => jest.restoreAllMocks());

/** Returns the lines of a message: its order ends and reasons, without store and time. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.length === 1 ? lines.map((line) => line.split(' · ')[0] ?? '') : lines.slice(1);
}

async function play({ changes, actors }: Story): Promise<Played> {
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
  const claims = new Map<string, number>();
  const messages: { by: number; at: number; lines: readonly string[] }[] = [];
  const words: { by: number; at: number; to: string; line: string }[] = [];
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
    const heard = (text: string): void => {
      messages.push({ by: n, at: time.now(), lines: linesOf(text) });
    };
    const heardBy = (to: string, [, orderEnd, reason]: readonly string[]): void => {
      words.push({ by: n, at: time.now(), to, line: `${orderEnd} ${reason}` });
    };
    const byMessage = { template: { ...TEMPLATE, filled: FILLED }, heard: heardBy };
    const told = { notices: claimedBy(n), robots, heard, messages: byMessage };
    const instance = startInstance({ ...shared, told }, actor);
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
  const { deliveries } = shared;
  return { instances, messages, words, staff, claims, notices, deliveries };
}

/** Expects that nothing is told twice, and that one robot has one message in 20 s. */
function expectOnce({ messages }: Played): void {
  const lines = messages.flatMap((one) => one.lines);
  expect([...lines].sort()).toEqual([...new Set(lines)].sort());
  messages.slice(1).forEach(({ at }, n) => {
    // A message takes up to 2.4 s from its claim to its arrival.
    expect(at - (messages[n]?.at ?? 0)).toBeGreaterThanOrEqual(17 * SECOND);
  });
}

/** Expects that a notice is told, or lost by one that died; returns the number of lost messages. */
function expectHardlyLost(played: Played): number {
  const { instances, messages, claims, notices, deliveries } = played;
  const told = new Set(messages.flatMap((one) => one.lines));
  const lost = new Map<string, number>();
  const isToldOf = (orderId: string): boolean =>
    [...told].some((line) => line === `${orderId.slice(-ID_END_LENGTH)} 没送成`);
  for (const [id, held] of notices.held) {
    const { orderId, reason, staffId } = noticeIn({ ...held, _id: id });
    if (reason !== 'failed' || staffId !== null) continue;
    expect(held['state']).toBe('sent');
    if (!isToldOf(orderId)) lost.set(orderId, claims.get(id) ?? -1);
  }
  for (const by of lost.values()) expect(instances[by]?.diedAt()).toEqual(expect.any(Number));
  for (const by of new Set(lost.values()))
    expect(
      messages.filter((one) => one.by === by && one.at > (instances[by]?.diedAt() ?? 0)),
    ).toEqual([]);
  // Every order comes back. One that nobody had seen under way is no news.
  const news = ORDERS.filter((orderId) => {
    const [attempt] = listedAttemptsIn(deliveries.held.get(orderId) ?? {});
    return attempt?.status === 'returned' && attempt.beganAt !== null;
  });
  expect([...lost.keys(), ...ORDERS.filter(isToldOf)].sort()).toEqual(news);
  return new Set(lost.values()).size;
}

/**
 * Expects that nobody gets a message twice, or more than were accepted, and that one is lost at
 * most by each that died; returns the number of lost messages.
 */
async function expectWords(played: Played): Promise<number> {
  const { instances, words, staff, claims, notices } = played;
  const told = words.map(({ to, line }) => `${to} ${line}`);
  expect([...told].sort()).toEqual([...new Set(told)].sort());
  const lostBy: number[] = [];
  for (const [openId, accepted] of Object.entries(PEOPLE)) {
    const own = [...notices.held].map(([id, held]) => ({
      ...noticeIn({ ...held, _id: id }),
      state: held['state'],
    }));
    const isTold = ({ orderId, reason }: (typeof own)[number]): boolean =>
      told.includes(`${openId} ${orderId.slice(-ID_END_LENGTH)} ${REASON_NAMES[reason]}`);
    const claimed = own.filter(
      ({ staffId, state }) => staffId === staffIdOf(openId) && state === 'sent',
    );
    const lost = claimed.filter((one) => !isTold(one));
    lostBy.push(...lost.map(({ noticeId }) => claims.get(noticeId) ?? -1));
    const left = Number((await staff.read(openId))?.['messagesLeft']);
    const taken = accepted - left;
    expect(left).toBeGreaterThanOrEqual(0);
    // A count may be lost with its message, or with one that was told later.
    expect(taken).toBeGreaterThanOrEqual(claimed.length - lost.length);
    const failed = own.filter(
      ({ staffId, reason }) => staffId === staffIdOf(openId) && reason === 'failed',
    );
    if (left > 0) expect(failed.filter(({ state }) => state === 'owed')).toEqual([]);
  }
  for (const by of lostBy) expect(instances[by]?.diedAt()).toEqual(expect.any(Number));
  expect(new Set(lostBy).size).toBe(lostBy.length);
  return lostBy.length;
}

test('twenty instances by board, look-up and timer, most of which die in the middle of any step, tell a group and people everything once, and lose one message each at most', async () => {
  const seed = Date.now() % 2 ** 31;
  const counts = { messages: 0, words: 0, notices: 0, deaths: 0, lost: 0, wordsLost: 0 };
  await fc.assert(
    fc.asyncProperty(story, async (input) => {
      const result = await play(input);
      expectOnce(result);
      counts.lost += expectHardlyLost(result);
      counts.wordsLost += await expectWords(result);
      counts.words += result.words.length;
      counts.messages += result.messages.length;
      counts.notices += result.notices.held.size;
      counts.deaths += result.instances.filter((one) => one.diedAt() !== null).length;
      jest.restoreAllMocks();
    }),
    { numRuns: RUNS, seed, endOnFailure: true },
  );
  process.stdout.write(
    `\nDying tellers: ${RUNS} runs, seed ${seed}: ${counts.notices} notices in ${counts.messages} messages of a robot and ${counts.words} to people, ${counts.deaths} deaths, ${counts.lost} and ${counts.wordsLost} messages lost\n`,
  );
});
