import type { Database, Fields } from '../../../../cloudfunctions/core/runtime/documents';
import { createDocuments } from '../../../../cloudfunctions/core/runtime/documents';
import type { LogFields } from '../../../../cloudfunctions/core/runtime/log';

class SdkError extends Error {
  constructor(readonly errCode: number) {
    super(`errCode: ${errCode}`);
  }
}

interface World {
  /** null: there is no collection yet. */
  readonly documents?: readonly Fields[] | null;
  readonly createCollection?: (create: () => void) => Promise<void>;
  /** What of the collection is to be otherwise. */
  readonly instead?: Partial<ReturnType<Database['collection']>>;
}

/** Whether a document has each field as it is asked for, or (`exists: false`) has it not. */
function meets(fields: Fields, condition: Fields): boolean {
  return Object.entries(condition).every(([name, wanted]) =>
    typeof wanted === 'object' ? !(name in fields) : fields[name] === wanted,
  );
}

/** As much of a database as one collection needs, with the SDK's errors. The real SDK's is tried in bundle.test.ts. */
function createWorld({
  documents = [],
  createCollection = (create) => Promise.resolve().then(create),
  instead = {},
}: World = {}) {
  let held =
    documents === null ? null : new Map(documents.map((fields) => [fields['_id'], fields]));
  const open = (name: string) => {
    if (held === null || name !== 'tokens') throw new SdkError(-502005);
    return held;
  };
  const later = <Value>(run: () => Value): Promise<Value> => Promise.resolve().then(run);
  const lines: LogFields[] = [];
  const database = () => ({
    command: { exists: (exists: boolean) => (exists ? 'there' : { exists }) },
    collection: (name: string) => ({
      where: (condition: Fields) => {
        const matching = () =>
          [...open(name).values()].filter((fields) => meets(fields, condition));
        return {
          limit: (count: number) => ({
            get: () => later(() => ({ data: matching().slice(0, count) })),
          }),
          update: ({ data }: { data: Fields }) =>
            later(() => {
              const found = matching();
              for (const fields of found) open(name).set(fields['_id'], { ...fields, ...data });
              return { stats: { updated: found.length } };
            }),
        };
      },
      add: ({ data }: { data: Fields }) =>
        later(() => {
          if (open(name).has(data['_id'])) throw new SdkError(-502001);
          open(name).set(data['_id'], data);
        }),
      doc: (id: string) => ({ remove: () => later(() => open(name).delete(id)) }),
      ...instead,
    }),
    createCollection: (name: string) =>
      createCollection(() => {
        if (name === 'tokens') held ??= new Map();
      }),
  });
  return {
    documents: createDocuments(database, 'tokens', (fields) => lines.push(fields)),
    lines,
    count: () => held?.size ?? 0,
  };
}

describe('createDocuments', () => {
  it('reads what it wrote, and nothing where nothing is', async () => {
    const { documents } = createWorld();
    expect(await documents.replace('a', 0, { version: 1, n: 1 })).toBe(true);
    expect(await documents.read('a')).toEqual({ _id: 'a', version: 1, n: 1 });
    expect(await documents.read('b')).toBeNull();
  });

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

  it('writes though another instance has made the collection in the same moment', async () => {
    const { documents } = createWorld({
      documents: null,
      createCollection: (create) => {
        create();
        return Promise.reject(new Error('the collection exists already'));
      },
    });
    expect(await documents.replace('a', 0, { version: 1 })).toBe(true);
  });

  it('says so when the collection cannot be made', async () => {
    const { documents } = createWorld({
      documents: null,
      createCollection: () => Promise.reject(new Error('no right')),
    });
    await expect(documents.replace('a', 0, { version: 1 })).rejects.toThrow('-502005');
  });

  it.each([
    ['bears a client’s mark', { _id: 'a', version: 1, token: 'evil', _openid: 'o-stranger' }],
    ['bears no version', { _id: 'a', token: 'evil' }],
  ])('takes a document that %s for forged: ignored, removed, logged', async (_name, forged) => {
    const { documents, lines, count } = createWorld({ documents: [forged] });
    expect(await documents.read('a')).toBeNull();
    expect(count()).toBe(0);
    expect(lines).toEqual([{ event: 'forged document removed', collection: 'tokens', id: 'a' }]);
  });

  it('changes no document that a client has planted meanwhile', async () => {
    const { documents } = createWorld({
      documents: [{ _id: 'a', version: 1, _openid: 'o-stranger' }],
    });
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
      const told = () => Promise.resolve(answer);
      const where = () => ({ limit: () => ({ get: told }), update: told });
      const { documents, lines } = createWorld({ instead: { where } });
      expect(await documents.read('a')).toBeNull();
      expect(await documents.replace('a', 1, { version: 2 })).toBe(false);
      expect(lines).toEqual([]);
    },
  );

  it.each([null, 'down', {}])('passes on as it is what the database throws: %j', async (thrown) => {
    const doomed = jest.fn().mockRejectedValue(thrown);
    const where = () => ({ limit: () => ({ get: doomed }), update: doomed });
    const { documents } = createWorld({ instead: { where } });
    await expect(documents.read('a')).rejects.toBe(thrown);
  });

  it('hides no other failure of the database', async () => {
    const failing = () => {
      throw new SdkError(-501001);
    };
    const documents = createDocuments(failing, 'tokens', () => undefined);
    await expect(documents.read('a')).rejects.toThrow('-501001');
    await expect(documents.replace('a', 0, { version: 1 })).rejects.toThrow('-501001');
    await expect(documents.replace('a', 1, { version: 2 })).rejects.toThrow('-501001');
  });
});
