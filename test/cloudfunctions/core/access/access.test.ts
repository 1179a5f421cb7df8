// More than 300 lines: one table of who may do what.
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { createActionHandler, isSafeEvent } from '../../../../cloudfunctions/core/access/access';
import type { Role } from '../../../../miniprogram/contract/shop';
import type { BoardAction } from '../../../../miniprogram/contract/board-api';
import type { OrderAction } from '../../../../miniprogram/contract/cloud-api';
import type { ShopAction } from '../../../../miniprogram/contract/shop-api';
import { staffFields } from '../../../../cloudfunctions/core/access/staff';
import { openDatabaseClock } from '../../../../cloudfunctions/core/storage/database-clock';
import { createDocuments } from '../../../../cloudfunctions/core/storage/documents';
import { readShop } from '../../../../cloudfunctions/core/storage/shop-document';
import { fakeCall } from '../../../support/calls';
import { APP_ID, MALL } from '../../../support/fake-wechat';
import { NOON } from '../../../support/delivery-reports';
import { lookUpIn } from '../../../support/look-ups';
import { openRobot } from '../../../support/told-shop';
import { FEISHU_ADDRESS } from '../../../support/fake-robots';
import { FILLED, TEMPLATE, chooseTemplate } from '../../../support/fake-messages';
import { memoryDatabase } from '../../../support/memory-database';
import {
  type TwoStoreShop,
  twoStoreShop,
  join,
  newStore,
  NEW_STORE,
  NEW_ACCOUNT,
  intracityDraft,
  staffIdOf,
} from '../../../support/two-store-shop';
import { memoryDocuments } from '../../../support/memory-documents';
import { STORE_ONE, testKeys } from '../../../support/signing-wechat';
import { type ShopWorld, SETTINGS } from '../../../support/shop-world';

type Person = Role | 'stranger' | 'removed';
/** Store that an action is about: the actor's own, or another. */
type Where = 'own' | 'other';
type Name = ShopAction | OrderAction | BoardAction | 'register' | TimerAction;
type TimerAction = 'sweep' | 'watch';

const PEOPLE: readonly Person[] = ['owner', 'manager', 'clerk', 'reviewer', 'stranger', 'removed'];
const SOURCES = ['wx_client', 'wx_devtools', 'wx_trigger', 'wx_http', 'wx_client,scf', ''];
const CLIENTS = ['wx_client', 'wx_devtools'];
const EVERYWHERE = ['own', 'other'] as const;

type Rights = Readonly<Partial<Record<Person, readonly Where[]>>>;
const OWNER_ONLY: Rights = { owner: EVERYWHERE };
const OF_OWN_STORES: Rights = { ...OWNER_ONLY, manager: ['own'] };
const SHOP_FLOOR: Rights = { ...OF_OWN_STORES, clerk: ['own'] };
const MANAGERS: Rights = { ...OWNER_ONLY, manager: EVERYWHERE };
const ALL_BUT_REVIEWERS: Rights = { ...MANAGERS, clerk: EVERYWHERE };
const STAFF: Rights = { ...ALL_BUT_REVIEWERS, reviewer: EVERYWHERE };
const ANYBODY: Rights = { ...STAFF, stranger: EVERYWHERE, removed: EVERYWHERE };

