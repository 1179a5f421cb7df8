import { LANES } from '../../../../cloudfunctions/core/asking/lanes';
import type { Fields } from '../../../../cloudfunctions/core/storage/documents';
import type { Answer } from '../../../../miniprogram/contract/cloud-api';
import {
  type ShopCollection,
  COLLECTIONS,
} from '../../../../miniprogram/contract/shop-collections';
import { APP_ID } from '../../../support/fake-wechat';
import { twoStoreShop, join } from '../../../support/two-store-shop';
import { lookUpIn } from '../../../support/look-ups';
import { type ShopWorld, SETUP_CODE } from '../../../support/shop-world';

const HOUR = 3_600_000;
const MISSING = Symbol('missing');
/** Wrong values, one of each type. */
const ODD: readonly unknown[] = [MISSING, null, 4711.5, 'odd', true, ['odd'], { odd: true }];
/** Fields that grant nothing: without them nobody can do less than before. */
const HARMLESS: Readonly<Record<ShopCollection, readonly string[]>> = {
  shop: [
    ...['historyDays', 'auditDays', 'claimedAt', 'sweptAt', 'sweepRanAt', 'sweepLeft'],
    ...['mapKey', 'mapStyle', 'messageTemplate'],
  ],
  staff: [
    ...['name', 'joinedAt', 'lookUps', 'lookUpsSince', 'unknownIds'],
    ...['unknownIdsSince', 'reveals', 'revealsSince', 'scans', 'scansSince'],
    ...['questionsADay', 'questionsADaySince'],
  ],
  stores: [
    ...['name', 'longitude', 'latitude', 'noRiderMinutes', 'atStoreMinutes'],
    ...['notMovingMinutes', 'overdueMinutes'],
    ...['robot', 'robotKind', 'robotSince', 'quietFrom', 'quietTo'],
  ],
  miniPrograms: ['name'],
  accounts: ['company', 'label'],
  invites: ['inviterName', 'createdAt'],
  deliveries: [
    ...['attempts', 'knownMissing', 'leaseUntil', 'isKnown', 'lastAskedAt', 'ridersNeededAt'],
    ...['storeIds', 'tails', 'known', 'isUnderWay', 'endedAt', 'boardStoreIds', 'triedAt'],
    ...['awaitedFor', 'awaitedAt', 'awaitedUntil'],
  ],
  notices: ['orderId', 'targetKey', 'storeId', 'reason', 'owedAt', 'state'],
  audit: ['at', 'who', 'staffId', 'act', 'about', 'outcome'],
  limits: [
    ...['version', 'tries', 'triesSince', 'part', 'turns', 'taken', 'day', 'daySince'],
    ...LANES.flatMap((lane) => [lane, `${lane}Earlier`]),
    ...[`asked ${APP_ID} wechat-instant`, `askedSince ${APP_ID} wechat-instant`],
  ],
  tokens: [],
};
/** Harmless fields that the self-check reports all the same. */
const REPORTED: readonly string[] = [
  ...['deliveries.attempts', 'deliveries.knownMissing'],
  ...['audit.at', 'audit.who', 'audit.staffId', 'audit.act', 'audit.about', 'audit.outcome'],
];
/** Fields that may be missing, or may be null. They count as empty. */
const MAY_BE_MISSING: readonly string[] = ['deliveries.attempts', 'deliveries.knownMissing'];
const MAY_BE_NULL: readonly string[] = ['miniPrograms.appSecret', 'staff.expiresAt'];

let whole: ShopWorld;
let invite: string;

beforeAll(async () => {
  const { world, stores } = await twoStoreShop();
  world.orders.set('shop-one//OF-ONE', 301);
  world.orders.set('shop-two//OF-TWO', 301);
  await lookUpIn(world, 'o-owner', 'OF-ONE');
  await lookUpIn(world, 'o-owner', 'OF-TWO');
  // Somebody must be able to check when the owner's own document is damaged.
  await join(world, 'o-second', 'owner', 'all');
  await world.call('shop', 'o-stranger', { action: 'claim', code: 'wrong', name: '别人' });
  const made = await world.shop('o-owner', 'invite', { role: 'clerk', stores: [stores.one] });
  invite = made.secret;
  world.clock.now += 2 * HOUR;
  // Another instance has no memory of this one.
  whole = world.copy();
});

