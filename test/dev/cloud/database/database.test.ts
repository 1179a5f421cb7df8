import { realClock } from '../../../../dev/clock/clock';
import type { Cloud } from '../../../../dev/cloud/cloud';
import type { SdkWorld } from '../../../support/fixture-cloud';
import {
  CLERK,
  builtFixture,
  fixtureCloud,
  resultOf,
  scripted,
} from '../../../support/fixture-cloud';

/** 2026-11-25 12:00 in Shanghai. */
const NOON = Date.UTC(2026, 10, 25, 4);

let cloud: Cloud;
/** Runs a script with the real wx-server-sdk inside a function's process. */
async function inFunction<Args>(
  script: (world: SdkWorld<Args>) => unknown,
  args?: Args,
): Promise<unknown> {
  return resultOf(await cloud.invoke('sdk', scripted(script, args), CLERK));
}

beforeAll(async () => {
  const clock = { ...realClock(NOON), realAt: Date.now(), speed: 1e-9 };
  cloud = await fixtureCloud({ functionsFolder: await builtFixture(), clock: () => clock });
});
afterAll(() => cloud.stop());

/** A collection of its own for each test, with riders in it. */
let name = '';
let collections = 0;
beforeEach(async () => {
  collections += 1;
  name = `riders-${collections}`;
  await inFunction(async ({ db, args }) => {
    await db.createCollection(args);
    const riders = [
      { _id: 'an', city: '上海', age: 31, shift: { from: 8 }, tags: ['fast'] },
      { _id: 'bo', city: '上海', age: 24, shift: { from: 12 }, tags: [] },
      { _id: 'cy', city: '北京', age: 45, shift: { from: 20 }, tags: ['fast', 'kind'] },
    ];
    for (const data of riders) await db.collection(args).add({ data });
  }, name);
});

describe('reading', () => {
  test('a document comes back as it was added, dates and regular expressions included', async () => {
    const read = await inFunction(async ({ db, args }) => {
      await db
        .collection(args)
        .doc('x')
        .set({ data: { at: new Date(5), list: [1, 2.5, null, '字'] } });
      const { data } = await db.collection(args).doc('x').get();
      return { ...data, isDate: data['at'] instanceof Date };
    }, name);
    expect(read).toEqual({
      _id: 'x',
      at: '1970-01-01T00:00:00.005Z',
      isDate: true,
      list: [1, 2.5, null, '字'],
    });
  });

  test.each([
    [
      'gt and lt',
      (db: SdkWorld['db']) => ({ age: db.command.gt(24).and(db.command.lt(45)) }),
      ['an'],
    ],
    ['or', (db: SdkWorld['db']) => db.command.or([{ age: 24 }, { city: '北京' }]), ['bo', 'cy']],
    ['in', (db: SdkWorld['db']) => ({ _id: db.command.in(['bo', 'cy']) }), ['bo', 'cy']],
    ['neq', (db: SdkWorld['db']) => ({ city: db.command.neq('上海') }), ['cy']],
    ['a nested field', () => ({ shift: { from: 12 } }), ['bo']],
    ['a regular expression', () => ({ city: /海$/ }), ['an', 'bo']],
    [
      'db.RegExp',
      (db: SdkWorld['db']) => ({ _id: db.RegExp({ regexp: '^C', options: 'i' }) }),
      ['cy'],
    ],
    ['an element of a list', () => ({ tags: 'kind' }), ['cy']],
    ['exists', (db: SdkWorld['db']) => ({ nothing: db.command.exists(true) }), []],
  ])('where understands %s', async (_, condition, ids) => {
    const found = await inFunction(
      async ({ db, args }) => {
        const query = (0, eval)(`(${args.condition})`) as (database: unknown) => unknown;
        const { data } = await db
          .collection(args.name)
          .where(query(db))
          .orderBy('_id', 'asc')
          .get();
        return data.map((each) => each['_id']);
      },
      { name, condition: condition.toString() },
    );
    expect(found).toEqual(ids);
  });

  test('orderBy, skip, limit and field shape the answer', async () => {
    const found = await inFunction(async ({ db, args }) => {
      const query = db.collection(args).orderBy('age', 'desc').skip(1).limit(1);
      return (await query.field({ age: true, _id: false }).get()).data;
    }, name);
    expect(found).toEqual([{ age: 31 }]);
  });

  test('an answer holds 100 documents unless asked for, and never over 1000', async () => {
    const counts = await inFunction(async ({ db, args }) => {
      for (let part = 0; part < 1100; part += 50) {
        await Promise.all(
          Array.from({ length: 50 }, (_, n) => db.collection(args).add({ data: { n: part + n } })),
        );
      }
      const lengthOf = async (query: { get(): Promise<{ data: unknown[] }> }) =>
        (await query.get()).data.length;
      const all = db.collection(args);
      return [await lengthOf(all), await lengthOf(all.limit(5000)), (await all.count()).total];
    }, name);
    expect(counts).toEqual([100, 1000, 1103]);
  });

  test('count counts what matches', async () => {
    const total = await inFunction(
      async ({ db, args }) => (await db.collection(args).where({ city: '上海' }).count()).total,
      name,
    );
    expect(total).toBe(2);
  });

  test('aggregate groups, sorts and looks up', async () => {
    const list = await inFunction(
      async ({ db, args }) =>
        (
          await db
            .collection(args)
            .aggregate()
            .match({ age: db.command.gte(24) })
            .group({ _id: '$city', oldest: { $max: '$age' } })
            .sort({ oldest: 1 })
            .lookup({ from: args, localField: '_id', foreignField: 'city', as: 'riders' })
            .end()
        ).list.map((each) => [each['_id'], each['oldest'], (each['riders'] as unknown[]).length]),
      name,
    );
    expect(list).toEqual([
      ['上海', 31, 2],
      ['北京', 45, 1],
    ]);
  });
});

