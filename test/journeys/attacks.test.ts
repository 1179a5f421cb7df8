import { COLLECTION_NAMES, COLLECTIONS } from '../../miniprogram/contract/shop-collections';
import { createHash } from 'node:crypto';
import { openDemoShop } from '../../dev/host/open-demo-shop';
import { type Person, CLERK, MANAGER, OWNER, STRANGER } from '../../dev/host/people';
import { DEMO_ACCOUNT, DEMO_ACCOUNTS, DEMO_PLACEMENTS } from '../../dev/sandbox/account';
import { COURIERS } from '../../dev/sandbox/couriers';
import { MALL, MINI_PROGRAMS } from '../../dev/sandbox/mini-programs';
import { callAs, emptyWorldForEach } from '../support/local-world';

const OWNER_FIELDS = {
  version: 1,
  staffId: 'made-up',
  name: '冒充的店主',
  role: 'owner',
  allStores: true,
  storeIds: [],
  joinedAt: 0,
  expiresAt: null,
};

const world = emptyWorldForEach(({ cloud }) => openDemoShop(cloud));

/** Calls `wx.cloud.database().collection(…).add(…)` on a person's phone. */
function plant(collection: string, data: object, { openId }: Person = STRANGER): unknown {
  return world().cloud.database.answerClient(openId, { operation: 'add', collection, data });
}

/** Creates a collection as in the console, with the default rule. */
function makeCollection(name: string): void {
  world().cloud.database.plant(name, { _id: 'first' }, 'o-somebody');
}

// State before the owner has closed the collections.
beforeEach(() => {
  world().sandbox.faults.set('database-open');
});

const shopAs = (person: Person, event: object) => callAs(world(), person, 'shop', event);
const lookUpAs = (person: Person, orderId: string) =>
  callAs(world(), person, 'getOrder', { action: 'look-up', orderId });
const me = (person: Person) => shopAs(person, { action: 'me' });
const documents = (collection: string) => world().cloud.database.documents(collection);

