import type { Fields } from '../../../../cloudfunctions/core/storage/documents';
import type { Answer } from '../../../../miniprogram/contract/cloud-api';
import type { ShopCollection } from '../../../../miniprogram/contract/shop-collections';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { twoStoreShop, join } from '../../../support/two-store-shop';
import { lookUpIn } from '../../../support/look-ups';
import type { ShopWorld } from '../../../support/shop-world';
import { SETUP_CODE } from '../../../support/shop-world';

const HOUR = 3_600_000;
const MISSING = Symbol('missing');
/** Of each type one that is none of ours. */
const ODD: readonly unknown[] = [MISSING, null, 4711.5, 'odd', true, ['odd'], { odd: true }];
/** What a field may lack without anybody being able to do less than before: it grants nothing. */
const HARMLESS: Readonly<Record<ShopCollection, readonly string[]>> = {
  shop: ['appId', 'historyDays', 'auditDays', 'claimedAt', 'sweptAt'],
  staff: [
    ...['staffId', 'name', 'joinedAt', 'lookUps', 'lookUpsSince', 'unknownIds'],
    ...['unknownIdsSince', 'reveals', 'revealsSince'],
  ],
  stores: [
    ...['name', 'longitude', 'latitude', 'noRiderMinutes', 'atStoreMinutes'],
    ...['notMovingMinutes', 'overdueMinutes'],
  ],
  accounts: ['company', 'label'],
  invites: ['inviterName', 'createdAt'],
  deliveries: [
    ...['attempts', 'misses', 'leaseUntil', 'isKnown', 'lastAskedAt', 'ridersNeededAt'],
    ...['storeIds', 'tails', 'known'],
  ],
  audit: ['at', 'who', 'act', 'about'],
  limits: ['expiresAt'],
  tokens: [],
};
/** Of these the self-check tells all the same. */
const TOLD: readonly string[] = [
  ...['deliveries.attempts', 'deliveries.misses', 'audit.at', 'audit.act'],
];
/** What is taken for nothing where it is missing; what may be nothing. */
const MAY_BE_MISSING: readonly string[] = [
  ...['deliveries.attempts', 'deliveries.misses', 'limits.tries'],
];
const MAY_BE_NULL: readonly string[] = ['shop.appSecret', 'staff.expiresAt'];

let whole: ShopWorld;
let invite: string;

beforeAll(async () => {
  const { world, stores } = await twoStoreShop();
  world.orders.set('shop-one//OF-ONE', 301);
  world.orders.set('shop-two//OF-TWO', 301);
  await lookUpIn(world, 'o-owner', 'OF-ONE');
  await lookUpIn(world, 'o-owner', 'OF-TWO');
  // Somebody has to be able to check where the owner's own document is damaged.
  await join(world, 'o-second', 'owner', 'all');
  const made = await world.shop('o-owner', 'invite', { role: 'clerk', stores: [stores.one] });
  invite = made.secret;
  world.clock.now += 2 * HOUR;
  // Another instance, which remembers nothing of this.
  whole = world.copy();
});

/** What everybody then gets: the code, and of those who are somebody what they are. */
async function everybody(world: ShopWorld): Promise<Readonly<Record<string, string>>> {
  const codeOf = ({ ok, ...answer }: Answer<unknown>): string =>
    'error' in answer ? (answer.error as { readonly code: string }).code : 'ok';
  const told = new Map<string, string>();
  for (const person of ['o-owner', 'o-clerk', 'o-stranger']) {
    const me = await world.call('shop', person, { action: 'me' });
    const is = me.ok ? JSON.stringify(whatThey(me.data)) : codeOf(me);
    told.set(`${person} is`, is);
    for (const orderId of ['OF-ONE', 'OF-TWO'])
      told.set(`${person} looks up ${orderId}`, codeOf(await lookUpIn(world, person, orderId)));
  }
  for (const action of ['list-people', 'list-stores', 'list-accounts', 'settings', 'list-audit']) {
    const answer = await world.call('shop', 'o-owner', { action, before: null });
    told.set(action, codeOf(answer));
  }
  const claim = { action: 'claim', code: SETUP_CODE, name: '别人' };
  told.set('the used code', codeOf(await world.call('shop', 'o-stranger', claim)));
  const accept = { action: 'accept-invite', secret: invite, name: '小新' };
  told.set('the invite', codeOf(await world.call('shop', 'o-new', accept)));
  told.set('the sweep', codeOf(await world.call('sweep', '', {}, 'wx_trigger')));
  return Object.fromEntries(told);
}

