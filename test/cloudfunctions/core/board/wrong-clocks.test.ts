import fc from 'fast-check';
import { type AnyRow, rowsAfter } from '../../../../miniprogram/contract/board-api';
import { boardPhone, lookUpAll, told } from '../../../support/board-phone';
import { startInstance } from '../../../support/cloud-instances';
import { surroundingsOf } from '../../../support/instance-surroundings';
import { twoStoreShop } from '../../../support/two-store-shop';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const PROCESSES = 4;
const IDS = ['A', 'B', 'C', 'D', 'E'];

const story = fc.record({
  offMs: fc.constantFrom(90 * SECOND, -90 * SECOND, DAY, -DAY),
  calls: fc.array(
    fc.record({
      process: fc.nat(PROCESSES - 1),
      pauseMs: fc.integer({ min: SECOND, max: 70 * SECOND }),
      change: fc.option(fc.record({ at: fc.nat(IDS.length - 1), to: fc.constantFrom(301, 302) })),
    }),
    { minLength: 3, maxLength: 12 },
  ),
});

type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never;

/** Lets a phone follow the board, and open it anew at the end. */
async function followed({ offMs, calls }: Story) {
  const statuses = new Map(IDS.map((id) => [id, 101]));
  const surroundings = surroundingsOf(['o-clerk'], {
    statusAt: (_now, orderId) => statuses.get(orderId) ?? null,
  });
  const { time } = surroundings;
  const instances = Array.from({ length: PROCESSES }, (_, n) =>
    startInstance(surroundings, {
      databaseMs: 20,
      upstreamMs: 400,
      lastStep: null,
      clockOffMs: n === 0 ? offMs : 0,
    }),
  );
  /** Lets an instance answer, whatever that takes. */
  const answered = async <Value>(answer: Promise<Value> | undefined): Promise<Value> => {
    await time.advance(4 * SECOND);
    if (answer === undefined) throw new Error('There is no such instance.');
    return answer;
  };
  try {
    for (const id of IDS) await answered(instances[0]?.lookUp('o-clerk', false, id));
    let rows: readonly AnyRow[] = [];
    for (const { process, pauseMs, change } of calls) {
      await time.advance(pauseMs);
      const changed = change === null ? undefined : IDS[change.at];
      // What has ended stays so.
      if (change !== null && changed !== undefined && statuses.get(changed) !== 302)
        statuses.set(changed, change.to);
      const marks = rows.map(({ mark }) => mark);
      rows = rowsAfter(rows, await answered(instances[process]?.board('o-clerk', { marks })));
    }
    // All are due by now, so that both calls tell of each order how it stands.
    await time.advance(61 * SECOND);
    const held = rows.map(({ mark }) => mark);
    rows = rowsAfter(rows, await answered(instances[0]?.board('o-clerk', { marks: held })));
    const opening = { marks: [], isOpening: true };
    const whole = await answered(instances[1]?.board('o-clerk', opening));
    return { rows, whole: whole.rows, statuses };
  } finally {
    jest.restoreAllMocks();
  }
}

test('a phone that is answered by four instances, one with a wrong clock, misses no row and keeps none', async () => {
  const marks = (all: readonly AnyRow[]) => all.map(({ mark }) => mark).sort();
  await fc.assert(
    fc.asyncProperty(story, async (input) => {
      const { rows, whole, statuses } = await followed(input);
      expect(marks(rows)).toEqual(marks(whole));
      expect(told(rows)).toEqual(IDS.map((id) => `${id} ${statusName(statuses.get(id))}`));
    }),
    { seed: 7, numRuns: 12 },
  );
});

function statusName(code: number | undefined): string {
  return code === 301 ? 'delivering' : code === 302 ? 'delivered' : 'waiting';
}

test.each([90 * SECOND, DAY])(
  'what an instance has stored %d ms ahead is asked for anew, and an end to come is none',
  async (aheadMs) => {
    const { world } = await twoStoreShop();
    world.orders.set('shop-one//A', 301).set('shop-one//B', 301);
    await lookUpAll(world, 'o-clerk', 'A', 'B');
    world.clock.now += aheadMs + 10 * SECOND;
    world.orders.set('shop-one//B', 302);
    await lookUpAll(world, 'o-clerk', 'A', 'B');
    world.clock.now -= aheadMs;
    world.orders.set('shop-one//A', 304);
    const phone = boardPhone(world, 'o-clerk');
    const { asked, board } = await phone.refresh();
    expect(asked).toEqual(['A']);
    expect(told(phone.rows())).toEqual(['A returning-unreachable']);
    expect(JSON.stringify(board.rows)).not.toContain(String(world.clock.now + aheadMs));
    expect(board.nextAskMs).toBeLessThanOrEqual(20 * SECOND);
  },
);
