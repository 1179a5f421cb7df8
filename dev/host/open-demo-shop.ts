import type { DarkMap, Role } from '../../miniprogram/contract/shop';
import type { Cloud } from '../cloud/cloud';
import {
  type DeliveryAccount,
  type DemoStore,
  DEMO_ACCOUNTS,
  DEMO_STORES,
  FIRST_STORE,
} from '../sandbox/account';
import { COURIERS } from '../sandbox/couriers';
import type { IntracityKeys } from '../sandbox/intracity-keys';
import { INTRACITY_STORES } from '../sandbox/intracity-stores';
import { MALL, PLACED_BY, SECOND_BRAND } from '../sandbox/mini-programs';
import { type CallShop, callShopAs } from './call-shop';
import { SETUP_CODE, saveStore } from './open-shop';
import { type Person, CLERK, MANAGER, OWNER, REMOVED, REVIEWER } from './people';

/** Invented key and number of a dark style; the local phone takes any. */
export const DEMO_DARK_MAP: DarkMap = { key: 'LOCAL-DEMO-NIGHT-STYLE', style: 2 };

/**
 * Sets up the demo's shop in an empty database, through the cloud function `shop`: the owner claims
 * the shop, enters the mini-programs that place orders, settings and accounts, and invites people,
 * who accept; then one of them is removed. The staff's own mini-program gets no secret.
 *
 * @param keys keys of 同城配送, for an account of it; null for none
 * @param accounts accounts of 即时配送, each in its mini-program
 * @throws Error when the function refuses
 */
export async function openDemoShop(
  cloud: Pick<Cloud, 'invoke'>,
  keys: IntracityKeys | null = null,
  accounts = DEMO_ACCOUNTS,
): Promise<void> {
  const asOwner = callShopAs(cloud, OWNER);
  await asOwner('claim', { code: SETUP_CODE, name: OWNER.ownName });
  for (const { appId, name, appSecret: secret } of [MALL, SECOND_BRAND])
    await asOwner('save-mini-program', { appId, name, secret });
  await asOwner('save-dark-map', { darkMap: DEMO_DARK_MAP });
  const storeIds = new Map<DemoStore, string>();
  for (const store of DEMO_STORES) {
    const [longitude, latitude] = store.position;
    storeIds.set(store, await saveStore(asOwner, store.name, { longitude, latitude }));
  }
  const idOf = (store: DemoStore): string => storeIds.get(store) ?? '';
  for (const account of accounts) await saveAccount(asOwner, account, idOf);
  if (keys !== null) await saveIntracityAccount(asOwner, keys, idOf);

  const everyStore = DEMO_STORES.map(idOf);
  const letIn = async (
    person: Person,
    role: Role,
    stores: readonly string[],
  ): Promise<string | null> => {
    const { inviteId, secret } = await asOwner('invite', { role, stores });
    const name = person.ownName;
    const accepted = await callShopAs(cloud, person)('accept-invite', { secret, name });
    if (accepted.kind === 'waiting') await asOwner('confirm-joiner', { inviteId, name });
    return accepted.kind === 'member' ? accepted.staffId : null;
  };
  await letIn(MANAGER, 'manager', [idOf(FIRST_STORE)]);
  await letIn(CLERK, 'clerk', everyStore);
  await letIn(REVIEWER, 'reviewer', []);
  const staffId = await letIn(REMOVED, 'clerk', everyStore);
  if (staffId === null) throw new Error('Whoever is to be removed was not let in.');
  await asOwner('remove-member', { staffId });
}

/** Names an account after its company and, if it is the second brand's, after that. */
export function labelOf({ appId, courierId }: DeliveryAccount): string {
  return `${COURIERS[courierId].name}${appId === SECOND_BRAND.appId ? '·面包' : ''}`;
}

/** Enters an account of 即时配送. */
export async function saveAccount(
  asOwner: CallShop,
  account: DeliveryAccount,
  idOf: (store: DemoStore) => string,
): Promise<void> {
  const { appId, courierId, shopId, secret, stores } = account;
  await asOwner('save-account', {
    accountId: null,
    version: 0,
    appId,
    provider: 'wechat-instant',
    company: courierId,
    label: labelOf(account),
    shopId,
    secret,
    bindings: stores.map(({ store, shopNo }) => ({ storeId: idOf(store), shopNo })),
  });
}

async function saveIntracityAccount(
  asOwner: CallShop,
  { symmetricKey, symmetricKeyNumber, privateKey, platform }: IntracityKeys,
  idOf: (store: DemoStore) => string,
): Promise<void> {
  const { certificateNumber: number, certificate } = platform;
  await asOwner('save-intracity-account', {
    accountId: null,
    version: 0,
    appId: PLACED_BY.appId,
    label: '同城配送',
    keys: { symmetricKey, symmetricKeyNumber, privateKey, certificates: [{ number, certificate }] },
    bindings: INTRACITY_STORES.map(({ store, wxStoreId }) => ({
      storeId: idOf(store),
      shopNo: wxStoreId,
    })),
  });
}
