import { type Person, CLERK, MANAGER, OWNER, STRANGER } from '../../dev/host/people';
import { callShopAs } from '../../dev/host/call-shop';
import { openDemoShop, saveAccount } from '../../dev/host/open-demo-shop';
import { SETUP_CODE } from '../../dev/host/open-shop';
import { runTimer } from '../../dev/host/run-timer';
import {
  type DemoStore,
  DEMO_ACCOUNTS,
  DEMO_PLACEMENTS,
  FIRST_STORE,
  placementAt,
  SECOND_BRAND_ACCOUNT,
} from '../../dev/sandbox/account';
import { MALL, MINI_PROGRAMS, STAFF_MINI_PROGRAM } from '../../dev/sandbox/mini-programs';
import type { Board } from '../../miniprogram/contract/board-api';
import { DEFAULT_THRESHOLDS } from '../../miniprogram/contract/shop';
import { FINDINGS } from '../../miniprogram/contract/self-check';
import { COLLECTION_NAMES, COLLECTIONS } from '../../miniprogram/contract/shop-collections';
import { callAs, emptyWorldForEach } from '../support/local-world';

const world = emptyWorldForEach();

async function found(person: Person = OWNER): Promise<readonly string[]> {
  const { lines } = await callShopAs(world().cloud, person)('self-check', {});
  return lines.flatMap(({ check, finding, value }) =>
    FINDINGS[finding] === 'ok' ? [] : [[check, finding, value].filter(Boolean).join(' ')],
  );
}

it('a new owner is led from an empty shop to all well, by way of what is usually mixed up', async () => {
  await world().begin();
  const asOwner = callShopAs(world().cloud, OWNER);
  const sftc = DEMO_ACCOUNTS.find(({ courierId }) => courierId === 'SFTC');
  const placement = placementAt(FIRST_STORE, 'SFTC');
  if (sftc === undefined || placement === null) throw new Error('The demo has no such account.');

  await asOwner('claim', { code: SETUP_CODE, name: OWNER.ownName });
  expect(await found()).toEqual(
    expect.arrayContaining([
      'settings app-secret-missing',
      'settings stores-missing',
      'settings accounts-missing',
      'token waits settings',
    ]),
  );

  expect(await found()).toContain('sweep sweep-not-yet');
  await runTimer(world().cloud, 'sweep', world().clock.now());

  const { appId, name, appSecret } = MALL;
  const mall = { appId, name };
  await asOwner('save-mini-program', { ...mall, secret: sftc.secret });
  expect(await found()).toContain('token app-secret-rejected 40125');
  await asOwner('save-mini-program', { ...mall, secret: appSecret });
  const { storeId } = await asOwner('save-store', {
    storeId: null,
    version: 0,
    name: FIRST_STORE.name,
    position: null,
    thresholds: DEFAULT_THRESHOLDS,
  });
  // Expires functions' cache of some seconds.
  world().clock.jump(60_000);
  expect(await found()).toEqual(['settings accounts-missing', 'accounts waits settings']);

  const draft = {
    accountId: null,
    version: 0,
    appId,
    provider: 'wechat-instant',
    company: 'DADA',
    label: '顺丰同城',
    shopId: sftc.shopId,
    secret: appSecret,
    bindings: [{ storeId, shopNo: placement.shopNo }],
  } as const;
  const { accountId } = await asOwner('save-account', { ...draft, shopId: 'not-ours' });
  expect(await found()).toEqual(['accounts account-not-bound', 'sign waits accounts']);
  await asOwner('save-account', { ...draft, accountId, version: 1 });
  const expected = ['accounts account-at-another-company 顺丰同城', 'sign sign-untried'];
  expect(await found()).toEqual(expected);

  const { orderId } = world().sandbox.placeOrder({ courierId: 'SFTC', ...placement });
  const lookUp = () => callAs(world(), OWNER, 'getOrder', { action: 'look-up', orderId });
  expect(await lookUp()).toMatchObject({ ok: false, error: { code: 'sign-rejected' } });
  await asOwner('save-account', {
    ...draft,
    accountId,
    version: 2,
    company: 'SFTC',
    secret: sftc.secret,
  });
  expect(await found()).toEqual(['sign sign-untried']);
  world().clock.jump(60_000);
  expect(await lookUp()).toMatchObject({ ok: true });
  expect(await found()).toEqual([]);

  const { openId } = OWNER;
  for (const collection of COLLECTION_NAMES) {
    const add = { operation: 'add', collection, data: {} };
    expect(world().cloud.database.answerClient(openId, add)).toMatchObject({ errCode: -502003 });
  }
});

