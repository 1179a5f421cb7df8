import { memoryDocuments } from '../../../../support/memory-documents';
import { storedIn } from '../../../../support/token-world';

const token = { token: 'T', expiresAt: 7 };

describe('the stored token', () => {
  it('knows of no token at first', async () => {
    const store = storedIn(memoryDocuments());
    expect(await store.read()).toEqual({ version: 0, token: null, forcedAt: 0, leaseUntil: 0 });
  });

  it('keeps one document a mini-program, flat', async () => {
    const documents = memoryDocuments();
    const store = storedIn(documents);
    await store.replace({ version: 0, token, forcedAt: 3, leaseUntil: 4 });
    expect([...documents.held]).toEqual([
      [
        'access-token-wx-demo',
        { version: 1, token: 'T', expiresAt: 7, forcedAt: 3, leaseUntil: 4 },
      ],
    ]);
    expect(await store.read()).toEqual({ version: 1, token, forcedAt: 3, leaseUntil: 4 });
  });

  it('answers what it stored, and nothing when somebody else was faster', async () => {
    const store = storedIn(memoryDocuments());
    const first = await store.replace({ version: 0, token: null, forcedAt: 0, leaseUntil: 9 });
    expect(first).toEqual({ version: 1, token: null, forcedAt: 0, leaseUntil: 9 });
    expect(await store.replace({ version: 0, token, forcedAt: 0, leaseUntil: 0 })).toBeNull();
    expect(await store.read()).toEqual(first);
  });

  it.each(['token', 'expiresAt', 'forcedAt', 'leaseUntil'])(
    'takes what is stored without its %s for nothing',
    async (field) => {
      const documents = memoryDocuments();
      const store = storedIn(documents);
      const stored = { version: 3, token: 'T', expiresAt: 7, forcedAt: 3, leaseUntil: 4 };
      documents.held.set('access-token-wx-demo', { ...stored, [field]: undefined });
      expect(await store.read()).toMatchObject({ version: 3, token: null, forcedAt: 0 });
    },
  );

  it('writes over what it cannot read', async () => {
    const documents = memoryDocuments();
    documents.held.set('access-token-wx-demo', { version: 3, token: 7 });
    const store = storedIn(documents);
    const read = await store.read();
    expect(read).toEqual({ version: 3, token: null, forcedAt: 0, leaseUntil: 0 });
    expect(await store.replace({ ...read, token })).toMatchObject({ version: 4, token });
  });
});
