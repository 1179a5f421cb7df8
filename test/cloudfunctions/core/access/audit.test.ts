import type { AuditLine } from '../../../../miniprogram/contract/audit';
import { nameAndMark } from '../../../../miniprogram/contract/shop';
import { staffIdOf as staffIdFor } from '../../../../cloudfunctions/core/access/staff';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { createAudit } from '../../../../cloudfunctions/core/access/audit';
import { CloudFailure } from '../../../../cloudfunctions/core/runtime/cloud-failure';
import type { LogFields } from '../../../../cloudfunctions/core/runtime/log';
import { SETTINGS } from '../../../support/shop-world';
import { APP_ID } from '../../../support/fake-wechat';
import { shop, world, auditLines, codeOf, owner } from '../../../support/fresh-shop';
import { join, newStore, staffIdOf } from '../../../support/two-store-shop';
import { failing, justBefore } from '../../../support/write-hooks';
import { memoryDocuments } from '../../../support/memory-documents';

const OWNER = { name: '店主', staffId: 'id-of-owner' };
const LEAVE = { by: OWNER, act: 'leave', about: '小王' } as const;

function auditAt(clock: { now: number }) {
  const documents = memoryDocuments();
  const logged: LogFields[] = [];
  const audit = createAudit(
    { audit: documents, staff: memoryDocuments() },
    () => clock.now,
    (fields) => logged.push(fields),
  );
  const outcomes = async () => (await audit.latestLines(null)).lines.map(({ outcome }) => outcome);
  const add = (about = '') =>
    audit.logAfter({ by: OWNER, act: 'leave', about }, () => Promise.resolve());
  return { documents, audit, add, logged, outcomes };
}

