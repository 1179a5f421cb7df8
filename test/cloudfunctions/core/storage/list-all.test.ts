import { listAll } from '../../../../cloudfunctions/core/storage/list-all';
import { memoryDocuments } from '../../../support/memory-documents';

const idsOf = (count: number) => Array.from({ length: count }, (_, n) => `e-${n}`);

describe('listAll', () => {
  it.each([
    [0, 1],
    [99, 1],
    [100, 2],
    [250, 3],
  ])('lists each of %d documents once, in %d requests', async (count, requests) => {
    const documents = memoryDocuments();
    for (const id of idsOf(count)) documents.held.set(id, { version: 1 });
    const found = await listAll(documents);
    expect(found.map(({ _id }) => _id).sort()).toEqual(idsOf(count).sort());
    expect(documents.operations()).toBe(requests);
  });

  it('lists only those that fit', async () => {
    const documents = memoryDocuments();
    for (const id of idsOf(120))
      documents.held.set(id, { version: 1, of: id === 'e-7' ? 'b' : 'a' });
    expect(await listAll(documents, { equal: { of: 'a' } })).toHaveLength(119);
  });
});
