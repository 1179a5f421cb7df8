import { type AnyRow, type Board, updateRows } from '../../../../miniprogram/contract/board-api';
import { withRegistrations } from '../../../../cloudfunctions/core/records/change-registrations';
import { startInstance } from '../../../support/cloud-instances';
import { NOON, SECOND, MINUTE } from '../../../support/delivery-reports';
import { surroundingsOf } from '../../../support/instance-surroundings';
import { memoryDocuments } from '../../../support/memory-documents';
import { staffDocuments } from '../../../support/staff-documents';
import { usableAccount } from '../../../support/usable-account';

const PROCESSES = 4;
const STORES = ['S1', 'S2', 'S3'] as const;
const JUNK = 1000;
const REAL = 20;
const KEYS = ['K1', 'K2'] as const;
/** Tier in seconds of an order on its way. */
const TIER_SECONDS = 30;

afterEach(() => jest.restoreAllMocks());

/** Returns documents of a thousand orders of a store that two keys have registered. */
function junkOf(storeId: string) {
  return Array.from({ length: JUNK }, (_, n) => {
    const orderId = `junk-${storeId}-${n}`;
    const by = { kind: 'key', id: KEYS[n % 2] ?? '', name: '坏系统' } as const;
    const registration = { storeIds: [storeId], at: NOON - n, by };
    const fields = withRegistrations(null, orderId, [registration], NOON);
    return [orderId, { ...fields, version: 1 }] as const;
  });
}

test('a thousand junk orders at each of three stores keep nobody waiting, and go with their keys', async () => {
  const people = STORES.flatMap((store) =>
    [0, 1].map((n) => ({ openId: `o-${store}-${n}`, store })),
  );
  const questions: { readonly at: number; readonly isJunk: boolean }[] = [];
  const shop = memoryDocuments();
  for (const id of KEYS) shop.held.set(`register-key-${id}`, { isRegisterKey: true, version: 1 });
  const base = surroundingsOf(0, {
    statusAt: (_now, orderId) => (orderId.startsWith('junk') ? null : 301),
    asked: (_bypass, orderId) => {
      questions.push({ at: time.now(), isJunk: orderId.startsWith('junk') });
    },
  });
  const { time, pause, deliveries } = base;
  const surroundings = {
    ...base,
    shop,
    staff: staffDocuments(
      ...people.map(({ openId, store }) => ({ openId, role: 'clerk' as const, stores: [store] })),
    ),
    accounts: STORES.map((storeId) =>
      usableAccount({ accountId: `a-${storeId}`, bindings: [{ storeId, shopNo: null }] }),
    ),
  };
  const processes = Array.from({ length: PROCESSES }, () =>
    startInstance(surroundings, { databaseMs: 20, upstreamMs: 400, lastStep: null }),
  );
  const processOf = (n: number) => {
    const process = processes[n % PROCESSES];
    if (process === undefined) throw new Error('There is no such process.');
    return process;
  };
  const real = STORES.flatMap((store) =>
    Array.from({ length: REAL }, (_, n) => ({ id: `real-${store}-${n}`, store })),
  );
  for (const [n, { id, store }] of real.entries()) {
    void processOf(n).lookUp(`o-${store}-0`, false, id);
    await time.advance(500);
  }
  for (const store of STORES)
    for (const [id, document] of junkOf(store)) deliveries.held.set(id, document);

  const boards = new Map<string, { rows: readonly AnyRow[]; last: Board }>();
  const watch = async (openId: string, n: number): Promise<void> => {
    await pause(n * 1700);
    for (let calls = 0; ; calls += 1) {
      const rows = boards.get(openId)?.rows ?? [];
      const request = { marks: rows.map(({ mark }) => mark), isOpening: calls === 0 };
      const last = await processOf(n + calls).board(openId, request);
      boards.set(openId, { rows: updateRows(rows, last), last });
      await pause(last.nextAskMs);
    }
  };
  people.forEach(({ openId }, n) => void watch(openId, n));
  let answered = 0;
  let refused = 0;
  let young = 0;
  let old = 0;
  for (let second = 0; second < 150; second += 1) {
    await time.advance(SECOND);
    const { openId, store } = people[second % people.length] ?? { openId: '', store: 'S1' };
    if (second % 3 === 0)
      void processOf(second)
        .lookUp(openId, false, second % 2 === 0 ? `new-${second}` : `real-${store}-1`)
        .then(
          () => (answered += 1),
          () => (refused += 1),
        );
    if (second < 60) continue;
    for (const { id } of real)
      if (time.now() - base.askedAt(id) <= 2 * TIER_SECONDS * SECOND) young += 1;
      else old += 1;
  }
  await time.advance(5 * SECOND);
  const most = (some: typeof questions): number => {
    const inMinuteTo = (at: number) => some.filter((one) => one.at > at - MINUTE && one.at <= at);
    return Math.max(...some.map(({ at }) => inMinuteTo(at).length));
  };
  const junk = questions.filter(({ isJunk }) => isJunk);
  process.stdout.write(
    `\n3 × ${JUNK} junk orders: ${answered} look-ups answered, ${refused} refused; ${young} of ${young + old} rows within 2 × their tier; in any 60 s at most ${most(questions)} questions, ${most(junk)} of them for junk\n`,
  );
  expect([answered, refused]).toEqual([50, 0]);
  expect(young / (young + old)).toBeGreaterThanOrEqual(0.95);
  expect(most(questions)).toBeLessThanOrEqual(400);
  expect(most(junk)).toBeLessThanOrEqual(80);
  expect(most(junk)).toBeGreaterThanOrEqual(20);
  for (const { openId, store } of people) {
    const { rows = [], last } = boards.get(openId) ?? {};
    const ids = new Set(rows.flatMap((row) => (row.kind === 'known' ? [row.orderId] : [])));
    expect(real.filter((one) => one.store === store && !ids.has(one.id))).toEqual([]);
    expect(last?.awaitedMore).toBe(JUNK - 100);
  }
  shop.held.clear();
  await time.advance(30 * SECOND);
  for (const { rows, last } of boards.values()) {
    expect(last.awaitedMore).toBeUndefined();
    expect(rows.filter(({ kind }) => kind === 'awaited')).toEqual([]);
  }
});