describe('the audit', () => {
  it('tells the latest hundred, newest first, and on request what was before', async () => {
    const clock = { now: 0 };
    const { audit, add } = auditAt(clock);
    for (clock.now = 1; clock.now <= 120; clock.now += 1) await add();
    const { lines, older } = await audit.latestLines(null);
    expect(lines.map(({ at }) => at)).toEqual(Array.from({ length: 100 }, (_, n) => 120 - n));
    expect(older).toBe(21);
    const rest = await audit.latestLines(older);
    expect(rest.lines.map(({ at }) => at)).toEqual(Array.from({ length: 20 }, (_, n) => 20 - n));
    expect(rest.older).toBeNull();
    expect(lines[0]).toEqual({
      ...{ at: 120, who: '店主', staffId: 'id-of-owner', act: 'leave', about: '' },
      outcome: 'done',
    });
  });

  it('has the lines of one millisecond in their order, and loses none between two pages', async () => {
    const clock = { now: 1 };
    const { audit, add } = auditAt(clock);
    // Thirteen lines a millisecond: a hundred lines end amid one.
    for (let n = 0; n < 260; n += 1) {
      clock.now = 1 + Math.floor(n / 13);
      await add(String(n));
    }
    const all: AuditLine[] = [];
    let before: number | null = null;
    do {
      const page = await audit.latestLines(before);
      all.push(...page.lines);
      before = page.older;
    } while (before !== null);
    expect(all.map(({ about }) => about)).toEqual(
      Array.from({ length: 260 }, (_, n) => String(259 - n)),
    );
  });

  it('cuts what an act is about at 160 characters', async () => {
    const { audit, add } = auditAt({ now: 1 });
    await add('单'.repeat(161));
    expect((await audit.latestLines(null)).lines).toMatchObject([{ about: '单'.repeat(160) }]);
  });

  it('passes over a line that it cannot read, and goes on behind it', async () => {
    const clock = { now: 1 };
    const { audit, add, documents } = auditAt(clock);
    for (clock.now = 1; clock.now <= 110; clock.now += 1) await add();
    documents.held.set('odd', { version: 1, at: 60, who: 7 });
    const { lines, older } = await audit.latestLines(null);
    expect(lines).toHaveLength(99);
    expect((await audit.latestLines(older)).lines).toHaveLength(11);
  });

  it('has an act on record before it is done', async () => {
    const { audit, outcomes } = auditAt({ now: 5 });
    const seen = await audit.logAround(LEAVE, () => audit.latestLines(null));
    const line = { at: 5, who: '店主', staffId: 'id-of-owner', act: 'leave', about: '小王' };
    expect(seen.lines).toEqual([{ ...line, outcome: 'unknown' }]);
    expect(await outcomes()).toEqual(['done']);
  });

  it('says what was refused, and of what was half done that nobody knows', async () => {
    const { audit, outcomes } = auditAt({ now: 5 });
    const no = new CloudFailure('changed-meanwhile');
    await expect(audit.logAround(LEAVE, () => Promise.reject(no))).rejects.toBe(no);
    expect(await outcomes()).toEqual(['refused']);
    const half = audit.logAround(LEAVE, (changed) => {
      changed();
      return Promise.reject(no);
    });
    await expect(half).rejects.toBe(no);
    expect(await outcomes()).toEqual(['unknown', 'refused']);
    const down = new Error('down');
    await expect(audit.logAround(LEAVE, () => Promise.reject(down))).rejects.toBe(down);
    expect(await outcomes()).toEqual(['unknown', 'unknown', 'refused']);
  });

  it('leaves the outcome of an act unknown where it cannot be written, and logs that', async () => {
    const { audit, documents, logged, outcomes } = auditAt({ now: 5 });
    const { replace } = documents;
    jest
      .spyOn(documents, 'replace')
      .mockImplementation((id, version, fields) =>
        version === 0 ? replace(id, version, fields) : Promise.reject(new Error('down')),
      );
    const no = new CloudFailure('last-owner');
    await expect(audit.logAround(LEAVE, () => Promise.reject(no))).rejects.toBe(no);
    expect(await audit.logAround(LEAVE, () => Promise.resolve('done'))).toBe('done');
    expect(await outcomes()).toEqual(['unknown', 'unknown']);
    expect(logged).toEqual([
      { event: 'audit outcome not written', outcome: 'refused' },
      { event: 'audit outcome not written', outcome: 'done' },
    ]);
  });
});