it('a phone that writes into the database itself does not have the shop before its owner has it', async () => {
  const { cloud, sandbox } = world();
  // State before the owner has closed the collections.
  sandbox.faults.set('database-open');
  const owner = { version: 1, name: '冒充的店主', role: 'owner', allStores: true, storeIds: [] };
  const fields = { ...owner, staffId: 'made-up', joinedAt: 0, expiresAt: null };
  for (const [collection, data] of [
    [COLLECTIONS.shop, { _id: 'shop', version: 1, ownerIds: [STRANGER.openId] }],
    [COLLECTIONS.staff, { _id: STRANGER.openId, ...fields }],
  ] as const) {
    cloud.database.plant(collection, { _id: 'first' }, 'o-somebody');
    cloud.database.answerClient(STRANGER.openId, { operation: 'add', collection, data });
  }
  const asStranger = callShopAs(cloud, STRANGER);
  const claim = { code: SETUP_CODE, name: OWNER.ownName };

  expect(await asStranger('me', {})).toMatchObject({ kind: 'stranger', claimable: true });
  const claimed = await callShopAs(cloud, OWNER)('claim', claim);
  expect(claimed).toMatchObject({ kind: 'member', role: 'owner' });
  await expect(asStranger('list-people', {})).rejects.toThrow('not-staff');
});

it('each order of the demo is found in the name of whoever placed it; in that of the staff’s own mini-program none is, and the answer tells where it may be', async () => {
  await world().begin();
  const { appId, name, appSecret: secret } = STAFF_MINI_PROGRAM;
  const inOwn = DEMO_ACCOUNTS.map((account) => ({ ...account, appId }));
  await openDemoShop(world().cloud, null, inOwn);
  const asOwner = callShopAs(world().cloud, OWNER);
  await asOwner('save-mini-program', { appId, name, secret });
  const { sandbox, clock } = world();
  const all = sandbox.deliveries();
  const outcomes = async (orders: typeof all): Promise<readonly unknown[]> => {
    const seen: unknown[] = [];
    for (const { orderId } of orders) {
      // Outlasts what functions have cached, and the limits of one person.
      clock.jump(60_000);
      const answer = await callAs(world(), OWNER, 'getOrder', { action: 'look-up', orderId });
      seen.push(answer.ok ? 'found' : [answer.error.code, answer.error.isMaybeElsewhere]);
    }
    return seen;
  };
  const ofEach = new Map(all.map((order) => [`${order.appId} ${order.courierId}`, order]));
  const oneOfEach = [...ofEach.values()];
  expect(oneOfEach).toHaveLength(DEMO_ACCOUNTS.length);

  const notBound = ['account-not-bound', true];
  expect(await outcomes(oneOfEach)).toEqual(oneOfEach.map(() => notBound));
  sandbox.faults.set('binding-everywhere');
  const notFound = ['order-not-found', true];
  expect(await outcomes(oneOfEach)).toEqual(oneOfEach.map(() => notFound));

  const { stores } = await asOwner('list-stores', {});
  const idOf = (store: DemoStore) => stores.find((one) => one.name === store.name)?.storeId ?? '';
  for (const account of DEMO_ACCOUNTS) await saveAccount(asOwner, account, idOf);
  expect(await outcomes(all)).toEqual(all.map(() => 'found'));
  expect(sandbox.requests().get('/cgi-bin/stable_token')).toBe(MINI_PROGRAMS.length);
});

