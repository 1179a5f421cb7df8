import type { Cloud } from '../../../../dev/cloud/cloud';
import {
  type SdkWorld,
  CLERK,
  builtFixture,
  fixtureCloud,
  resultOf,
  scripted,
} from '../../../support/fixture-cloud';

let cloud: Cloud;
/** Name of each test's own collection, with riders in it. */
let name = '';
let collections = 0;

/** Runs a script in a function with the real wx-server-sdk. `args` is the collection's name. */
async function inFunction(script: (world: SdkWorld<string>) => unknown): Promise<unknown> {
  return resultOf(await cloud.invoke('sdk', scripted(script, name), CLERK));
}

beforeAll(async () => {
  cloud = await fixtureCloud({ functionsFolder: await builtFixture() });
});
afterAll(() => cloud.stop());

beforeEach(async () => {
  collections += 1;
  name = `riders-${collections}`;
  await inFunction(async ({ db, own, args }) => {
    await db.createCollection(args);
    const riders = [
      { _id: 'an', city: '上海', age: 31, shift: { from: 8 }, tags: ['fast'] },
      { _id: 'bo', city: '上海', age: 24, shift: { from: 12 }, tags: [] },
      { _id: 'cy', city: '北京', age: 45, shift: { from: 20 }, tags: ['fast', 'kind'] },
    ];
    for (const data of riders) await own.add({ data });
  });
  cloud.database.plant(name, { _id: 'di', forged: true }, 'o-stranger');
});

/** Lists the documents as the host sees them. */
function documents(): readonly object[] {
  return cloud.database.documents(name);
}

describe('reading', () => {
  test('a document comes back as it was added, dates and kinds of values included', async () => {
    const read = await inFunction(async ({ own }) => {
      const data = { _id: 'x', at: new Date(5), list: [1, 2.5, null, '字'], 城: '' };
      await own.add({ data });
      const [found] = (await own.where({ _id: 'x' }).limit(1).get()).data;
      return { ...found, isDate: found?.['at'] instanceof Date };
    });
    expect(read).toEqual({
      _id: 'x',
      at: '1970-01-01T00:00:00.005Z',
      isDate: true,
      list: [1, 2.5, null, '字'],
      城: '',
    });
  });

  // Scripts are written out, since they run in the function's process.
  test.each<[string, (world: SdkWorld<string>) => unknown, readonly string[]]>([
    ['a value', ({ own }) => own.where({ city: '上海' }), ['an', 'bo']],
    ['a nested value', ({ own }) => own.where({ shift: { from: 12 } }), ['bo']],
    ['an item of a list', ({ own }) => own.where({ tags: 'kind' }), ['cy']],
    ['lt', ({ db, own }) => own.where({ age: db.command.lt(31) }), ['bo']],
    ['in', ({ db, own }) => own.where({ _id: db.command.in(['cy', 'bo', 'no']) }), ['bo', 'cy']],
    [
      'exists, which tells what a client has planted',
      ({ db, own }) => own.where({ _openid: db.command.exists(true) }),
      ['di'],
    ],
    [
      'several at once',
      ({ db, own }) => own.where({ tags: 'fast', age: 31, _openid: db.command.exists(false) }),
      ['an'],
    ],
  ])('where understands %s', async (_what, query, ids) => {
    const found = await cloud.invoke(
      'sdk',
      {
        source: `async (world) => (await (${query.toString()})(world).get()).data.map(({ _id }) => _id)`,
        args: name,
      },
      CLERK,
    );
    expect([...(resultOf(found) as string[])].sort()).toEqual(ids);
  });

  test('orderBy, skip, limit and field shape the answer', async () => {
    const found = await inFunction(async ({ own }) => {
      const query = own.orderBy('age', 'desc').skip(1).limit(2);
      return (await query.field({ age: true }).get()).data;
    });
    expect(found).toEqual([
      { _id: 'an', age: 31 },
      { _id: 'bo', age: 24 },
    ]);
  });

  test('an answer holds 100 documents unless asked for, and never over 1000', async () => {
    for (let n = 0; n < 1100; n += 1) cloud.database.plant(name, { _id: n }, 'o-stranger');
    const counts = await inFunction(async ({ own }) => [
      (await own.where({}).get()).data.length,
      (await own.where({}).limit(5000).get()).data.length,
    ]);
    expect(counts).toEqual([100, 1000]);
  });
});

