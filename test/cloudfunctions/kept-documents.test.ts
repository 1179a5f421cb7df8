import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createDocuments } from '../../cloudfunctions/core/storage/documents';
import type { Fields } from '../../cloudfunctions/core/storage/documents';
import { readToken } from '../../cloudfunctions/core/providers/wechat/stored-token';
import type { ShopCollection } from '../../miniprogram/contract/shop-collections';
import { COLLECTIONS } from '../../miniprogram/contract/shop-collections';
import { NOON } from '../support/delivery-reports';
import { lookUpIn } from '../support/look-ups';
import type { ShopWorld } from '../support/shop-world';
import { SETUP_CODE, shopWorld } from '../support/shop-world';

type Kept = Readonly<Record<ShopCollection, readonly (Fields & { readonly _id: string })[]>>;

/**
 * Documents that releases wrote, one file for each release that wrote other ones than the release
 * before. No file is ever changed or removed: the databases of shops hold such documents.
 */
const FOLDER = path.join(__dirname, 'kept');

/**
 * Opens the shop that a release left behind: two stores with an account each, an owner, a manager,
 * a clerk, a reviewer, an open invite and an order.
 */
function worldOf(file: string): ShopWorld {
  const kept = JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as Kept;
  const world = shopWorld();
  for (const name of Object.keys(COLLECTIONS) as ShopCollection[])
    for (const document of kept[name]) world.memory.put(COLLECTIONS[name], document);
  world.clock.now = NOON + 120_000;
  return world;
}

describe.each(readdirSync(FOLDER))('a shop as %s has it', (file) => {
  it('has its people, stores, accounts, secrets and lines', async () => {
    const { shop } = worldOf(file);
    const roles = ['o-owner', 'o-manager', 'o-clerk', 'o-reviewer'].map((person) =>
      shop(person, 'me', {}),
    );
    expect(await Promise.all(roles)).toMatchObject([
      ...[{ role: 'owner', stores: 'all' }, { role: 'manager' }, { role: 'clerk' }],
      { role: 'reviewer' },
    ]);
    const { members, invites } = await shop('o-owner', 'list-people', {});
    expect(members.map(({ name }) => name)).toEqual([
      ...['店主', 'o-manager', 'o-clerk', 'o-reviewer'],
    ]);
    expect(invites).toMatchObject([{ role: 'manager', state: 'open', inviterName: '店主' }]);
    expect(await shop('o-owner', 'list-stores', {})).toMatchObject({
      stores: [{ name: '二店' }, { name: '一店' }],
    });
    const { accounts } = await shop('o-owner', 'list-accounts', {});
    expect(accounts.map(({ company, secret }) => [company, secret]).sort()).toEqual([
      ['DADA', 'set'],
      ['SFTC', 'set'],
    ]);
    expect(await shop('o-owner', 'settings', {})).toMatchObject({
      appSecret: 'set',
      retention: { historyDays: 90, auditDays: 180 },
    });
    const { lines } = await shop('o-owner', 'list-audit', { before: null });
    expect(lines.filter(({ act }) => act === 'claim')).toMatchObject([{ who: '店主' }]);
  });

  it('knows its order by the end of it, and what was seen of it', async () => {
    const world = worldOf(file);
    world.orders.set('shop-one//20261126-1280', 302);
    expect(await lookUpIn(world, 'o-clerk', '1280')).toMatchObject({
      data: {
        orderId: '20261126-1280',
        history: {
          sightings: [
            { at: NOON, status: 'delivering' },
            { at: NOON + 120_000, status: 'delivered' },
          ],
        },
      },
    });
    expect(world.asked).toEqual(['shop-one//20261126-1280']);
  });

  it('tells its order in the list of what was asked for last', async () => {
    const world = worldOf(file);
    expect(
      await world.call('getOrder', 'o-clerk', { action: 'refresh-orders', orderIds: [] }),
    ).toMatchObject({
      data: {
        orders: [{ orderId: '20261126-1280', status: 'delivering', detail: null, askedAt: NOON }],
      },
    });
  });

  it('is claimed by nobody with the code that was used', async () => {
    const { shop } = worldOf(file);
    const claim = shop('o-else', 'claim', { code: SETUP_CODE, name: '别人' });
    await expect(claim).rejects.toThrow('setup-code-rejected');
  });

  it('has its token', async () => {
    const { memory } = worldOf(file);
    const documents = createDocuments(memory.database, COLLECTIONS.tokens, () => undefined);
    const { version, token } = await readToken({ documents, cipher: null }, 'wx-demo');
    expect({ version, token: token?.token }).toEqual({ version: 4, token: 'TOKEN' });
  });
});
