import type { Fields } from '../../../../cloudfunctions/core/runtime/documents';
import { createDocuments } from '../../../../cloudfunctions/core/runtime/documents';
import type { LogFields } from '../../../../cloudfunctions/core/runtime/log';

class SdkError extends Error {
  constructor(readonly errCode: number) {
    super(`errCode: ${errCode}`);
  }
}

/** As much of a database as one collection needs, with the SDK's errors. The real SDK's is tried in bundle.test.ts. */
function memoryDatabase(
  documents: Map<string, Fields> | null,
  createCollection = (create: () => void): Promise<void> => Promise.resolve().then(create),
) {
  let held = documents;
  const open = (): Map<string, Fields> => {
    if (held === null) throw new SdkError(-502005);
    return held;
  };
  return {
    database: () => ({
      collection: () => ({
        where: ({ _id }: Fields) => ({
          limit: () => ({
            get: () =>
              Promise.resolve().then(() => ({
                data: [open().get(String(_id))].filter((found) => found !== undefined),
              })),
          }),
        }),
        doc: (id: string) => ({
          set: ({ data }: { data: Fields }) =>
            Promise.resolve().then(() => open().set(id, { _id: id, ...data })),
          remove: () => Promise.resolve().then(() => open().delete(id)),
        }),
      }),
      createCollection: () =>
        createCollection(() => {
          held ??= new Map();
        }),
    }),
    held: () => held,
  };
}

function documentsOn(memory: ReturnType<typeof memoryDatabase>) {
  const lines: LogFields[] = [];
  return {
    documents: createDocuments(memory.database, 'tokens', (fields) => lines.push(fields)),
    lines,
  };
}

describe('createDocuments', () => {
  it('reads what it wrote', async () => {
    const { documents } = documentsOn(memoryDatabase(new Map()));
    await documents.write('a', { n: 1 });
    expect(await documents.read('a')).toEqual({ _id: 'a', n: 1 });
    expect(await documents.read('b')).toBeNull();
  });

  it('makes a collection that is missing at the first write, and reads it as empty before', async () => {
    const memory = memoryDatabase(null);
    const { documents } = documentsOn(memory);
    expect(await documents.read('a')).toBeNull();
    await documents.write('a', { n: 1 });
    expect(await documents.read('a')).toEqual({ _id: 'a', n: 1 });
  });

  it('writes though another instance has made the collection in the same moment', async () => {
    const memory = memoryDatabase(null, (create) => {
      create();
      return Promise.reject(new Error('the collection exists already'));
    });
    const { documents } = documentsOn(memory);
    await documents.write('a', { n: 1 });
    expect(await documents.read('a')).toEqual({ _id: 'a', n: 1 });
  });

  it('says so when the collection cannot be made', async () => {
    const memory = memoryDatabase(null, () => Promise.reject(new Error('no right')));
    await expect(documentsOn(memory).documents.write('a', {})).rejects.toThrow('-502005');
  });

  it('takes a document that a client has planted for forged: ignored, removed, logged', async () => {
    const memory = memoryDatabase(
      new Map([['a', { _id: 'a', token: 'evil', _openid: 'o-stranger' }]]),
    );
    const { documents, lines } = documentsOn(memory);
    expect(await documents.read('a')).toBeNull();
    expect(memory.held()?.size).toBe(0);
    expect(lines).toEqual([{ event: 'forged document removed', collection: 'tokens', id: 'a' }]);
  });

  it('hides no other failure of the database', async () => {
    const failing = () => {
      throw new SdkError(-501001);
    };
    const documents = createDocuments(failing, 'tokens', () => undefined);
    await expect(documents.read('a')).rejects.toThrow('-501001');
    await expect(documents.write('a', {})).rejects.toThrow('-501001');
  });
});