describe('writing', () => {
  test('update changes what matches and nothing else, and counts what it changed', async () => {
    const counts = await inFunction(async ({ db, own }) => {
      const inc = {
        data: { age: db.command.inc(1), city: '杭州', shift: { note: '早' }, tags: [] },
      };
      const ofShanghai = own.where({ city: '上海' });
      const same = await own.where({ _id: 'cy' }).update({ data: { age: 45 } });
      return [
        (await ofShanghai.update(inc)).stats,
        (await ofShanghai.update(inc)).stats,
        same.stats,
      ];
    });
    expect(counts).toEqual([{ updated: 2 }, { updated: 0 }, { updated: 0 }]);
    expect(documents()).toEqual([
      { _id: 'an', city: '杭州', age: 32, shift: { from: 8, note: '早' }, tags: [] },
      { _id: 'bo', city: '杭州', age: 25, shift: { from: 12, note: '早' }, tags: [] },
      { _id: 'cy', city: '北京', age: 45, shift: { from: 20 }, tags: ['fast', 'kind'] },
      { _id: 'di', forged: true, _openid: 'o-stranger' },
    ]);
  });

  test('remove takes away what matches, and counts it', async () => {
    const stats = await inFunction(async ({ own }) => [
      (await own.where({ city: '上海' }).remove()).stats,
      (await own.where({ city: '上海' }).remove()).stats,
    ]);
    expect(stats).toEqual([{ removed: 2 }, { removed: 0 }]);
    expect(documents()).toMatchObject([{ _id: 'cy' }, { _id: 'di' }]);
  });

  test('serverDate becomes the time of the database, as a date', async () => {
    const before = Date.now();
    const times = await inFunction(async ({ db, own }) => {
      const at = db.serverDate();
      await own.add({ data: { at } });
      await own.where({ _id: 'an' }).update({ data: { at } });
      const dated = own.where({ at: db.command.exists(true) });
      return (await dated.get()).data.map((one) => one['at'] instanceof Date && Number(one['at']));
    });
    expect(times).toHaveLength(2);
    expect(Math.min(...(times as number[]))).toBeGreaterThanOrEqual(before);
  });

  test('add makes an _id where none is given', async () => {
    const add = ({ own }: SdkWorld<string>) => own.add({ data: { n: 1 } });
    const { _id } = (await inFunction(add)) as { readonly _id: string };
    expect(documents()).toContainEqual({ _id, n: 1 });
  });
});

// createCollection and aggregate of wx-server-sdk 4.0.2 fail with -1, whatever the code.
describe('refusing, with the codes that the SDK maps', () => {
  test.each<[string, (world: SdkWorld<string>) => Promise<unknown>, number | string]>([
    ['a taken _id', ({ own }) => own.add({ data: { _id: 'an' } }), -502001],
    ['reading where there is no collection', ({ db }) => db.collection('none').get(), -502005],
    [
      'writing where there is none',
      ({ db }) => db.collection('none').add({ data: { a: 1 } }),
      -502005,
    ],
    ['making a collection twice', ({ db, args }) => db.createCollection(args), -1],
    ['an operator that there is not', ({ own }) => own.where({ age: { $odd: 1 } }).get(), -502001],
    ['count()', ({ own }) => own.count(), -502001],
    ['doc().set()', ({ own }) => own.doc('an').set({ data: { n: 1 } }), -502001],
    ['regular expressions', ({ own }) => own.where({ city: /海/ }).get(), -502001],
    ['aggregate()', ({ own }) => own.aggregate().match({}).end(), -1],
    [
      'transactions',
      ({ db }) => db.runTransaction(() => Promise.resolve()),
      'DATABASE_REQUEST_FAILED',
    ],
  ])('%s', async (_what, script, errCode) => {
    const before = documents();
    const source = `(world) => (${script.toString()})(world).then(() => 'accepted', ({ errCode, code }) => errCode ?? code)`;
    expect(resultOf(await cloud.invoke('sdk', { source, args: name }, CLERK))).toBe(errCode);
    expect(documents()).toEqual(before);
  });
});