/** Rights by action, person and store, written down from the product's rules, not from the code. */
const GRANTED = new Map<Name, Rights>([
  ...granted(ANYBODY, 'me', 'claim', 'see-invite'),
  // An existing member stays as they are: the invite is not consumed.
  ...granted({ stranger: EVERYWHERE, removed: EVERYWHERE }, 'accept-invite'),
  // The refreshed orders are always those of the actor's own stores.
  ...granted(STAFF, 'leave', 'refresh-orders'),
  ...granted(ALL_BUT_REVIEWERS, 'list-stores', 'message-door', 'add-orders'),
  // One's own messages and hours.
  ...granted(ALL_BUT_REVIEWERS, 'accept-message', 'save-own-quiet-hours'),
  ...granted(MANAGERS, 'list-people', 'list-robots'),
  // Of another store an order waits on the board of the own ones.
  ...granted(SHOP_FLOOR, 'look-up', 'reveal-phone', 'acknowledge', 'board'),
  ...granted(OF_OWN_STORES, 'invite', 'revoke-invite', 'remove-member', 'save-quiet-hours'),
  ...granted(OF_OWN_STORES, 'try-robot', 'save-robot', 'remove-robot'),
  // What a clerk has not brought stays for the clerk.
  ...granted(OF_OWN_STORES, 'take-off'),
  ...granted(OWNER_ONLY, 'confirm-joiner', 'change-member', 'save-store', 'remove-store'),
  ...granted(OWNER_ONLY, 'list-accounts', 'save-account', 'remove-account', 'read-key'),
  ...granted(OWNER_ONLY, 'list-wechat-stores', 'save-intracity-account'),
  ...granted(OWNER_ONLY, 'list-register-keys', 'make-register-key', 'revoke-register-key'),
  ...granted(OWNER_ONLY, 'list-mini-programs', 'save-mini-program', 'read-mini-program'),
  ...granted(OWNER_ONLY, 'remove-mini-program', 'compare-paid-orders', 'switch-paid-orders'),
  ...granted(OWNER_ONLY, 'list-message-templates', 'save-message-template', 'save-dark-map'),
  ...granted(OWNER_ONLY, 'settings', 'save-retention', 'list-audit', 'purge-now'),
  ...granted(OWNER_ONLY, 'self-check', 'check-function'),
  // For no person: for who has a key, over HTTP, and for the cloud's timer.
  ...granted({}, 'register', 'sweep', 'watch'),
]);

function granted(rights: Rights, ...names: readonly Name[]) {
  return names.map((name) => [name, rights] as const);
}

const SECOND_CODE = 'mR4tY8bN2cV6xQ1z';

/** Inputs by which the actions that need one would succeed. */
type Inputs = Readonly<Partial<Record<Name, object>>>;

interface Fixture {
  readonly shop: TwoStoreShop;
  readonly inputs: Readonly<Record<Where, Inputs>>;
  /** The database as each attempt finds it. */
  readonly before: string;
}

let fixture: Fixture;

beforeAll(async () => {
  fixture = await createFixture();
});

async function createFixture(): Promise<Fixture> {
  const shop = await twoStoreShop();
  const { world, stores } = shop;
  await world.shop('o-owner', 'save-mini-program', MALL);
  await join(world, 'o-other-owner', 'owner', 'all');
  await join(world, 'o-removed', 'clerk', [stores.one]);
  const staffId = await staffIdOf(world, 'o-removed');
  await world.shop('o-owner', 'remove-member', { staffId });
  world.orders.set('shop-one//ORDER-one', 301).set('shop-two//ORDER-two', 301);
  world.orders.set('shop-one//BACK-one', 304).set('shop-two//BACK-two', 304);
  // As many as a comparison needs.
  const known = ['BACK-one', 'BACK-two', 'KNOWN-1', 'KNOWN-2', 'KNOWN-3'];
  for (const orderId of known) {
    if (orderId.startsWith('KNOWN')) world.orders.set(`shop-one//${orderId}`, 301);
    await lookUpIn(world, 'o-owner', orderId);
  }
  for (const storeId of Object.values(stores)) await openRobot(world, storeId, FEISHU_ADDRESS);
  await chooseTemplate(world);
  const inputs = { own: await inputsFor(shop, 'one'), other: await inputsFor(shop, 'two') };
  return { shop, inputs, before: withoutCounters(world) };
}

