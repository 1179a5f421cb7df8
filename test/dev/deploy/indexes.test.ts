import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type * as documentsModule from '../../../cloudfunctions/core/storage/documents';
import { manualTasks } from '../../../dev/deploy/manual-tasks';
import type { DatabaseIndex } from '../../../dev/deploy/indexes';
import { INDEXES } from '../../../dev/deploy/indexes';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import type { DeploySettings } from '../../../dev/deploy/settings';
import { REMEDIES } from '../../../miniprogram/management/views/self-check-wording';
import { twoStoreShop, staffIdOf } from '../../support/two-store-shop';
import type { Queried } from '../../support/memory-database';
import { ROOT, textOf as textIn } from '../../support/repository';

const SETTINGS: DeploySettings = {
  appId: 'wx-1',
  cloudEnvironment: 'prod-1',
  privateKeyPath: 'private.key',
  appSecret: 'set',
  apiBaseUrl: 'https://api.weixin.qq.com',
  functionEnvironment: {},
};

/** Reads a document, whose columns are padded. */
const textOf = (file: string): string => textIn(file).replace(/ +/g, ' ');

/** Collections of a hundred documents at most (SHOP_BOUNDS.entries), or one. */
const SMALL: readonly string[] = [
  ...[COLLECTIONS.shop, COLLECTIONS.staff, COLLECTIONS.stores, COLLECTIONS.accounts],
  ...[COLLECTIONS.invites, COLLECTIONS.tokens],
];
/** Lists by `_id` alone, which the cloud finds by itself. */
const LISTS_BY_ID = path.join('storage', 'limits.ts');
/** Files of cloudfunctions/core that search by more than `_id`. */
const searched = new Set<string>();

type DocumentsModule = typeof documentsModule;

jest.mock<DocumentsModule>('../../../cloudfunctions/core/storage/documents', () => {
  const actual = jest.requireActual<DocumentsModule>(
    '../../../cloudfunctions/core/storage/documents',
  );
  /** Records the calling file. */
  const noting =
    <Words extends readonly unknown[], Answer>(search: (...words: Words) => Answer) =>
    (...words: Words): Answer => {
      const caller = new Error().stack?.split('\n')[2] ?? '';
      const file = /cloudfunctions.core.(.+\.ts)/.exec(caller)?.[1] ?? caller;
      searched.add(file.split(path.sep).join('/'));
      return search(...words);
    };
  return {
    ...actual,
    createDocuments: (...words) => {
      const documents = actual.createDocuments(...words);
      const { list, listAs, removeFound } = documents;
      return {
        ...documents,
        list: noting(list),
        listAs: noting(listAs),
        removeFound: noting(removeFound),
      };
    },
  };
});

/** Returns the functions' own queries of collections that may grow large. */
async function asked(): Promise<readonly Queried[]> {
  const { world } = await twoStoreShop();
  world.orders.set('shop-one//20261124-8842', 301);
  await world.call('getOrder', 'o-clerk', { action: 'look-up', orderId: '20261124-8842' });
  for (const openId of ['o-owner', 'o-clerk']) {
    world.clock.now += 60_000;
    const orderIds = ['20261124-8842'];
    await world.call('getOrder', openId, { action: 'refresh-orders', orderIds });
    await world.call('getOrder', openId, { action: 'look-up', orderId: '8842' });
    await world.call('getOrder', openId, { action: 'board', held: [] });
  }
  await world.call('getOrder', 'o-clerk', { action: 'reveal-phone', orderId: '20261124-8842' });
  await world.shop('o-owner', 'list-audit', { before: null });
  await world.shop('o-owner', 'list-audit', { before: world.clock.now });
  await world.shop('o-owner', 'self-check', {});
  await world.shop('o-owner', 'list-people', {});
  await world.shop('o-owner', 'remove-member', { staffId: await staffIdOf(world, 'o-manager') });
  await world.shop('o-stranger', 'me', {});
  await world.call('sweep', '', {}, 'wx_trigger');
  await world.shop('o-owner', 'purge-now', {});
  return world.memory
    .queries()
    .filter(({ collection }) => !SMALL.includes(collection))
    .filter(({ equal, bounded, order }) => equal.length + bounded.length > 0 || order !== null);
}

