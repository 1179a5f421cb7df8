import { changeDocument } from '../../../../cloudfunctions/core/storage/change-document';
import { memoryDocuments } from '../../../support/memory-documents';

describe('changeDocument', () => {
  it('puts what the change makes of what is there, one version on', async () => {
    const documents = memoryDocuments();
    const count = () =>
      changeDocument(documents, 'a', (current) => ({ n: Number(current?.['n'] ?? 0) + 1 }));
    expect(await count()).toEqual({ version: 1, n: 1 });
    expect(await count()).toMatchObject({ version: 2, n: 2 });
    expect(documents.held.get('a')).toEqual({ version: 2, n: 2 });
  });

  it('loses nothing of what several change at once', async () => {
    const documents = memoryDocuments();
    await Promise.all(
      [1, 2, 3, 4, 5].map(() =>
        changeDocument(documents, 'a', (current) => ({ n: Number(current?.['n'] ?? 0) + 1 })),
      ),
    );
    expect(documents.held.get('a')).toMatchObject({ n: 5, version: 5 });
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