async function inputsFor(
  { world, stores, accounts }: TwoStoreShop,
  which: 'one' | 'two',
): Promise<Inputs> {
  const storeId = stores[which];
  await join(world, `o-target-${which}`, 'clerk', [storeId]);
  const staffId = await staffIdOf(world, `o-target-${which}`);
  const open = await world.shop('o-owner', 'invite', { role: 'clerk', stores: [storeId] });
  const waiting = await world.shop('o-owner', 'invite', { role: 'manager', stores: [storeId] });
  await world.shop(`o-joiner-${which}`, 'accept-invite', {
    secret: waiting.secret,
    name: `小王${which}`,
  });
  const spare = await newStore(world, `空店${which}`);
  const accountId = accounts[which];
  const wantedKey = { label: `系统${which}`, stores: [storeId] };
  const { keyId, key } = await world.shop('o-owner', 'make-register-key', wantedKey);
  const orders = [{ orderId: `AWAITED-${which}` }];
  await world.call('getOrder', '', { action: 'register', key, orders }, 'wx_http');
  return {
    claim: { code: SECOND_CODE, name: '新店主' },
    'see-invite': { secret: open.secret },
    'accept-invite': { secret: open.secret, name: '小林' },
    invite: { role: 'clerk', stores: [storeId] },
    'revoke-invite': { inviteId: open.inviteId },
    'confirm-joiner': { inviteId: waiting.inviteId, name: `小王${which}` },
    'change-member': { staffId, role: 'manager', stores: [storeId] },
    'remove-member': { staffId },
    'save-store': { ...NEW_STORE, storeId, version: 2, name: '新名字' },
    'remove-store': { storeId: spare, version: 1 },
    'save-account': {
      ...{ ...NEW_ACCOUNT, accountId, version: 1, label: '新标签', shopId: `shop-${which}` },
      bindings: [{ storeId, shopNo: null }],
    },
    'read-key': { kind: 'number', text: 'sn-1' },
    'list-wechat-stores': { accountId: null, appId: APP_ID, keys: testKeys() },
    'save-intracity-account': intracityDraft([{ storeId, shopNo: STORE_ONE }]),
    'remove-account': { accountId, version: 1 },
    'make-register-key': { label: '新系统', stores: [storeId] },
    'revoke-register-key': { keyId },
    register: { key, orders: [{ orderId: `NEW-${which}` }] },
    'save-mini-program': { appId: APP_ID, name: '骑手在哪', secret: 'another-app-secret' },
    'read-mini-program': { appId: APP_ID },
    'remove-mini-program': { appId: MALL.appId, version: 1 },
    'compare-paid-orders': { appId: APP_ID },
    'switch-paid-orders': { appId: MALL.appId, isOn: false },
    'try-robot': { storeId },
    'save-robot': { storeId, address: FEISHU_ADDRESS, signSecret: null },
    'remove-robot': { storeId },
    'save-quiet-hours': { storeId, quiet: null },
    'save-message-template': { templateId: TEMPLATE.templateId, filled: FILLED },
    'accept-message': { templateId: TEMPLATE.templateId },
    'save-own-quiet-hours': { quiet: { from: 23, to: 7 } },
    'save-dark-map': { darkMap: null },
    'save-retention': { historyDays: 30, auditDays: 60 },
    'list-audit': { before: null },
    'look-up': { orderId: `ORDER-${which}` },
    'reveal-phone': { orderId: `ORDER-${which}` },
    'refresh-orders': { orderIds: [] },
    acknowledge: { orderId: `BACK-${which}`, reason: 'returning' },
    'add-orders': { orders: [[`ORDER-${which}`]] },
    'take-off': { orderId: `AWAITED-${which}` },
    board: { marks: [], storeId },
  };
}

function isTimer(name: Name): name is TimerAction {
  return name === 'sweep' || name === 'watch';
}

function functionOf(name: Name): 'shop' | 'getOrder' | TimerAction {
  if (isTimer(name)) return name;
  return fixture.shop.world.tables.getOrder.has(name) ? 'getOrder' : 'shop';
}