describe('an act', () => {
  it('has a line whatever it is, with the mark of whoever acted', async () => {
    const { stores, accounts } = shop;
    const staffId = await staffIdOf(world, 'o-owner');
    const before = (await auditLines()).length;
    const asked = { role: 'manager', stores: [stores.one] } as const;
    const { inviteId } = await owner('invite', asked);
    await owner('revoke-invite', { inviteId });
    const second = await owner('invite', asked);
    await world.shop('o-new', 'accept-invite', { secret: second.secret, name: '小王' });
    await owner('revoke-invite', { inviteId: second.inviteId });
    const store = await newStore(world, '三店');
    await owner('remove-store', { storeId: store, version: 1 });
    await owner('save-mini-program', { appId: APP_ID, name: '骑手在哪', secret: 'another' });
    const refusals = [
      owner('remove-store', { storeId: stores.one, version: 1 }),
      owner('remove-account', { accountId: accounts.one, version: 9 }),
      owner('leave', {}),
    ];
    await Promise.allSettled(refusals);
    const joiner = { name: '小王', staffId: staffIdFor('o-new') };
    const written = (await auditLines()).slice(0, -before).reverse();
    expect(written.map(({ act, about, outcome }) => [act, about, outcome])).toEqual([
      ['invite', 'manager', 'done'],
      ['revoke-invite', 'manager', 'done'],
      ['invite', 'manager', 'done'],
      ['accept-invite', 'manager', 'done'],
      ['refuse-joiner', nameAndMark(joiner), 'done'],
      ['save-store', '三店', 'done'],
      ['remove-store', '三店', 'done'],
      ['save-mini-program', '骑手在哪', 'done'],
      ['leave', '', 'refused'],
      ['remove-account', 'SFTC 账号', 'refused'],
      ['remove-store', '一店', 'refused'],
    ]);
    expect(new Set(written.map((line) => line.staffId))).toEqual(
      new Set([staffId, joiner.staffId]),
    );
  });

  it('is too frequent after thirty refusals an hour, which has one line', async () => {
    const before = (await auditLines()).length;
    const outdated = { action: 'remove-account', accountId: shop.accounts.one, version: 9 };
    const codes: string[] = [];
    for (let n = 0; n < 35; n += 1)
      codes.push(await codeOf(world.call('shop', 'o-owner', outdated)));
    expect(codes.slice(29)).toEqual([
      'changed-meanwhile',
      ...Array<string>(5).fill('too-frequent'),
    ]);
    const written = (await auditLines()).slice(0, -before).map(({ act }) => act);
    expect(written).toEqual(['refused-often', ...Array<string>(30).fill('remove-account')]);
  });

  it('of a joiner is not counted as one of the inviter, who could be locked out by it', async () => {
    const asked = { role: 'clerk', stores: [shop.stores.one] } as const;
    const { secret } = await owner('invite', asked);
    const taken = { secret, name: '店主' };
    for (let n = 0; n < 31; n += 1)
      await expect(world.shop('o-new', 'accept-invite', taken)).rejects.toThrow('name-taken');
    expect(await owner('invite', asked)).toHaveProperty('secret');
  });

  it('that ended half-way says so: the person is no owner any more, and still a member', async () => {
    await join(world, 'o-second', 'owner', 'all');
    const staffId = await staffIdOf(world, 'o-second');
    const less = { staffId, role: 'clerk', stores: [shop.stores.one] } as const;
    justBefore(world.memory, COLLECTIONS.staff, 'remove', () =>
      world.instance(SETTINGS).shop('o-owner', 'change-member', less),
    );
    await expect(owner('remove-member', { staffId })).rejects.toThrow('changed-meanwhile');
    expect(await world.shop('o-second', 'me', {})).toMatchObject({ role: 'clerk' });
    const line = { act: 'remove-member', outcome: 'unknown' };
    expect(await auditLines()).toContainEqual(expect.objectContaining(line));
  });
});

it('what cannot be put on record is not done', async () => {
  const { stores, accounts } = shop;
  const staffId = await staffIdOf(world, 'o-clerk');
  const { secret, inviteId } = await owner('invite', { role: 'clerk', stores: [stores.one] });
  const before = JSON.stringify(world.memory.dump());
  failing(world.memory, COLLECTIONS.audit, 'add');
  const acts: readonly (readonly [string, object])[] = [
    ['o-owner', { action: 'remove-member', staffId }],
    ['o-owner', { action: 'change-member', staffId, role: 'manager', stores: [stores.one] }],
    ['o-owner', { action: 'remove-account', accountId: accounts.one, version: 1 }],
    ['o-owner', { action: 'save-mini-program', appId: APP_ID, name: '骑手在哪', secret: 'x' }],
    ['o-owner', { action: 'invite', role: 'clerk', stores: [stores.one] }],
    ['o-owner', { action: 'revoke-invite', inviteId }],
    ['o-owner', { action: 'remove-store', storeId: stores.two, version: 1 }],
    ['o-owner', { action: 'save-dark-map', darkMap: { key: 'K', style: 1 } }],
    ['o-owner', { action: 'save-retention', historyDays: 1, auditDays: 1 }],
    ['o-owner', { action: 'purge-now' }],
    ['o-clerk', { action: 'leave' }],
    ['o-new', { action: 'accept-invite', secret, name: '小王' }],
  ];
  for (const [openId, event] of acts)
    expect(await codeOf(world.call('shop', openId, event))).toBe('database-failed');
  expect(JSON.stringify(world.memory.dump())).toBe(before);
});
