import type { Fields } from '../../../../cloudfunctions/core/runtime/documents';
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
}

/** As much of a database as one collection needs, with the SDK's errors. The real SDK's is tried in bundle.test.ts. */
function createWorld({
  documents = [],
  createCollection = (create) => Promise.resolve().then(create),
}: World = {}) {
  let held =
    documents === null ? null : new Map(documents.map((fields) => [fields['_id'], fields]));
  const open = () => {
    if (held === null) throw new SdkError(-502005);
    return held;
  };
  const later = <Value>(run: () => Value): Promise<Value> => Promise.resolve().then(run);
  const lines: LogFields[] = [];
  const database = () => ({
    command: { exists: (exists: boolean) => ({ exists }) },
    collection: () => ({
      where: ({ _id, version }: Fields) => ({
        limit: () => ({
          get: () =>
            later(() => ({ data: [open().get(_id)].filter((found) => found !== undefined) })),
        }),
        update: ({ data }: { data: Fields }) =>
          later(() => {
            const found = open().get(_id);
            if (found?.['version'] !== version || '_openid' in (found ?? {}))
              return { stats: { updated: 0 } };
            open().set(_id, { ...found, ...data });
            return { stats: { updated: 1 } };
          }),
      }),
      add: ({ data }: { data: Fields }) =>
        later(() => {
          if (open().has(data['_id'])) throw new SdkError(-502001);
          open().set(data['_id'], data);
        }),
      doc: (id: string) => ({ remove: () => later(() => open().delete(id)) }),
    }),
    createCollection: () =>
      createCollection(() => {
        held ??= new Map();
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