describe('paid orders of the mall', () => {
  const LIST = '/wxa/sec/order/get_order_list';
  const ASKED = '/cgi-bin/express/local/business/order/get';
  const MINUTE = 60_000;
  const { appId } = MALL;

  const requests = (path: string): number => world().sandbox.requests().get(path) ?? 0;

  async function boardOf(person: Person): Promise<Board> {
    const answer = await callAs(world(), person, 'getOrder', { action: 'board', marks: [] });
    if (!answer.ok) throw new Error(`The board failed: ${answer.error.code}`);
    return answer.data as Board;
  }

  /** Returns the order ids on a person's board, which stays open until it has so many. */
  async function idsOnBoard(person: Person, count: number, mostMinutes: number) {
    let rows: Board['rows'] = [];
    for (let minutes = 0; minutes < mostMinutes && rows.length < count; minutes += 1) {
      world().clock.jump(MINUTE);
      // An open board calls several times a minute.
      for (let call = 0; call < 6 && rows.length < count; call += 1)
        ({ rows } = await boardOf(person));
    }
    return rows.map(({ orderId }) => orderId).sort();
  }

  /** Places orders of the mall at its accounts in turn. */
  function place(count: number): readonly string[] {
    const ofMall = DEMO_PLACEMENTS.filter(({ shopId }) => shopId !== SECOND_BRAND_ACCOUNT.shopId);
    return Array.from({ length: count }, (_, index) => {
      return world().sandbox.placeOrder(ofMall[index % ofMall.length]).orderId;
    }).sort();
  }

  it('come onto the empty board by themselves, each in its store, once their numbers are those of the deliveries', async () => {
    await world().begin();
    await openDemoShop(world().cloud);
    const { sandbox, clock } = world();
    const asOwner = callShopAs(world().cloud, OWNER);
    for (const orderId of place(6)) {
      await callAs(world(), OWNER, 'getOrder', { action: 'look-up', orderId });
      sandbox.move(orderId, 103);
      clock.jump(MINUTE);
      await callAs(world(), OWNER, 'getOrder', { action: 'look-up', orderId });
    }
    clock.jump(120 * MINUTE);

    sandbox.faults.set('paid-numbers-differ');
    const differing = await asOwner('compare-paid-orders', { appId });
    const expected = { isOn: false, match: { of: 6, same: 0 } };
    expect(differing.miniProgram.paidOrders).toMatchObject(expected);
    expect(differing.examples).toHaveLength(2);
    const switched = asOwner('switch-paid-orders', { appId, isOn: true });
    await expect(switched).rejects.toThrow('numbers-differ');
    place(3);
    const before = [requests(ASKED), requests(LIST)];
    expect(await idsOnBoard(OWNER, 1, 3)).toEqual([]);
    expect([requests(ASKED), requests(LIST)]).toEqual(before);

    clock.jump(60 * MINUTE);
    sandbox.faults.clear(null);
    const { miniProgram } = await asOwner('compare-paid-orders', { appId });
    expect(miniProgram.paidOrders.match).toMatchObject({ of: 6, same: 6 });
    await asOwner('switch-paid-orders', { appId, isOn: true });
    clock.jump(MINUTE);
    const placed = place(16);
    const reads = requests(LIST);
    // Read, taken, and nobody’s yet.
    const empty = await boardOf(CLERK);
    expect(requests(LIST) - reads).toBe(1);
    expect(empty).toMatchObject({ rows: [] });
    expect(Object.keys(empty)).not.toContain('awaitedMore');
    const since = clock.now();
    // On a busy machine questions may fail, and are asked again later.
    expect(await idsOnBoard(OWNER, 16, 60)).toEqual(placed);
    expect(requests(LIST) - reads).toBeLessThanOrEqual(1 + (clock.now() - since) / MINUTE);
    const ofFirst = sandbox.deliveries().filter(({ store }) => store === FIRST_STORE.name);
    const own = ofFirst.map(({ orderId }) => orderId).filter((id) => placed.includes(id));
    expect(own).toHaveLength(8);
    expect(await idsOnBoard(MANAGER, own.length, 1)).toEqual(own.sort());
    expect(await idsOnBoard(CLERK, 16, 1)).toEqual(placed);
  });
});
