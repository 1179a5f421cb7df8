import { manualTasks } from '../../../dev/deploy/manual-tasks';
import { INDEXES } from '../../../dev/deploy/indexes';
import { GROUPS } from '../../../dev/sandbox/robots';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { remedyOf } from '../../../miniprogram/management/views/self-check-wording';
import { DEPLOY_SETTINGS } from '../../support/deploy-settings';
import { type Queried, serves } from '../../support/indexed-queries';
import { accept, chooseTemplate } from '../../support/fake-messages';
import { openRobot } from '../../support/told-shop';
import { memoryDatabase } from '../../support/memory-database';
import { missingIndexes } from '../../support/missing-indexes';
import { textOf as textIn } from '../../support/repository';
import { twoStoreShop, staffIdOf } from '../../support/two-store-shop';

/** Reads a document, whose columns are padded. */
const textOf = (file: string): string => textIn(file).replace(/ +/g, ' ');

/** Returns the functions' queries of collections that may grow large. */
async function asked(): Promise<readonly Queried[]> {
  const { world, stores } = await twoStoreShop();
  await openRobot(world, stores.one);
  world.orders.set('shop-one//20261124-8842', 301);
  await world.call('getOrder', 'o-clerk', { action: 'look-up', orderId: '20261124-8842' });
  for (const openId of ['o-owner', 'o-clerk']) {
    world.clock.now += 60_000;
    const orderIds = ['20261124-8842'];
    await world.call('getOrder', openId, { action: 'refresh-orders', orderIds });
    await world.call('getOrder', openId, { action: 'look-up', orderId: '8842' });
    await world.call('getOrder', openId, { action: 'board', marks: [] });
  }
  await world.call('getOrder', 'o-clerk', { action: 'reveal-phone', orderId: '20261124-8842' });
  await world.shop('o-owner', 'list-audit', { before: null });
  await world.shop('o-owner', 'list-audit', { before: world.clock.now });
  await world.shop('o-owner', 'self-check', {});
  await world.shop('o-owner', 'list-people', {});
  await world.shop('o-owner', 'remove-member', { staffId: await staffIdOf(world, 'o-manager') });
  await world.shop('o-stranger', 'me', {});
  const address = GROUPS[0]?.address ?? '';
  await world.shop('o-owner', 'save-robot', { storeId: stores.one, address, signSecret: null });
  await chooseTemplate(world);
  await accept(world, 'o-owner');
  await world.shop('o-owner', 'list-message-templates', {});
  world.clock.now += 60_000;
  await world.call('watch', '', {}, 'wx_trigger');
  await world.call('sweep', '', {}, 'wx_trigger');
  await world.shop('o-owner', 'purge-now', {});
  return world.memory.queries();
}

test('a query of a collection that may grow large has its index, here and in every test, and every index its query', async () => {
  const { database, put } = memoryDatabase();
  put(COLLECTIONS.deliveries, { _id: 'A-1' });
  await expect(
    database().collection(COLLECTIONS.deliveries).where({ riderName: '陈' }).get(),
  ).rejects.toThrow('has no index for');
  // Else this test would fail for it: test/support/no-missing-index.ts.
  expect(missingIndexes.splice(0)).toEqual([expect.stringContaining('riderName')]);
  const queries = await asked();
  expect(INDEXES.filter((index) => !queries.some((query) => serves(index, query)))).toEqual([]);
});

test('every index is named wherever somebody has to make it by hand', () => {
  const left = manualTasks({ ...DEPLOY_SETTINGS, appSecret: null }).join('\n');
  const [english, chinese] = ['docs/set-up.md', 'docs/set-up.zh-CN.md'].map(textOf);
  const remedy = remedyOf({ finding: 'search-slow', about: '', value: '' }).where;
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
      ['isKnown', 'isUnderWay', 'endedAt', 'awaitedFor'].includes(name),
    );
    expect(remedy.includes(inChinese)).toBe(isWaitedFor);
  }
  expect(manualTasks(DEPLOY_SETTINGS).join('\n')).not.toContain('索引');
});

test('names of indexes are unique in their collection, and no index has two lists in it', () => {
  const names = INDEXES.map(({ collection, name }) => `${collection}.${name}`);
  expect(new Set(names).size).toBe(names.length);
  const lists = ['storeIds', 'tails', 'boardStoreIds', 'awaitedFor'];
  for (const { keys } of INDEXES)
    expect(keys.filter(({ name }) => lists.includes(name)).length).toBeLessThan(2);
});