describe('a phone that writes into the database itself', () => {
  it('does not become staff by a document of its own, which is removed', async () => {
    expect(plant(COLLECTIONS.staff, { _id: STRANGER.openId, ...OWNER_FIELDS })).toEqual({
      data: STRANGER.openId,
    });

    const refused = { ok: false, error: { code: 'not-staff' } };
    expect(await lookUpAs(STRANGER, '20261124-1288')).toMatchObject(refused);
    expect(await me(STRANGER)).toMatchObject({ data: { kind: 'stranger' } });
    expect(documents(COLLECTIONS.staff).some(({ _id }) => _id === STRANGER.openId)).toBe(false);
  });

  it('cannot take the place of somebody who is about to join', async () => {
    const newcomer = { openId: 'o-newcomer', id: 'newcomer', name: '新人', ownName: '新人' };
    plant(COLLECTIONS.staff, { _id: newcomer.openId, ...OWNER_FIELDS });
    const stores = await shopAs(OWNER, { action: 'list-stores' });
    const [{ storeId }] = (stores.ok ? (stores.data as { stores: unknown }).stores : []) as [
      { storeId: string },
    ];
    const invited = await shopAs(OWNER, { action: 'invite', role: 'clerk', stores: [storeId] });
    const { secret } = (invited.ok ? invited.data : {}) as { secret?: string };

    expect(await shopAs(newcomer, { action: 'accept-invite', secret, name: '新人' })).toMatchObject(
      { data: { kind: 'member', role: 'clerk', stores: [storeId] } },
    );
  });

  it('does not get in by an invite of its own making', async () => {
    const secret = 'a-secret-of-my-own';
    const _id = createHash('sha256').update(`invite ${secret}`, 'utf8').digest('base64url');
    makeCollection(COLLECTIONS.invites);
    expect(
      plant(COLLECTIONS.invites, {
        _id,
        version: 1,
        role: 'clerk',
        allStores: true,
        storeIds: [],
        state: 'open',
        inviter: OWNER.openId,
        inviterName: OWNER.ownName,
        joiner: null,
        joinerName: null,
        createdAt: Date.now(),
        expiresAt: Date.now() + 3_600_000,
      }),
    ).toEqual({ data: _id });

    expect(await shopAs(STRANGER, { action: 'accept-invite', secret, name: '路人' })).toMatchObject(
      { ok: false, error: { code: 'invite-invalid' } },
    );
    expect(await me(STRANGER)).toMatchObject({ data: { kind: 'stranger' } });
  });

  it('does not have the shop ask an account of its own', async () => {
    plant(COLLECTIONS.accounts, {
      _id: 'planted',
      version: 1,
      provider: 'wechat-instant',
      company: 'SFTC',
      label: '顺丰',
      shopId: DEMO_ACCOUNT.shopId,
      secret: 'x',
      bindings: [],
    });
    world().sandbox.placeOrder({ orderId: 'PLANTED-1' });

    const listed = await shopAs(OWNER, { action: 'list-accounts' });
    expect(JSON.stringify(listed)).not.toContain(DEMO_ACCOUNT.shopId);
    const missing = { error: { code: 'order-not-found' } };
    expect(await lookUpAs(OWNER, 'PLANTED-1')).toMatchObject(missing);
  });

  it('does not have the shop use a token of its own', async () => {
    makeCollection(COLLECTIONS.tokens);
    const _id = `access-token-${DEMO_ACCOUNT.appId}`;
    const token = 'planted-token';
    const expiresAt = Date.now() + 3_600_000;
    plant(COLLECTIONS.tokens, { _id, version: 1, token, expiresAt, deadUntil: 0 });
    const [placement] = DEMO_PLACEMENTS;
    if (placement === undefined) throw new Error('There is nowhere to place an order.');
    const { orderId } = world().sandbox.placeOrder(placement);

    expect(await lookUpAs(CLERK, orderId)).toMatchObject({ ok: true });
    expect(JSON.stringify(documents(COLLECTIONS.tokens))).not.toContain(token);
  });

  it('reads nothing of what the functions have written', () => {
    for (const name of ['shop', 'staff', 'stores', 'accounts', 'audit'] as const) {
      const collection = COLLECTIONS[name];
      const request = { operation: 'get', collection, limit: 20 };
      for (const { openId } of [STRANGER, CLERK])
        expect(world().cloud.database.answerClient(openId, request)).toEqual({ data: [] });
    }
  });
});

describe('a phone that calls what it may not', () => {
  it('cannot sweep, not even its owner; the timer can, and removes what was planted', async () => {
    plant(COLLECTIONS.staff, { ...OWNER_FIELDS });
    for (const person of [STRANGER, OWNER]) {
      const expected = { ok: false, error: { code: 'source-not-accepted' } };
      expect(await callAs(world(), person, 'sweep', { Type: 'Timer' })).toMatchObject(expected);
    }
    const planted = () => documents(COLLECTIONS.staff).filter((document) => '_openid' in document);
    expect(planted()).toHaveLength(1);

    const timer = { openId: '', appId: '', source: 'wx_trigger' };
    expect(await world().cloud.invoke('sweep', { Type: 'Timer' }, timer)).toMatchObject({
      result: { ok: true, data: { forged: 1 } },
    });
    expect(planted()).toEqual([]);
    expect(await me(CLERK)).toMatchObject({ data: { kind: 'member' } });
  });

  it('is told no secret of the shop, whoever holds it', async () => {
    const secrets = [
      ...MINI_PROGRAMS.map((one) => one.appSecret),
      ...DEMO_ACCOUNTS.map((one) => one.secret),
    ];
    const reads = ['me', 'list-accounts', 'list-mini-programs', 'list-stores', 'settings'];
    let told = '';
    for (const person of [OWNER, MANAGER, CLERK, STRANGER])
      for (const action of [...reads, 'list-audit'])
        told += JSON.stringify(await shopAs(person, { action, before: null }));
    expect(secrets.filter((secret) => told.includes(secret))).toEqual([]);
    expect(told).toContain(COURIERS.DADA.name);
    const stored = JSON.stringify(COLLECTION_NAMES.map(documents));
    expect(stored).toContain(MALL.appId);
    expect(secrets.filter((secret) => stored.includes(secret))).toEqual([]);
  });
});
