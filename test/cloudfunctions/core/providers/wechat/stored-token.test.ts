import { ENCRYPTION } from '../../../../support/fake-wechat';
import { memoryDocuments } from '../../../../support/memory-documents';
import { storedIn } from '../../../../support/token-world';

const token = { token: 'T', expiresAt: 7, deadUntil: 3 };
const ID = 'access-token-wxde00000000000000';

async function worldWithToken() {
  const documents = memoryDocuments();
  const store = storedIn(documents);
  expect(await store.replace(0, token)).toBe(true);
  return { documents, store };
}

describe('the stored token', () => {
  it('keeps one document a mini-program, flat, the token encrypted', async () => {
    const { documents, store } = await worldWithToken();
    const encrypted = expect.stringMatching(/^v1\./) as string;
    expect([...documents.held]).toEqual([[ID, { ...token, version: 1, token: encrypted }]]);
    expect(await store.read()).toEqual({ version: 1, token });
  });

  it('is of no use to another mini-program', async () => {
    const { documents } = await worldWithToken();
    documents.held.set('access-token-wx-other', documents.held.get(ID) ?? { version: 1 });
    const other = storedIn(documents, ENCRYPTION, 'wx-other');
    expect(await other.read()).toEqual({ version: 1, token: null });
  });

  it.each(['token', 'expiresAt', 'deadUntil'])(
    'counts as none without its %s, and is written over',
    async (field) => {
      const { documents, store } = await worldWithToken();
      documents.held.set(ID, { ...documents.held.get(ID), version: 1, [field]: undefined });
      expect(await store.read()).toEqual({ version: 1, token: null });
      expect(await store.replace(1, token)).toBe(true);
      expect(await store.read()).toEqual({ version: 2, token });
    },
  );
});