describe('writing', () => {
  test('update operators change what matches and nothing else', async () => {
    const after = await inFunction(async ({ db, args }) => {
      const { command } = db;
      const { stats } = await db
        .collection(args)
        .where({ city: '上海' })
        .update({
          data: {
            age: command.inc(1),
            'shift.from': command.mul(2),
            tags: command.push(['new']),
            city: command.set('杭州'),
            shift: { note: '早' },
          },
        });
      const { data } = await db.collection(args).orderBy('_id', 'asc').get();
      return { updated: stats.updated, data };
    }, name);
    expect(after).toEqual({
      updated: 2,
      data: [
        {
          _id: 'an',
          city: '杭州',
          age: 32,
          shift: { from: 16, note: '早' },
          tags: ['fast', 'new'],
        },
        { _id: 'bo', city: '杭州', age: 25, shift: { from: 24, note: '早' }, tags: ['new'] },
        { _id: 'cy', city: '北京', age: 45, shift: { from: 20 }, tags: ['fast', 'kind'] },
      ],
    });
  });

  test('remove() unsets a field; addToSet, pop and unshift work on lists', async () => {
    const after = await inFunction(async ({ db, args }) => {
      const { command } = db;
      await db
        .collection(args)
        .doc('an')
        .update({ data: { city: command.remove() } });
      await db
        .collection(args)
        .doc('an')
        .update({ data: { tags: command.addToSet('fast') } });
      await db
        .collection(args)
        .doc('cy')
        .update({ data: { tags: command.pop() } });
      await db
        .collection(args)
        .doc('cy')
        .update({ data: { tags: command.unshift(['first']) } });
      return [
        (await db.collection(args).doc('an').get()).data,
        (await db.collection(args).doc('cy').get()).data,
      ];
    }, name);
    expect(after).toEqual([
      { _id: 'an', age: 31, shift: { from: 8 }, tags: ['fast'] },
      { _id: 'cy', city: '北京', age: 45, shift: { from: 20 }, tags: ['first', 'fast'] },
    ]);
  });

  test('an update that changes nothing counts nothing', async () => {
    const stats = await inFunction(
      async ({ db, args }) =>
        (
          await db
            .collection(args)
            .doc('an')
            .update({ data: { age: 31 } })
        ).stats,
      name,
    );
    expect(stats).toEqual({ updated: 0 });
  });

  test('doc().set makes a document, then replaces it whole', async () => {
    const [made, replaced, data] = (await inFunction(async ({ db, args }) => {
      const document = db.collection(args).doc('set');
      const answers = [
        await document.set({ data: { a: 1, b: 1 } }),
        await document.set({ data: { a: 2 } }),
      ];
      return [...answers.map((each) => each['stats']), (await document.get()).data];
    }, name)) as unknown[];
    expect(made).toEqual({ created: 1, updated: 0 });
    expect(replaced).toEqual({ created: 0, updated: 1 });
    expect(data).toEqual({ _id: 'set', a: 2 });
  });

  test('remove takes away what matches', async () => {
    const left = await inFunction(async ({ db, args }) => {
      const { stats } = await db.collection(args).where({ city: '上海' }).remove();
      const one = await db.collection(args).doc('cy').remove();
      return [stats, one.stats, (await db.collection(args).get()).data];
    }, name);
    expect(left).toEqual([{ removed: 2 }, { removed: 1 }, []]);
  });

  test("serverDate is the database's time, by the one clock", async () => {
    const dates = await inFunction(async ({ db, args }) => {
      const data = { at: db.serverDate(), later: db.serverDate({ offset: 60_000 }) };
      await db.collection(args).doc('dated').set({ data });
      return (await db.collection(args).doc('dated').get()).data;
    }, name);
    expect(dates).toEqual({
      _id: 'dated',
      at: new Date(NOON).toISOString(),
      later: new Date(NOON + 60_000).toISOString(),
    });
  });

  test('what a function writes bears no _openid; what a client plants does', () => {
    cloud.database.plant(name, { _id: 'planted', forged: true }, 'o-stranger');
    const documents = cloud.database.documents(name);
    expect(documents.find(({ _id }) => _id === 'planted')).toEqual({
      _id: 'planted',
      forged: true,
      _openid: 'o-stranger',
    });
    expect(documents.find(({ _id }) => _id === 'an')).not.toHaveProperty('_openid');
  });
});

