import { createEncryption } from '../../../../../cloudfunctions/core/secrets/encryption';
import { ENCRYPTION } from '../../../../support/fake-wechat';
import { memoryDocuments } from '../../../../support/memory-documents';
import { storedIn } from '../../../../support/token-world';

const token = { token: 'T', expiresAt: 7, deadUntil: 3 };

describe('the encrypted token', () => {
  const stored = { version: 0, token, leaseUntil: 4 };

  it('counts as none where the key is another', async () => {
    const documents = memoryDocuments();
    await storedIn(documents).replace(stored);
    const other = createEncryption({ current: Buffer.alloc(32, 0xc5), previous: null });
    expect(await storedIn(documents, other).read()).toEqual({ ...stored, version: 1, token: null });
  });

  it('is of no use to another mini-program', async () => {
    const documents = memoryDocuments();
    await storedIn(documents).replace(stored);
    const copied = documents.held.get('access-token-wxde00000000000000') ?? { version: 1 };
    documents.held.set('access-token-wx-other', copied);
    const other = storedIn(documents, ENCRYPTION, 'wx-other');
    expect(await other.read()).toMatchObject({ version: 1, token: null });
  });
});

describe('the stored token', () => {
  it('keeps one document a mini-program, flat, the token encrypted', async () => {
    const documents = memoryDocuments();
    const store = storedIn(documents);
    await store.replace({ version: 0, token, leaseUntil: 4 });
    expect([...documents.held]).toEqual([
      [
        'access-token-wxde00000000000000',
        {
          version: 1,
          token: expect.stringMatching(/^v1\./) as string,
          expiresAt: 7,
          deadUntil: 3,
          leaseUntil: 4,
        },
      ],
    ]);
    expect(await store.read()).toEqual({ version: 1, token, leaseUntil: 4 });
  });

  it('answers what it stored, and nothing when somebody else was faster', async () => {
    const store = storedIn(memoryDocuments());
    const first = await store.replace({ version: 0, token: null, leaseUntil: 9 });
    expect(first).toEqual({ version: 1, token: null, leaseUntil: 9 });
    expect(await store.replace({ version: 0, token, leaseUntil: 0 })).toBeNull();
    expect(await store.read()).toEqual(first);
  });

  it.each(['token', 'expiresAt', 'deadUntil', 'leaseUntil'])(
    'takes what is stored without its %s for nothing, and writes over it',
    async (field) => {
      const documents = memoryDocuments();
      const store = storedIn(documents);
      await store.replace({ version: 0, token, leaseUntil: 4 });
      const stored = documents.held.get('access-token-wxde00000000000000') ?? { version: 0 };
      documents.held.set('access-token-wxde00000000000000', { ...stored, [field]: undefined });
      const read = await store.read();
      expect(read).toEqual({ version: 1, token: null, leaseUntil: 0 });
      expect(await store.replace({ ...read, token })).toMatchObject({ version: 2, token });
    },
  );
});
