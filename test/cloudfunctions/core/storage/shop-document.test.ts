import {
  addOwner,
  changeShop,
  readShop,
} from '../../../../cloudfunctions/core/storage/shop-document';
import { memoryDocuments } from '../../../support/memory-documents';

describe('the shop’s own document', () => {
  it('is, before there is one, a shop that nobody has set up', async () => {
    expect(await readShop(memoryDocuments())).toEqual({
      ...{ version: 0, ownerIds: [], shopKey: '', appId: '', claimedAt: 0 },
      ...{ sweptAt: 0, sweepRanAt: 0, sweepLeft: [], historyDays: 90, auditDays: 180 },
      ...{ messageTemplate: [], mapKey: null, mapStyle: 1 },
    });
  });

  it('keeps what a change does not name', async () => {
    const documents = memoryDocuments();
    await changeShop(documents, () => ({ appId: 'wx1' }));
    expect(await changeShop(documents, () => ({ historyDays: 7 }))).toMatchObject({
      version: 2,
      appId: 'wx1',
      historyDays: 7,
      auditDays: 180,
    });
    expect(await changeShop(documents, () => null)).toMatchObject({ version: 2 });
  });

  it('has each owner once', async () => {
    const documents = memoryDocuments();
    await addOwner(documents, 'o-a');
    await addOwner(documents, 'o-b');
    await addOwner(documents, 'o-a');
    expect(await readShop(documents)).toMatchObject({ version: 2, ownerIds: ['o-a', 'o-b'] });
  });
});