// createCollection and aggregate of wx-server-sdk 4.0.2 do not map the service's codes: they answer -1.
describe('refusing, with the codes that the SDK maps', () => {
  test.each([
    [
      'a duplicate _id',
      ({ db, args }: SdkWorld<string>) => db.collection(args).add({ data: { _id: 'an' } }),
      -502001,
    ],
    [
      'a collection that does not exist',
      ({ db }: SdkWorld<string>) => db.collection('nowhere').get(),
      -502005,
    ],
    [
      'writing to a collection that does not exist',
      ({ db }: SdkWorld<string>) =>
        db
          .collection('nowhere')
          .doc('x')
          .set({ data: { a: 1 } }),
      -502005,
    ],
    [
      'making a collection twice',
      ({ db, args }: SdkWorld<string>) => db.createCollection(args),
      -1,
    ],
    [
      'an operator that there is not',
      ({ db, args }: SdkWorld<string>) =>
        db
          .collection(args)
          .where({ age: { $odd: 1 } })
          .get(),
      -502001,
    ],
    [
      'geoNear, which is not imitated',
      ({ db, args }: SdkWorld<string>) =>
        db
          .collection(args)
          .aggregate()
          .geoNear({ distanceField: 'd', spherical: true, near: { longitude: 1, latitude: 1 } })
          .end(),
      -1,
    ],
  ])('%s', async (_, script, errCode) => {
    const refused = await inFunction(
      (world) => {
        const run = (0, eval)(`(${world.args.script})`) as (of: unknown) => Promise<unknown>;
        return run({ ...world, args: world.args.name }).then(
          () => 'accepted',
          (error: unknown) => (error as { errCode?: unknown }).errCode,
        );
      },
      { name, script: script.toString() },
    );
    expect(refused).toBe(errCode);
  });
});

describe('transactions', () => {
  test('what is committed is there, all of it', async () => {
    const seen = await inFunction(async ({ db, args }) => {
      const inside = await db.runTransaction(async (transaction) => {
        const riders = transaction.collection(args);
        await riders.doc('an').update({ data: { age: db.command.inc(1) } });
        await riders.doc('new').set({ data: { age: 20 } });
        await riders.doc('bo').remove();
        return (await riders.doc('an').get()).data['age'];
      });
      const { data } = await db.collection(args).orderBy('_id', 'asc').field({ age: true }).get();
      return [inside, data];
    }, name);
    expect(seen).toEqual([
      32,
      [
        { _id: 'an', age: 32 },
        { _id: 'cy', age: 45 },
        { _id: 'new', age: 20 },
      ],
    ]);
  });

  test('what is not committed yet is invisible to others, and gone after a rollback', async () => {
    const seen = await inFunction(async ({ db, args }) => {
      let meanwhile: unknown;
      await db
        .runTransaction(async (transaction) => {
          await transaction
            .collection(args)
            .doc('an')
            .update({ data: { age: 99 } });
          meanwhile = (await db.collection(args).doc('an').get()).data['age'];
          await transaction.rollback('changed my mind');
        })
        .catch(() => undefined);
      return [meanwhile, (await db.collection(args).doc('an').get()).data['age']];
    }, name);
    expect(seen).toEqual([31, 31]);
  });

  test('a commit over what others changed conflicts, and the SDK tries again', async () => {
    const seen = await inFunction(async ({ db, args }) => {
      let tries = 0;
      await db.runTransaction(async (transaction) => {
        tries += 1;
        const rider = transaction.collection(args).doc('an');
        const { data } = await rider.get();
        if (tries === 1)
          await db
            .collection(args)
            .doc('an')
            .update({ data: { age: 50 } });
        await rider.update({ data: { age: (data['age'] as number) + 1 } });
      });
      return [tries, (await db.collection(args).doc('an').get()).data['age']];
    }, name);
    expect(seen).toEqual([2, 51]);
  });
});
