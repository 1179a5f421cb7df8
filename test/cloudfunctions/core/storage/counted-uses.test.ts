import { createDocuments } from '../../../../cloudfunctions/core/storage/documents';
import { memoryDatabase } from '../../../support/memory-database';
import {
  type UseWindow,
  consumeUses,
  giveBackUses,
  UNLIMITED,
} from '../../../../cloudfunctions/core/storage/counted-uses';
import { NOON } from '../../../support/delivery-reports';
import { memoryDocuments } from '../../../support/memory-documents';

const MINUTE_MS = 60_000;
const SHORT: UseWindow = { countIn: 'short', sinceIn: 'shortSince', windowMs: MINUTE_MS };
const LONG: UseWindow = {
  countIn: 'long',
  sinceIn: 'longSince',
  windowMs: 10 * MINUTE_MS,
  startOf: (now) => now - (now % (10 * MINUTE_MS)),
};

let documents: ReturnType<typeof memoryDocuments>;
let now: number;

beforeEach(() => {
  documents = memoryDocuments();
  now = NOON + 1;
});

const counter = () => ({ documents, id: 'a', read: () => documents.read('a') });
const uses = (count: number, short: number, long: number) => [
  { window: SHORT, count, max: short },
  { window: LONG, count, max: long },
];
const consume = async (by = 1, short = 5, long = 8) =>
  consumeUses(counter(), await documents.read('a'), uses(by, short, long), now);
const held = () => documents.held.get('a');

describe('uses of several windows', () => {
  it('are counted in all of them, up to the bound of any, however many come at once', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => consume()));
    expect(all.filter((one) => 'since' in one)).toHaveLength(5);
    expect(held()).toMatchObject({ short: 5, shortSince: now, long: 5, longSince: NOON });
    now += MINUTE_MS;
    const next = await Promise.all(Array.from({ length: 20 }, () => consume(2)));
    expect(next.filter((one) => 'since' in one)).toHaveLength(1);
    expect(held()).toMatchObject({ short: 2, shortSince: now, long: 7 });
    expect(await consume(2)).toEqual({ exhausted: LONG });
    expect(await consume(1, 2)).toEqual({ exhausted: SHORT });
  });

  it('begin anew in a window that is over, or lies ahead, and go on in the others', async () => {
    await consume();
    now += 10 * MINUTE_MS - 2;
    await consume();
    expect(held()).toMatchObject({ short: 1, shortSince: now, long: 2, longSince: NOON });
    now += 1;
    await consume();
    expect(held()).toMatchObject({ short: 2, long: 1, longSince: NOON + 10 * MINUTE_MS });
    now -= 10 * MINUTE_MS;
    await consume();
    expect(held()).toMatchObject({ short: 1, shortSince: now, long: 1, longSince: NOON });
  });

  it.each([{ short: 'odd' }, { shortSince: 'odd' }, { short: null }])(
    'begin anew in a window that cannot be read: %j',
    async (odd) => {
      await consume(3);
      documents.held.set('a', { version: 1, ...held(), ...odd });
      expect(await consume()).toHaveProperty('since');
      expect(held()).toMatchObject({ short: 1, shortSince: now, long: 4 });
    },
  );

  it('may lie as far ahead as two clocks may differ', async () => {
    await consume();
    now -= 1000;
    await consume();
    expect(held()).toMatchObject({ short: 2, shortSince: NOON + 1 });
  });

  it('are counted by an old copy of the document at the cost of reading it anew', async () => {
    await consume();
    const old = held() ?? null;
    now += MINUTE_MS;
    await consume(3);
    const operations = documents.operations();
    expect(await consumeUses(counter(), old, uses(1, 5, 8), now)).toHaveProperty('since');
    expect(held()).toMatchObject({ short: 4, long: 5 });
    expect(documents.operations() - operations).toBe(3);
  });

  it('are given back to the windows in which they were counted, and to no later one', async () => {
    const consumed = await consume(3);
    if (!('since' in consumed)) throw new Error('They were refused.');
    now += MINUTE_MS;
    await consume(1);
    await giveBackUses(counter(), consumed.since, uses(3, 0, 0));
    expect(held()).toMatchObject({ short: 1, long: 1 });
  });

  it('are counted beyond every bound where none is set', async () => {
    await consume(100, UNLIMITED, UNLIMITED);
    expect(held()).toMatchObject({ short: 100, long: 100 });
    expect(await consume()).toHaveProperty('exhausted');
  });
});

it.each([{}, { version: 'x' }, { version: 'x', _openid: 'o-stranger' }])(
  'a counter that cannot be read (%j) is the one document that is removed for it, and logged',
  async (odd) => {
    const memory = memoryDatabase();
    memory.put('limits', { _id: 'a', day: 7, ...odd });
    const log = jest.fn();
    const documents = createDocuments(memory.database, 'limits', log);
    await expect(documents.read('a')).rejects.toHaveProperty('code', 'unreadable-document');
    expect(await documents.read('a', 'counter')).toBeNull();
    const removed = { event: 'unreadable counter removed', collection: 'limits', id: 'a' };
    expect(log.mock.calls).toEqual([[removed]]);
    expect(memory.collection('limits')?.size).toBe(0);
  },
);