/** Lists what each person gets afterwards: their membership, and the codes of their calls. */
async function everybody(world: ShopWorld): Promise<Readonly<Record<string, string>>> {
  const codeOf = ({ ok, ...answer }: Answer<unknown>): string =>
    'error' in answer ? (answer.error as { readonly code: string }).code : 'ok';
  const outcomes = new Map<string, string>();
  for (const person of ['o-owner', 'o-clerk', 'o-stranger']) {
    const me = await world.call('shop', person, { action: 'me' });
    const is = me.ok ? JSON.stringify(whatThey(me.data)) : codeOf(me);
    outcomes.set(`${person} is`, is);
    for (const orderId of ['OF-ONE', 'OF-TWO'])
      outcomes.set(`${person} looks up ${orderId}`, codeOf(await lookUpIn(world, person, orderId)));
  }
  for (const action of ['list-people', 'list-stores', 'list-accounts', 'settings', 'list-audit']) {
    const answer = await world.call('shop', 'o-owner', { action, before: null });
    outcomes.set(action, codeOf(answer));
  }
  const claim = { action: 'claim', code: SETUP_CODE, name: '别人' };
  outcomes.set('the used code', codeOf(await world.call('shop', 'o-stranger', claim)));
  const accept = { action: 'accept-invite', secret: invite, name: '小新' };
  outcomes.set('the invite', codeOf(await world.call('shop', 'o-new', accept)));
  outcomes.set('the sweep', codeOf(await world.call('sweep', '', {}, 'wx_trigger')));
  return Object.fromEntries(outcomes);
}

function whatThey(membership: unknown): unknown {
  const { kind, role, stores, claimable } = membership as Readonly<Record<string, unknown>>;
  return { kind, role, stores, claimable };
}

/** Lists the collections that the self-check reports as unreadable. */
async function unreadableIn(world: ShopWorld, id: string): Promise<readonly string[]> {
  const actor = id === 'o-owner' ? 'o-second' : 'o-owner';
  const { lines } = await world.shop(actor, 'self-check', {});
  return lines.flatMap(({ check, finding, value }) =>
    check === 'records' && finding === 'records-unreadable' ? value.split('、') : [],
  );
}

/** Tells whether a wrong value of a field needs no report. */
function isReadable(collection: ShopCollection, field: string, odd: unknown): boolean {
  const name = `${collection}.${field}`;
  if (odd === undefined && MAY_BE_MISSING.includes(name)) return true;
  if (odd === null && MAY_BE_NULL.includes(name)) return true;
  return HARMLESS[collection].includes(field) && !REPORTED.includes(name);
}

const without = (fields: Fields, name: string): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name));

const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/**
 * Tells whether a value differs from the usual one in a way that matters. A field that may be null
 * may be a number or a text.
 */
function isOther(odd: unknown, usual: unknown): boolean {
  if (usual === null && ['number', 'string'].includes(typeof odd)) return false;
  return typeOf(odd) !== typeOf(usual);
}

/** Makes each document of a collection with each field missing, or of each other type. */
function damaged(collection: ShopCollection) {
  const documents = [...(whole.memory.collection(COLLECTIONS[collection]) ?? [])];
  return documents.flatMap(([_id, fields]) =>
    Object.keys(fields).flatMap((field) =>
      ODD.filter((odd) => isOther(odd, fields[field])).map((odd) => ({
        field,
        document: { _id, ...fields },
        broken: odd === MISSING ? without(fields, field) : { ...fields, [field]: odd },
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
        const outcomes = await everybody(world);
        const other = Object.entries(outcomes).filter(([what, code]) => code !== usual[what]);
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
        const isSilent = other.length > 0 && !isLogged;
        expect({ where, isSilent }).toEqual({ where, isSilent: false });

        const kept = world.memory.collection(COLLECTIONS[collection])?.get(document._id);
        // An unreadable field stays as it was.
        const asItWas = isLogged && kept !== undefined ? kept[field] : broken[field];
        expect({ where, kept: asItWas }).toEqual({ where, kept: broken[field] });
        const isOver = isSwept(collection, document);
        expect({ where, isThere: kept !== undefined || isOver }).toEqual({ where, isThere: true });
      }
    });
  },
);

/** Tells whether the sweep removes a document in any case: a used invite, tries an hour old. */
function isSwept(collection: ShopCollection, { _id }: { readonly _id: string }): boolean {
  return collection === 'invites' || (collection === 'limits' && _id.startsWith('setup-code'));
}
