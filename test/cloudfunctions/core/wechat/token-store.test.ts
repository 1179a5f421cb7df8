import type { Documents, Fields } from '../../../../cloudfunctions/core/runtime/documents';
import { createTokenStore } from '../../../../cloudfunctions/core/wechat/token-store';

function documentsOf(fields: Fields | null) {
  const written: unknown[] = [];
  const documents: Documents = {
    read: () => Promise.resolve(fields),
    write: (...document) => {
      written.push(document);
      return Promise.resolve();
    },
  };
  return { documents, written };
}

describe('createTokenStore', () => {
  it('keeps one document a mini-program', async () => {
    const { documents, written } = documentsOf({ _id: 'x', token: 'T', expiresAt: 7 });
    const store = createTokenStore(documents, 'wx-demo');
    expect(await store.read()).toEqual({ token: 'T', expiresAt: 7 });
    await store.write({ token: 'T2', expiresAt: 8 });
    expect(written).toEqual([['access-token-wx-demo', { token: 'T2', expiresAt: 8 }]]);
  });

  it.each([null, {}, { token: 7, expiresAt: 7 }, { token: 'T' }])(
    'has no token in %j',
    async (fields) => {
      expect(await createTokenStore(documentsOf(fields).documents, 'wx-demo').read()).toBeNull();
    },
  );
});
