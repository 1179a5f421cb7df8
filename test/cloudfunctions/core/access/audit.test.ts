import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { createAudit } from '../../../../cloudfunctions/core/access/audit';
import { CloudFailure } from '../../../../cloudfunctions/core/runtime/cloud-failure';
import { twoStoreShop, staffIdOf } from '../../../support/two-store-shop';
import { failing } from '../../../support/write-hooks';
import { memoryDocuments } from '../../../support/memory-documents';

const LINE = { who: '店主', act: 'leave', about: '小王' } as const;

function auditAt(clock: { now: number }) {
  const documents = memoryDocuments();
  return { documents, audit: createAudit(documents, () => clock.now) };
}

describe('the audit', () => {
  it('tells the latest hundred, newest first, and on request what was before', async () => {
    const clock = { now: 0 };
    const { audit } = auditAt(clock);
    for (clock.now = 1; clock.now <= 120; clock.now += 1) await audit.add('甲', 'leave');
    const latest = await audit.latest(null);
    expect(latest.map(({ at }) => at)).toEqual(Array.from({ length: 100 }, (_, n) => 120 - n));
    expect((await audit.latest(21)).map(({ at }) => at)).toEqual(
      Array.from({ length: 20 }, (_, n) => 20 - n),
    );
    expect(latest[0]).toEqual({ at: 120, who: '甲', act: 'leave', about: '' });
  });

  it('passes over a line that it cannot read', async () => {
    const { audit, documents } = auditAt({ now: 1 });
    documents.held.set('odd', { version: 1, at: 2, who: 7 });
    await audit.add('甲', 'leave');
    expect(await audit.latest(null)).toHaveLength(1);
  });

  it('has an act on record before it is done', async () => {
    const { audit } = auditAt({ now: 5 });
    const seen = await audit.around(LINE, () => audit.latest(null));
    expect(seen).toEqual([{ at: 5, ...LINE }]);
  });

  it('forgets what was refused, and keeps what may have been done', async () => {
    const { audit } = auditAt({ now: 5 });
    const no = new CloudFailure('changed-meanwhile');
    await expect(audit.around(LINE, () => Promise.reject(no))).rejects.toBe(no);
    expect(await audit.latest(null)).toEqual([]);
    const down = new Error('down');
    await expect(audit.around(LINE, () => Promise.reject(down))).rejects.toBe(down);
    expect(await audit.latest(null)).toHaveLength(1);
  });

  it('tells the act’s own failure though its line cannot be taken back', async () => {
    const { audit, documents } = auditAt({ now: 5 });
    const no = new CloudFailure('last-owner');
    const remove = jest.spyOn(documents, 'remove').mockRejectedValue(new Error('down'));
    await expect(audit.around(LINE, () => Promise.reject(no))).rejects.toBe(no);
    expect(remove).toHaveBeenCalledTimes(1);
  });
});

describe('what cannot be put on record', () => {
  it('is not done', async () => {
    const { world, stores, accounts } = await twoStoreShop();
    const staffId = await staffIdOf(world, 'o-clerk');
    const { secret } = await world.shop('o-owner', 'invite', {
      role: 'clerk',
      stores: [stores.one],
    });
    const before = JSON.stringify({ ...world.memory.dump(), [COLLECTIONS.invites]: [] });
    failing(world.memory, COLLECTIONS.audit, 'add');
    const acts: readonly (readonly [string, object])[] = [
      ['o-owner', { action: 'remove-member', staffId }],
      ['o-owner', { action: 'change-member', staffId, role: 'manager', stores: [stores.one] }],
      ['o-owner', { action: 'remove-account', accountId: accounts.one, version: 1 }],
      ['o-owner', { action: 'save-app-secret', appSecret: 'another' }],
      ['o-owner', { action: 'save-retention', historyDays: 1, auditDays: 1 }],
      ['o-owner', { action: 'purge-now' }],
      ['o-clerk', { action: 'leave' }],
      ['o-new', { action: 'accept-invite', secret, name: '小王' }],
    ];
    for (const [openId, event] of acts) {
      expect(await world.call('shop', openId, event)).toMatchObject({
        error: { code: 'database-failed' },
      });
    }
    expect(JSON.stringify({ ...world.memory.dump(), [COLLECTIONS.invites]: [] })).toBe(before);
  });
});
