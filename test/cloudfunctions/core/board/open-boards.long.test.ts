import { type AnyRow, updateRows } from '../../../../miniprogram/contract/board-api';
import { startInstance } from '../../../support/cloud-instances';
import { surroundingsOf } from '../../../support/instance-surroundings';
import { SECOND, MINUTE } from '../../../support/delivery-reports';

const PROCESSES = 4;
/** A full counter: orders by status, and the tier of each in seconds. */
const COUNTER = [
  { name: 'back', status: 304, count: 20, seconds: 20 },
  { name: 'way', status: 301, count: 100, seconds: 30 },
  { name: 'waiting', status: 101, count: 80, seconds: 60 },
] as const;
/** Questions a minute if each order were asked for exactly in its tier. */
const SUM_OF_TIERS = COUNTER.reduce((sum, { count, seconds }) => sum + (count * 60) / seconds, 0);

afterEach(() => jest.restoreAllMocks());

/** Opens the board on some devices, before four processes, over orders that do not change. */
async function open(
  devices: number,
  orders: readonly { readonly id: string; readonly status: number | object }[],
) {
  const statuses = new Map(orders.map(({ id, status }) => [id, status]));
  const questions: number[] = [];
  const surroundings = surroundingsOf(Math.max(devices, 12), {
    statusAt: (_now, orderId) => statuses.get(orderId) ?? null,
    asked: () => {
      questions.push(time.now());
    },
  });
  const { time, people, pause } = surroundings;
  const processes = Array.from({ length: PROCESSES }, () => ({
    ...startInstance(surroundings, { databaseMs: 20, upstreamMs: 400, lastStep: null }),
    isFree: Promise.resolve(),
  }));
  for (const [n, { id }] of orders.entries()) {
    void processes[n % PROCESSES]?.lookUp(people[n % 12] ?? '', false, id);
    // No more than people may look up in a minute.
    await time.advance(500);
  }
  await time.advance(5 * SECOND);

  let calls = 0;

  const watch = async (openId: string, n: number): Promise<void> => {
    await pause(n * 1700);
    let rows: readonly AnyRow[] = [];
    let isOpening = true;
    for (;;) {
      // A process takes one call at a time.
      const process = processes[(n + calls) % PROCESSES];
      if (process === undefined) throw new Error('There is no such process.');
      const request = { marks: rows.map(({ mark }) => mark), isOpening };
      const answering = process.isFree.then(() => process.board(openId, request));
      process.isFree = answering.then(() => undefined);
      const board = await answering;
      calls += 1;
      rows = updateRows(rows, board);
      isOpening = false;
      await pause(board.nextAskMs);
    }
  };
  for (let n = 0; n < devices; n += 1) void watch(people[n] ?? '', n);
  const agesNow = () => orders.map(({ id }) => time.now() - surroundings.askedAt(id));
  return { time, questions, agesNow, calls: () => calls };
}

const orders = COUNTER.flatMap(({ name, status, count, seconds }) =>
  Array.from({ length: count }, (_, n) => ({ id: `${name}-${n}`, status, seconds })),
);

const MINUTES = 4;

/**
 * Watches the full counter, after two minutes in which the board has settled.
 *
 * @returns means of a minute, and the most questions in any 60 s
 */
async function watched(devices: number) {
  const { time, questions, agesNow, calls } = await open(devices, orders);
  await time.advance(2 * MINUTE);
  const [asked, called] = [questions.length, calls()];
  let young = 0;
  let old = 0;
  for (let second = 0; second < MINUTES * 60; second += 1) {
    await time.advance(SECOND);
    for (const [n, age] of agesNow().entries()) {
      if (age <= 1.5 * SECOND * (orders[n]?.seconds ?? 0)) young += 1;
      else old += 1;
    }
  }
  jest.restoreAllMocks();
  const times = questions.slice(asked);
  const inMinuteOf = (at: number): number =>
    times.filter((time) => time >= at && time < at + MINUTE).length;
  return {
    questions: times.length / MINUTES,
    most: Math.max(...times.map(inMinuteOf)),
    calls: (calls() - called) / MINUTES,
    youngShare: young / (young + old),
  };
}

