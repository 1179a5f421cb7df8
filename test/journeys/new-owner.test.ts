import { type Person, OWNER } from '../../dev/host/people';
import { callShopAs } from '../../dev/host/call-shop';
import { openDemoShop, saveAccount } from '../../dev/host/open-demo-shop';
import { SETUP_CODE } from '../../dev/host/open-shop';
import { runTimer } from '../../dev/host/run-timer';
import { type DemoStore, DEMO_ACCOUNTS, FIRST_STORE, placementAt } from '../../dev/sandbox/account';
import { MALL, MINI_PROGRAMS, STAFF_MINI_PROGRAM } from '../../dev/sandbox/mini-programs';
import { DEFAULT_THRESHOLDS } from '../../miniprogram/contract/shop';
import { FINDINGS } from '../../miniprogram/contract/self-check';
import { COLLECTION_NAMES } from '../../miniprogram/contract/shop-collections';
import { callAs, emptyWorldForEach } from '../support/local-world';

const world = emptyWorldForEach();

/** Returns the self-check's findings on the way. */
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
  await runTimer(world().cloud, world().clock.now());

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
  expect(await found()).toEqual([
    'accounts account-at-another-company 顺丰同城',
    'sign sign-untried',
  ]);

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

it('each order of the demo is found in the name of whoever placed it; in that of the staff’s own mini-program none is, and the answer tells where it may be', async () => {
  await world().begin();
  const { appId, name, appSecret: secret } = STAFF_MINI_PROGRAM;
  const inOwn = DEMO_ACCOUNTS.map((account) => ({ ...account, appId }));
  await openDemoShop(world().cloud, null, inOwn);
  const asOwner = callShopAs(world().cloud, OWNER);
  await asOwner('save-mini-program', { appId, name, secret });
  const { sandbox, clock } = world();
  const outcomes = async (): Promise<readonly unknown[]> => {
    const seen: unknown[] = [];
    for (const { orderId } of sandbox.deliveries()) {
      // Outlasts what functions have cached, and the limits of one person.
      clock.jump(60_000);
      const answer = await callAs(world(), OWNER, 'getOrder', { action: 'look-up', orderId });
      seen.push(answer.ok ? 'found' : [answer.error.code, answer.error.isMaybeElsewhere]);
    }
    return seen;
  };
  const everyOrder = (outcome: unknown) => sandbox.deliveries().map(() => outcome);

  expect(await outcomes()).toEqual(everyOrder(['account-not-bound', true]));
  sandbox.faults.set('binding-everywhere');
  expect(await outcomes()).toEqual(everyOrder(['order-not-found', true]));

  const { stores } = await asOwner('list-stores', {});
  const idOf = (store: DemoStore) => stores.find((one) => one.name === store.name)?.storeId ?? '';
  for (const account of DEMO_ACCOUNTS) await saveAccount(asOwner, account, idOf);
  expect(await outcomes()).toEqual(everyOrder('found'));
  expect(sandbox.requests().get('/cgi-bin/stable_token')).toBe(MINI_PROGRAMS.length);
});