function whatThey(membership: unknown): unknown {
  const { kind, role, stores, claimable } = membership as Readonly<Record<string, unknown>>;
  return { kind, role, stores, claimable };
}

/** The collections of which the self-check says that something in them cannot be read. */
async function unreadableIn(world: ShopWorld, id: string): Promise<readonly string[]> {
  const actor = id === 'o-owner' ? 'o-second' : 'o-owner';
  const { lines } = await world.shop(actor, 'self-check', {});
  return lines.flatMap(({ check, finding, value }) =>
    check === 'records' && finding === 'records-unreadable' ? value.split('、') : [],
  );
}

/** Whether nobody need be told of a field that is otherwise than usual. */
function isReadable(collection: ShopCollection, field: string, odd: unknown): boolean {
  const name = `${collection}.${field}`;
  if (odd === undefined && MAY_BE_MISSING.includes(name)) return true;
  if (odd === null && MAY_BE_NULL.includes(name)) return true;
  return HARMLESS[collection].includes(field) && !TOLD.includes(name);
}

const without = (fields: Fields, name: string): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name));

const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/** What may be nothing may be a number or a text as well. */
function isOther(odd: unknown, usual: unknown): boolean {
  if (usual === null && ['number', 'string'].includes(typeof odd)) return false;
  return typeOf(odd) !== typeOf(usual);
}

/** Every document of a collection with each of its fields missing, or of each other type. */
function damaged(collection: ShopCollection) {
  const documents = [...(whole.memory.collection(COLLECTIONS[collection])?.values() ?? [])];
  return documents.flatMap((document) =>
    Object.keys(without(document, '_id')).flatMap((field) =>
      ODD.filter((odd) => isOther(odd, document[field])).map((odd) => ({
        field,
        document: { _id: String(document['_id']), ...without(document, '_id') },
        broken: odd === MISSING ? without(document, field) : { ...document, [field]: odd },
      })),
    ),
  );
}

describe.each(Object.keys(COLLECTIONS) as ShopCollection[])(
  'a document of %s with a field that is missing, or of a wrong type',
  (collection) => {
    it('gives nobody more, locks nobody out by what grants nothing, and stays', async () => {
      const usual = await everybody(whole.copy());
      for (const { field, document, broken } of damaged(collection)) {
        const world = whole.copy();
        world.memory.put(COLLECTIONS[collection], { ...broken, _id: document._id });
        const checked = whole.copy();
        checked.memory.put(COLLECTIONS[collection], { ...broken, _id: document._id });
        const told = await everybody(world);
        const other = Object.entries(told).filter(([what, code]) => code !== usual[what]);
        const where = `${collection}.${field} = ${JSON.stringify(broken[field])}`;
        expect({ where, unreadable: await unreadableIn(checked, document._id) }).toEqual({
          where,
          unreadable: isReadable(collection, field, broken[field]) ? [] : [COLLECTIONS[collection]],
        });
        const isHarmless = HARMLESS[collection].includes(field);
        expect({ where, other }).toEqual({
          where,
          other: isHarmless ? [] : other.filter(([, code]) => code === 'unreadable-document'),
        });
        const isLogged = world.log.join().includes(`"${COLLECTIONS[collection]}: `);
        expect({ where, isSilent: other.length > 0 && !isLogged }).toEqual({
          where,
          isSilent: false,
        });

        const kept = world.memory.collection(COLLECTIONS[collection])?.get(document._id);
        // What could not be read is as it was.
        const asItWas = isLogged && kept !== undefined ? kept[field] : broken[field];
        expect({ where, kept: asItWas }).toEqual({ where, kept: broken[field] });
        const isOver = isSwept(collection, document);
        expect({ where, isThere: kept !== undefined || isOver }).toEqual({ where, isThere: true });
      }
    });
  },
);

/** What is removed in any case: the invite is used, the tries are an hour old. */
function isSwept(collection: ShopCollection, { _id }: { readonly _id: string }): boolean {
  return collection === 'invites' || (collection === 'limits' && _id === 'setup-code');
}