/** Says whether an index answers a query alone: equal fields first, then a bound or an order. */
function serves({ collection, keys }: DatabaseIndex, query: Queried): boolean {
  const names = keys.map(({ name }) => name);
  // An index holds one list at most. The few orders with one end are filtered by store.
  const wanted = query.equal.includes('tails')
    ? query.equal.filter((name) => name !== 'storeIds')
    : query.equal;
  const equal = names.slice(0, wanted.length).sort();
  const rest = [...new Set([...query.bounded, ...(query.order === null ? [] : [query.order])])];
  return (
    collection === query.collection &&
    equal.join() === wanted.join() &&
    names.slice(equal.length).join() === rest.join()
  );
}

test('every query of a collection that may grow large has its index, and every index its query', async () => {
  const queries = await asked();
  expect(queries.length).toBeGreaterThan(6);
  expect(queries.filter((query) => !INDEXES.some((index) => serves(index, query)))).toEqual([]);
  expect(INDEXES.filter((index) => !queries.some((query) => serves(index, query)))).toEqual([]);
  // Checks that all searching files are covered.
  const core = path.join(ROOT, 'cloudfunctions/core');
  const byId = readFileSync(path.join(core, LISTS_BY_ID), 'utf8');
  expect(byId.match(/\.(list|listAs|removeFound)\(.*/g)).toEqual([
    expect.stringMatching(/^\.list\(\{ holds: \['_id', ids\]/),
  ]);
  const searching = readdirSync(core, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('documents.ts'))
    .filter((file) => file !== LISTS_BY_ID)
    .filter((file) =>
      /\.(list|listAs|removeFound)\(/.test(readFileSync(path.join(core, file), 'utf8')),
    )
    .map((file) => file.split(path.sep).join('/'));
  expect([...searched].sort()).toEqual(searching.sort());
});

test('every index is named wherever somebody has to make it by hand', () => {
  const left = manualTasks({ ...SETTINGS, appSecret: null }).join('\n');
  const [english, chinese] = ['docs/set-up.md', 'docs/set-up.zh-CN.md'].map(textOf);
  const remedy = REMEDIES['search-slow'].where({ about: '', value: '' });
  for (const { collection, keys } of INDEXES) {
    const fields = (words: Readonly<Record<'1' | '-1', string>>): string =>
      keys.map(({ name, direction }) => `${name} ${words[direction]}`).join('、');
    const inChinese = fields({ '1': '升序', '-1': '降序' });
    expect(left).toContain(inChinese);
    expect(left).toContain(collection);
    expect(chinese).toContain(`| ${collection} | ${inChinese} |`);
    const inEnglish = fields({ '1': 'ascending', '-1': 'descending' }).replaceAll('、', ', ');
    expect(english).toContain(`| ${collection} | ${inEnglish} |`);
    // Orders that a look-up or a board waits for.
    const isWaitedFor = keys.some(({ name }) =>
      ['isKnown', 'isUnderWay', 'endedAt'].includes(name),
    );
    expect(remedy.includes(inChinese)).toBe(isWaitedFor);
  }
  expect(manualTasks(SETTINGS).join('\n')).not.toContain('索引');
});

test('names of indexes are unique in their collection, and no index has two lists in it', () => {
  const names = INDEXES.map(({ collection, name }) => `${collection}.${name}`);
  expect(new Set(names).size).toBe(names.length);
  const lists = ['storeIds', 'tails', 'boardStoreIds'];
  for (const { keys } of INDEXES)
    expect(keys.filter(({ name }) => lists.includes(name)).length).toBeLessThan(2);
});
