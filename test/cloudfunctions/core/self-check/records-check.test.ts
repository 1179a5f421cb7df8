import type { CheckName } from '../../../../miniprogram/contract/self-check';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { world, lookUp, owner, put } from '../../../support/fresh-shop';
import { shopWorld } from '../../../support/shop-world';
import { checkSearch } from '../../../../cloudfunctions/core/self-check/records-check';
import { remedyOf } from '../../../../miniprogram/management/views/self-check-wording';
import { MINUTE, HOUR } from '../../../support/delivery-reports';

async function found(of: CheckName = 'records'): Promise<readonly string[]> {
  const { lines } = await owner('self-check', {});
  return lines
    .filter(({ check }) => check === of)
    .map(({ finding, value }) => `${finding} ${value}`.trim());
}

it('finds nothing where all can be read, whatever others keep beside it', async () => {
  world.memory.put(COLLECTIONS.staff, { _id: 'foreign', name: '某人' });
  world.memory.put(COLLECTIONS.deliveries, { _id: 'foreign', _openid: 'o-else', at: 1 });
  expect(await found()).toEqual(['records-readable']);
});

it.each([
  ['the role of a person', COLLECTIONS.staff, 'o-clerk', { role: 'odd' }],
  ['an attempt of a delivery', COLLECTIONS.deliveries, 'A', { attempts: [{ code: 301 }] }],
  ['a miss of a delivery', COLLECTIONS.deliveries, 'A', { knownMissing: [null] }],
  ['whether a code is used', COLLECTIONS.shop, 'used-code-', { done: 'odd' }],
  ['the version of a used code', COLLECTIONS.shop, 'used-code-', { version: 'odd' }],
  ['the act of an audit line', COLLECTIONS.audit, '', { act: 7 }],
])('names the collection where %s cannot be read', async (_what, collection, start, odd) => {
  world.orders.set('shop-one//A', 301);
  await lookUp('o-clerk', 'A');
  const documents = [...(world.memory.collection(collection) ?? [])];
  const [id, document] = documents.find(([each]) => each.startsWith(start)) ?? [];
  if (id === undefined) throw new Error(`${collection} has no ${start}`);
  world.memory.put(collection, { ...document, ...odd, _id: id });
  expect(await found()).toEqual([`records-unreadable ${collection}`]);
});

it('logs of a hundred that cannot be read one', async () => {
  for (let n = 0; n < 100; n += 1)
    world.memory.put(COLLECTIONS.deliveries, { _id: `${n}`, version: 1, attempts: 'odd' });
  expect(await found()).toEqual([`records-unreadable ${COLLECTIONS.deliveries}`]);
  const logged = world.log.filter((line) => line.includes('"unreadable document"'));
  expect(logged).toEqual([
    `{"event":"unreadable document","unreadable":"${COLLECTIONS.deliveries}: attempts"}`,
  ]);
});

it('names the shop itself, and goes on with the other checks', async () => {
  put('shop', 'shop', { ownerIds: undefined });
  expect(await found()).toEqual([`records-unreadable ${COLLECTIONS.shop}`]);
  const { lines } = await owner('self-check', {});
  expect(lines).toContainEqual(expect.objectContaining({ finding: 'search-quick' }));
  expect(lines).toContainEqual({ check: 'token', finding: 'waits', about: '', value: 'records' });
});

const sweep = (source = 'wx_trigger') => world.call('sweep', '', { Type: 'Timer' }, source);

describe('whether the sweep runs', () => {
  it('waits three hours for the first one', async () => {
    expect(await found('sweep')).toEqual(['sweep-not-yet']);
    world.clock.now += 3 * HOUR;
    expect(await found('sweep')).toEqual(['sweep-not-yet']);
    world.clock.now += 1;
    expect(await found('sweep')).toEqual(['sweep-late']);
  });

  it('tells how long ago it was, and is alarmed after three hours until the next one', async () => {
    await sweep();
    expect(await found('sweep')).toEqual(['sweep-recent 0']);
    world.clock.now += 12 * MINUTE;
    expect(await found('sweep')).toEqual(['sweep-recent 12']);
    world.clock.now += 5 * HOUR;
    expect(await found('sweep')).toEqual(['sweep-late 5']);
    await sweep();
    expect(await found('sweep')).toEqual(['sweep-recent 0']);
  });

  it.each([
    ['a note while one was completed within three hours', 'left', 2],
    ['wrong after that', 'behind', 4],
  ])('tells what the last one had to leave, as %s', async (_as, name, hours) => {
    await sweep();
    world.clock.now += hours * HOUR;
    const run = { sweepRanAt: world.clock.now, sweepLeft: ['riders', 'duty-of-2027'] };
    put('shop', 'shop', run);
    const { lines } = await owner('self-check', {});
    const line = lines.find(({ check }) => check === 'sweep');
    expect(line).toMatchObject({ finding: `sweep-${name}`, value: 'riders duty-of-2027' });
    const finding = name === 'left' ? 'sweep-left' : 'sweep-behind';
    const { what } = remedyOf({ finding, about: '', value: 'riders audit duty-of-2027' });
    expect(what).toContain('还剩：骑手信息、过期的操作记录、其他。');
    // Three hours later no run has been heard of.
    world.clock.now += 3 * HOUR + 1;
    expect(await found('sweep')).toEqual([`sweep-late ${hours + 3}`]);
  });

  it('takes no time for recent that a wrong clock wrote down a day ahead', async () => {
    world.clock.now += 24 * HOUR;
    await sweep();
    world.clock.now -= 24 * HOUR;
    expect(await found('sweep')).toEqual(['sweep-late 0']);
  });

  it('makes no shop where nobody has claimed one', async () => {
    const empty = shopWorld();
    expect(await empty.call('sweep', '', {}, 'wx_trigger')).toMatchObject({ ok: true });
    expect(empty.memory.collection(COLLECTIONS.shop)?.get('shop')).toBeUndefined();
  });

  it('logs by which SOURCE somebody called who may not', async () => {
    expect(await sweep('wx_timer_of_2027')).toHaveProperty('error.code', 'source-not-accepted');
    expect(world.log.at(-1)).toContain('"source":"wx_timer_of_2027"');
  });
});

/** Checks a database whose operations take so many ms. */
function checked(readMs: number, searchMs: number) {
  let now = 0;
  const taking = (ms: number) => () => {
    now += ms;
    return Promise.resolve();
  };
  const searches = [taking(5), taking(searchMs), taking(5)];
  return checkSearch(taking(readMs), searches, () => now);
}

describe('the slowest search for orders', () => {
  it.each([
    [5, 20],
    [5, 1005],
    [1500, 1600],
  ])('is quick where reading takes %i ms and searching %i', async (readMs, searchMs) => {
    expect(await checked(readMs, searchMs)).toMatchObject([{ finding: 'search-quick' }]);
  });

  it('is slow where it takes over a second longer than reading, and says how long', async () => {
    const [line] = await checked(5, 1206);
    expect(line).toMatchObject({ check: 'search', finding: 'search-slow', value: '1.2' });
    expect(remedyOf({ finding: 'search-slow', about: '', value: '1.2' }).what).toContain('1.2 秒');
  });
});
