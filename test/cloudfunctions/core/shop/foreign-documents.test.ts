import { COLLECTION_NAMES } from '../../../../miniprogram/contract/shop-collections';
import type { Fields } from '../../../../cloudfunctions/core/storage/documents';
import { setUpTwoStores } from '../../../support/two-store-shop';
import { lookUpIn } from '../../../support/look-ups';
import { shopWorld } from '../../../support/shop-world';
import { DAY } from '../../../support/delivery-reports';

/** Names of the shop's collections before they had a prefix. Other programs use such names, too. */
const GENERIC = [
  ...['shop', 'staff', 'stores', 'accounts', 'invites', 'deliveries', 'audit', 'limits', 'tokens'],
];
/**
 * Foreign documents of each collection, more than the cloud returns at once; clients added half of
 * them.
 */
const FOREIGN = Array.from({ length: 150 }, (_, n): Fields & { readonly _id: string } => ({
  _id: `foreign-${n}`,
  ...(n % 2 === 0 ? { _openid: `o-else-${n}` } : {}),
  name: `某人 ${n}`,
  role: 'owner',
  at: n,
  expiresAt: n,
  lastAskedAt: n,
  isKnown: false,
  ridersNeededAt: n,
}));

it('leaves documents of others as they are, and is not kept from its own by them', async () => {
  const world = shopWorld();
  for (const name of [...GENERIC, ...COLLECTION_NAMES]) {
    for (const document of FOREIGN) world.memory.put(name, document);
  }
  const foreign = () =>
    [...GENERIC, ...COLLECTION_NAMES].map((name) =>
      FOREIGN.map(({ _id }) => world.memory.collection(name)?.get(_id)),
    );
  const before = JSON.stringify(foreign());

  const { stores } = await setUpTwoStores(world);
  for (let n = 0; n < 30; n += 1) {
    world.orders.set(`shop-one//ORDER-${n}`, 301);
    expect(await lookUpIn(world, 'o-clerk', `ORDER-${n}`)).toMatchObject({ ok: true });
    world.clock.now += 2000;
  }
  expect(await world.shop('o-owner', 'list-stores', {})).toMatchObject({
    stores: [{ storeId: stores.two }, { storeId: stores.one }],
  });
  expect((await world.shop('o-owner', 'list-people', {})).members).toHaveLength(4);
  expect((await world.shop('o-owner', 'list-accounts', {})).accounts).toHaveLength(2);
  expect(await world.shop('foreign-1', 'me', {}).catch(String)).toBe('Error: unreadable-document');
  expect(await world.shop('o-stranger', 'me', {})).toMatchObject({ kind: 'stranger' });
  await world.shop('o-owner', 'purge-now', {});
  world.clock.now += 400 * DAY;
  expect(await world.call('sweep', '', {}, 'wx_trigger')).toMatchObject({ data: { forged: 0 } });

  expect(JSON.stringify(foreign())).toBe(before);
});