/** Copies the shop, as an instance that an owner may still claim. */
const copied = (): ShopWorld =>
  fixture.shop.world.copy({ ...SETTINGS, OWNER_SETUP_CODE: SECOND_CODE });

/** Calls one action. @returns `ok` or the error's code */
async function attempt(world: ShopWorld, name: Name, person: Person, where: Where, source: string) {
  const event = { action: name, ...fixture.inputs[where][name] };
  const answer = await world.call(functionOf(name), `o-${person}`, event, source);
  return answer.ok ? 'ok' : answer.error.code;
}

/** Writes out the database without its counters and records, which a refused call may change. */
function withoutCounters({ memory }: ShopWorld): string {
  const {
    [COLLECTIONS.limits]: _limits,
    [COLLECTIONS.deliveries]: _deliveries,
    [COLLECTIONS.audit]: _audit,
    ...rest
  } = memory.dump();
  return JSON.stringify(rest, (name, value: unknown) =>
    /^(lookUps|unknownIds|brought|reveals|questions|boards|refused)/.test(name) ? undefined : value,
  );
}

const NAMES = [...GRANTED.keys()];

describe('the access table', () => {
  it('has a line here for every action of every function, and no line without one', () => {
    const actions = Object.values(fixture.shop.world.tables).flatMap((table) => [...table.keys()]);
    expect(actions.sort()).toEqual([...NAMES].sort());
  });

  describe.each(NAMES)('%s', (name) => {
    it.each(PEOPLE)('of somebody who is: %s', async (person) => {
      // The source is looked at before the person and the place are: one has all of them.
      const sources = person === 'owner' ? SOURCES : ['wx_client', 'wx_trigger', 'wx_http'];
      const own = sources.map((source) => ['own', source] as const);
      let world = copied();
      for (const [where, source] of [...own, ['other', 'wx_client'] as const]) {
        const outcome = await attempt(world, name, person, where, source);
        const isClient = CLIENTS.includes(source);
        const may =
          (isClient && (GRANTED.get(name)?.[person] ?? []).includes(where)) ||
          (isTimer(name) && source === 'wx_trigger') ||
          (name === 'register' && source === 'wx_http');
        const expected = may ? 'ok' : refusalOf(name, person, where, isClient);
        expect([source, where, outcome]).toEqual([source, where, expected]);
        // Only a call that is granted changes the database, and needs a shop of its own.
        expect(may || withoutCounters(world) === fixture.before).toBe(true);
        if (may) world = copied();
      }
    });
  });
});

/** Finds the error code by which a person is refused. */
function refusalOf(name: Name, person: Person, where: Where, isClient: boolean): string {
  if (!isClient || isTimer(name) || name === 'register') return 'source-not-accepted';
  if (person === 'stranger' || person === 'removed') return 'not-staff';
  if (name === 'accept-invite') return 'already-staff';
  // Orders of a reviewer are the recorded stories only.
  if (name === 'look-up') return 'order-not-found';
  if (name === 'acknowledge' || name === 'reveal-phone')
    return person === 'reviewer' ? 'not-allowed' : 'order-not-found';
  if (name === 'take-off' && person !== 'reviewer')
    return where === 'own' ? 'not-allowed' : 'order-not-found';
  // A reviewer has no store.
  if (name === 'board') return 'no-such-entry';
  return person === 'manager' && where === 'other' && GRANTED.get(name)?.manager
    ? 'no-such-entry'
    : 'not-allowed';
}

/** An instance whose own clock is off, over a database at noon. */
function atNoon() {
  const memory = memoryDatabase(new Map(), () => NOON);
  const open = (name: string) => createDocuments(memory.database, name, () => undefined);
  const clock = openDatabaseClock(open('limits'), { wall: () => 0, monotonic: () => 0 });
  const shop = () => readShop(memoryDocuments());
  const perform = createActionHandler({ actions: new Map(), staff: open('staff'), clock, shop });
  return { memory, clock, perform };
}

