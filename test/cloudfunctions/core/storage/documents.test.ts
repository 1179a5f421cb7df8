import type { Database } from '../../../../cloudfunctions/core/storage/database';
import {
  type Fields,
  type Search,
  createDocuments,
} from '../../../../cloudfunctions/core/storage/documents';
import type { LogFields } from '../../../../cloudfunctions/core/runtime/log';
import { memoryDatabase, SdkError } from '../../../support/memory-database';

interface World {
  /** Documents of the collection; null when it does not exist. */
  readonly documents?: readonly (Fields & { readonly _id: string })[] | null;
  readonly createCollection?: (create: () => Promise<unknown>) => Promise<unknown>;
  /** Parts of the collection that the test replaces. */
  readonly instead?: Partial<ReturnType<Database['collection']>>;
}

/** Makes a collection by the SDK's rules; bundle.test.ts tries the real SDK. */
function createWorld(given: World = {}) {
  const { documents = [], instead = {} } = given;
  const { createCollection = (create: () => Promise<unknown>) => create() } = given;
  const memory = memoryDatabase();
  if (documents !== null) {
    memory.plant('tokens', { _id: 'planted' });
    memory.collection('tokens')?.delete('planted');
    for (const document of documents) memory.collection('tokens')?.set(document._id, document);
  }
  const lines: LogFields[] = [];
  const real = memory.database();
  const database = (): Database => ({
    ...real,
    collection: (name) => ({ ...real.collection(name), ...instead }),
    createCollection: (name) => createCollection(() => real.createCollection(name)),
  });
  return {
    documents: createDocuments(database, 'tokens', (fields) => lines.push(fields)),
    lines,
    count: () => memory.collection('tokens')?.size ?? 0,
    operations: memory.operations,
  };
}

/** Makes a query with one answer to everything. */
function queryOf(answered: () => Promise<unknown>) {
  const same = () => query;
  const narrowed = { orderBy: same, skip: same, limit: same, field: same };
  const query = { ...narrowed, get: answered, update: answered, remove: answered };
  return same;
}