test('a board of 200 on twelve devices costs hardly more questions than on one, and no row grows old', async () => {
  const twelve = await watched(12);
  const one = await watched(1);
  const shown = (share: number): string => `${(100 * share).toFixed(1)} %`;
  process.stdout.write(
    `\n200 orders, 60 s, ${PROCESSES} processes: 12 devices ${twelve.questions} questions (${twelve.most} at most) in ${twelve.calls} calls, ${shown(twelve.youngShare)} of rows within 1.5 × their tier; 1 device ${one.questions} (${one.most} at most) in ${one.calls}, ${shown(one.youngShare)}; the tiers' sum ${SUM_OF_TIERS}; row by row every 10 s: ${12 * 200 * 6}\n`,
  );
  expect(twelve.most).toBeLessThanOrEqual(360);
  expect(one.questions / twelve.questions).toBeGreaterThan(0.9);
  expect(one.questions / twelve.questions).toBeLessThan(1.1);
  expect(twelve.youngShare).toBeGreaterThanOrEqual(0.95);
  expect(one.youngShare).toBeGreaterThanOrEqual(0.95);
});

const NEAR = { order_status: 301, reach_time: 120 };
/** A counter in a rush: its tiers ask for more questions than a board has. */
const RUSH = [
  { name: 'back', status: 304, count: 20, seconds: 20, most: 1.5 },
  { name: 'near', status: NEAR, count: 20, seconds: 20, most: 1.5 },
  { name: 'waiting', status: 101, count: 20, seconds: 60, most: 2 },
  { name: 'way', status: 301, count: 140, seconds: 30, most: 2 },
] as const;
const BOUND = 400;

test('a board in a rush stretches calm rows before urgent ones, within the bound of any 60 s', async () => {
  const rush = RUSH.flatMap(({ count, ...kind }) =>
    Array.from({ length: count }, (_, n) => ({ ...kind, id: `${kind.name}-${n}` })),
  );
  const { time, questions, agesNow } = await open(12, rush);
  await time.advance(MINUTE);
  const seen = { urgent: 0, calm: 0 };
  const within = { urgent: 0, calm: 0 };
  let worst = 0;
  for (let second = 0; second < 150; second += 1) {
    await time.advance(SECOND);
    for (const [n, age] of agesNow().entries()) {
      const { seconds = 0, most = 0 } = rush[n] ?? {};
      const kind = most < 2 ? 'urgent' : 'calm';
      seen[kind] += 1;
      within[kind] += age <= most * SECOND * seconds ? 1 : 0;
      worst = Math.max(worst, age / SECOND / seconds);
    }
  }
  jest.restoreAllMocks();
  const inMinuteOf = (at: number): number =>
    questions.filter((time) => time >= at && time < at + MINUTE).length;
  const most = Math.max(...questions.map(inMinuteOf));
  const [urgent, calm] = [within.urgent / seen.urgent, within.calm / seen.calm];
  process.stdout.write(
    `\n200 in a rush, 420 a minute by their tiers, 12 devices, ${PROCESSES} processes, 150 s: ${(100 * urgent).toFixed(1)} % of urgent rows within 1.5 × their tier, ${(100 * calm).toFixed(1)} % of the others within 2 ×, the oldest at ${worst.toFixed(1)} ×; ${most} questions at most in 60 s\n`,
  );
  expect(urgent).toBeGreaterThanOrEqual(0.95);
  expect(calm).toBeGreaterThanOrEqual(0.95);
  expect(worst).toBeLessThanOrEqual(3);
  expect(most).toBeLessThanOrEqual(BOUND);
});