it('whose access ends is refused from then on, by the time of the database, whatever the instance’s own clock', async () => {
  const { memory, perform } = atNoon();
  const admission = { role: 'reviewer', stores: [], name: '', openId: 'o-reviewer' } as const;
  const fields = staffFields({ ...admission, expiresAt: NOON }, null, 0);
  memory.put('staff', { _id: 'o-reviewer', version: 1, ...fields });
  const call = fakeCall({ openId: 'o-reviewer' });
  await expect(perform({}, call)).rejects.toHaveProperty('code', 'not-staff');
});

describe('a stranger', () => {
  const pollution = '{"action":"list-people","__proto__":{"isOwner":true}}';
  const events: readonly (readonly [string, unknown])[] = [
    ['an action that there is', { action: 'list-people' }],
    ['an action that there is not', { action: 'no-such-action' }],
    ['a name from every object', { action: 'constructor' }],
    ['no action', {}],
    ['nothing', undefined],
    ['an event over 30 kB', { action: 'list-people', filler: 'x'.repeat(30_001) }],
    ['an event of many levels', { action: 'list-people', deep: nested(9) }],
    ['an event that would change all objects', JSON.parse(pollution)],
  ];

  it.each(events)(
    'learns the same nothing from %s, at one read of the database',
    async (_, event) => {
      const world = fixture.shop.world.copy();
      const answer = await world.call('shop', 'o-stranger', event);
      expect(answer).toMatchObject({ ok: false, error: { code: 'not-staff', traceId: 'r-1' } });
      expect(JSON.stringify(answer)).toBe(
        JSON.stringify(await world.call('shop', 'o-stranger', { action: 'settings' })),
      );
      expect(world.memory.operations()).toBe(2);
      expect(({} as Record<string, unknown>)['isOwner']).toBeUndefined();
    },
  );

  it('is refused by a warm instance at one read; a new one learns the time meanwhile', async () => {
    const { memory, clock, perform } = atNoon();
    const costs: number[] = [];
    for (const openId of ['o-one', 'o-two', 'o-three']) {
      const before = memory.operations();
      await expect(perform({}, fakeCall({ openId }))).rejects.toHaveProperty('code', 'not-staff');
      costs.push(memory.operations() - before);
    }
    // The first call of all has to make the collection and the document, too.
    expect(costs.slice(1)).toEqual([1, 1]);
    expect(clock.now()).toBe(NOON);
  });

  it.each(events.slice(1))('as %s is no request of staff either', async (_, event) => {
    const answer = await fixture.shop.world.copy().call('shop', 'o-owner', event);
    expect(answer).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });

  it('without an openid is nobody', async () => {
    const world = fixture.shop.world.copy();
    const answer = await world.call('shop', '', { action: 'settings' });
    expect(answer).toHaveProperty('error.code', 'not-staff');
    expect(world.memory.operations()).toBe(0);
  });
});

function nested(levels: number): unknown {
  return levels === 0 ? 1 : { in: nested(levels - 1) };
}

const STORES = Array.from({ length: 100 }, () => ({ storeId: 'x'.repeat(12), shopNo: '1' }));

it.each([
  ['a hundred stores', { bindings: STORES }, true],
  ['eight levels', nested(8), true],
  ['19 kB', { text: 'x'.repeat(19_000) }, true],
  ['null', null, false],
  ['a list', [{ action: 'me' }], false],
  ['30 kB in a value', { text: 'x'.repeat(30_000) }, false],
  ['30 kB in a name', { ['x'.repeat(30_000)]: 1 }, false],
  ['30 kB in small pieces', { list: Array.from({ length: 12_000 }, () => ({})) }, false],
  ['a prototype further down', JSON.parse('{"a":[{"constructor":{"prototype":{}}}]}'), false],
])('an event of %s is safe: %j', (_name, event, isSafe) => {
  expect(isSafeEvent(event)).toBe(isSafe);
});
