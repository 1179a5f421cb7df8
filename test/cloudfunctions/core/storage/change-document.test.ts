import { changeDocument } from '../../../../cloudfunctions/core/storage/change-document';
import { memoryDocuments } from '../../../support/memory-documents';

describe('changeDocument', () => {
  const documents = memoryDocuments();
  const count = () =>
    changeDocument(documents, 'a', (current) => ({ n: Number(current?.['n'] ?? 0) + 1 }));

  it('puts what the change makes of what is there, one version on, also of several at once', async () => {
    expect(await count()).toEqual({ version: 1, n: 1 });
    expect(await count()).toMatchObject({ version: 2, n: 2 });
    expect(documents.held.get('a')).toEqual({ version: 2, n: 2 });
    await Promise.all([1, 2, 3, 4, 5].map(count));
    expect(documents.held.get('a')).toEqual({ version: 7, n: 7 });
  });

  it('leaves it as it is where the change is null', async () => {
    const documents = memoryDocuments();
    documents.held.set('a', { version: 3 });
    expect(await changeDocument(documents, 'a', () => null)).toMatchObject({ version: 3 });
    expect(await changeDocument(documents, 'b', () => null)).toBeNull();
    expect(documents.operations()).toBe(2);
  });

  it('gives up when others are faster time and again', async () => {
    const documents = { ...memoryDocuments(), replace: () => Promise.resolve(false) };
    await expect(changeDocument(documents, 'a', () => ({}))).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
  });
});

it('a document that is created while it is removed is written where what was in the way is gone, as in a turn that somebody gives back', async () => {
  const documents = memoryDocuments();
  documents.held.set('a', { version: 1 });
  // The remove comes after the insert has failed, and before it has looked why.
  const write = documents.replace('a', 0, { version: 1, n: 2 });
  expect(await Promise.all([write, documents.remove('a', 1)])).toEqual([true, true]);
  expect(documents.held.get('a')).toMatchObject({ n: 2 });
});