describe('createDocuments', () => {
  it('changes a document that is still as it was read, and no other', async () => {
    const { documents } = createWorld({ documents: [{ _id: 'a', version: 1, n: 1 }] });
    expect(await documents.replace('a', 1, { version: 2, n: 2 })).toBe(true);
    expect(await documents.replace('a', 1, { version: 2, n: 3 })).toBe(false);
    expect(await documents.replace('a', 0, { version: 1, n: 4 })).toBe(false);
    expect(await documents.read('a')).toEqual({ _id: 'a', version: 2, n: 2 });
  });

  it('makes a collection that is missing at the first write, and reads it as empty before', async () => {
    const { documents } = createWorld({ documents: null });
    expect(await documents.read('a')).toBeNull();
    expect(await documents.replace('a', 0, { version: 1 })).toBe(true);
    expect(await documents.read('a')).toEqual({ _id: 'a', version: 1 });
  });

  it('writes once when several make the collection and the document at the same time', async () => {
    const createCollection = async (create: () => Promise<unknown>) => {
      await create();
      throw new Error('the collection exists already');
    };
    const { documents } = createWorld({ documents: null, createCollection });
    const write = () => documents.replace('a', 0, { version: 1 });
    const written = await Promise.all([write(), write(), write()]);
    expect(written.filter((done) => done)).toHaveLength(1);
  });

  it('takes a document that bears a client’s mark and a version for forged: ignored, removed, logged', async () => {
    const forged = { _id: 'a', version: 1, token: 'evil', _openid: 'o-evil' };
    const { documents, lines, count } = createWorld({ documents: [forged] });
    expect(await documents.read('a')).toBeNull();
    expect(count()).toBe(0);
    const line = { event: 'forged document removed', collection: 'tokens', by: 'o-evil' };
    expect(lines).toEqual([line]);
  });

  it.each([
    ['bears no version', { _id: 'a', token: 'other' }],
    ['bears no version that is one', { _id: 'a', version: 'x' }],
    ['a client has added without a version', { _id: 'a', _openid: 'o-else' }],
    ['a client has added with an odd version', { _id: 'a', version: '2', _openid: 'o-else' }],
  ])('leaves a document alone that %s', async (_name, other) => {
    const { documents, lines, count } = createWorld({ documents: [other] });
    await expect(documents.read('a')).rejects.toMatchObject({
      code: 'unreadable-document',
      logged: { unreadable: 'tokens: version' },
    });
    expect(await documents.replace('a', 0, { version: 1 })).toBe(false);
    expect(await documents.putIf('a', {}, { n: 1 })).toBe(false);
    expect(await documents.removeFound({ limit: 9 })).toEqual([0, 0]);
    expect(await documents.removeForged()).toBe(0);
    expect([count(), lines]).toEqual([1, []]);
  });

  it('knows what has lost its version by a field of it', async () => {
    const lost = { _id: 'a', bindings: [] };
    expect(await createWorld({ documents: [lost] }).documents.hasUnversioned('bindings')).toBe(
      true,
    );
    for (const whole of [{ ...lost, version: 1 }, { ...lost, _openid: 'o-else' }, { _id: 'a' }])
      expect(await createWorld({ documents: [whole] }).documents.hasUnversioned('bindings')).toBe(
        false,
      );
  });

  it('removes of what it found forged nothing that another instance has put there meanwhile', async () => {
    const memory = memoryDatabase();
    memory.plant('tokens', { _id: 'a', version: 1 });
    const quick = createDocuments(memory.database, 'tokens', () => undefined);
    const { where } = memory.database().collection('tokens');
    const overtaken = {
      ...memory.database().collection('tokens'),
      where: (condition: Fields) => ({
        ...where(condition),
        remove: async () => {
          await quick.read('a');
          await quick.replace('a', 0, { version: 1, n: 1 });
          return where(condition).remove();
        },
      }),
    };
    const slow = createDocuments(
      () => ({ ...memory.database(), collection: () => overtaken }),
      'tokens',
      () => undefined,
    );
    expect(await slow.read('a')).toBeNull();
    expect(await slow.list({ limit: 1 })).toMatchObject([{ _id: 'a', n: 1 }]);
  });

  it('changes no document that a client has planted meanwhile', async () => {
    const planted = { _id: 'a', version: 1, _openid: 'o-stranger' };
    const { documents } = createWorld({ documents: [planted] });
    expect(await documents.replace('a', 1, { version: 2 })).toBe(false);
  });

  it('says so when a document cannot be added though there is none', async () => {
    const add = () => Promise.reject(new SdkError(-501001));
    const { documents } = createWorld({ instead: { add } });
    await expect(documents.replace('a', 0, { version: 1 })).rejects.toThrow('-501001');
  });

  it.each([null, 'ok', {}, { data: null }, { data: [] }, { data: [null] }, { data: ['a'] }])(
    'finds no document in an answer of %j, and no change in it',
    async (answer) => {
      const answered = () => Promise.resolve(answer);
      const where = queryOf(answered);
      const { documents, lines } = createWorld({ instead: { where } });
      expect(await documents.read('a')).toBeNull();
      expect(await documents.list({ limit: 1 })).toEqual([]);
      expect(await documents.replace('a', 1, { version: 2 })).toBe(false);
      expect(await documents.remove('a', 1)).toBe(false);
      expect(await documents.removeForged()).toBe(0);
      expect(lines).toEqual([]);
    },
  );

  it.each([null, 'down', {}])('passes on as it is what the database throws: %j', async (thrown) => {
    const doomed = jest.fn().mockRejectedValue(thrown);
    const where = queryOf(doomed);
    const { documents } = createWorld({ instead: { where } });
    await expect(documents.read('a')).rejects.toBe(thrown);
    await expect(documents.replace('a', 1, { version: 2 })).rejects.toBe(thrown);
  });

  describe('a search', () => {
    const documents = [
      { _id: 'a', version: 1, kind: 'x', at: 1 },
      { _id: 'b', version: 1, kind: 'x', at: 3 },
      { _id: 'c', version: 1, kind: 'y', at: 2 },
      { _id: 'd', version: 1, kind: 'x', at: null },
      { _id: 'e', version: 1, kind: 'x', at: 2, _openid: 'o-stranger' },
      { _id: 'f', kind: 'x', at: 2 },
    ];
    const idsOf = (found: readonly Fields[]) => found.map(({ _id }) => _id);

    it('finds what has the fields that it names, and nothing that a client has planted', async () => {
      const world = createWorld({ documents });
      const { documents: held } = world;
      expect(idsOf(await held.list({ equal: { kind: 'x' }, limit: 9 }))).toEqual(['a', 'b', 'd']);
      expect(idsOf(await held.list({ below: ['at', 3], limit: 9 }))).toEqual(['a', 'c']);
      expect(world.operations()).toBe(2);
    });

    it('gives the greatest or the least first, as many as asked for, and passes over some', async () => {
      const { documents: held } = createWorld({ documents });
      const found = async (search: Omit<Search, 'below' | 'limit'>) =>
        idsOf(await held.list({ below: ['at', 9], limit: 2, ...search }));
      expect(await found({ descendingBy: 'at' })).toEqual(['b', 'c']);
      expect(await found({ ascendingBy: 'at' })).toEqual(['a', 'c']);
      expect(await found({ ascendingBy: 'at', skip: 1 })).toEqual(['c', 'b']);
      expect(await found({ ascendingBy: 'at', skip: 3 })).toEqual([]);
    });

    it('is empty where there is no collection', async () => {
      const { documents: held } = createWorld({ documents: null });
      expect(await held.list({ limit: 9 })).toEqual([]);
      expect(await held.removeFound({ limit: 9 })).toEqual([0, 0]);
      expect(await held.removeForged()).toBe(0);
    });

    it('removes what it finds, in one batch, and nothing else', async () => {
      const world = createWorld({ documents });
      const search = { equal: { kind: 'x' }, below: ['at', 3], limit: 9 } as const;
      expect(await world.documents.removeFound(search)).toEqual([1, 1]);
      expect(await world.documents.removeFound(search)).toEqual([0, 0]);
      expect(world.count()).toBe(5);
    });

    it('removes what clients have planted, and logs how much', async () => {
      const world = createWorld({ documents });
      expect(await world.documents.removeForged()).toBe(1);
      const line = { event: 'forged documents removed', collection: 'tokens', count: 1 };
      expect(world.lines).toEqual([line]);
      expect(await world.documents.removeForged()).toBe(0);
      expect(world.lines).toHaveLength(1);
    });
  });

  it('removes a document at the version that was read, and at no other', async () => {
    const { documents, count } = createWorld({ documents: [{ _id: 'a', version: 2 }] });
    expect(await documents.remove('a', 1)).toBe(false);
    expect(await documents.remove('a', 2)).toBe(true);
    expect(count()).toBe(0);
  });
});
