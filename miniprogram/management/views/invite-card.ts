import { pagePath } from '../../shared/page-paths';
import type { Role, StoreScope } from '../../shared/shop';
import type { Store } from '../../shared/shop';
import { ROLE_NAMES } from '../../shop/roles';

/** What a chat shows of an invite: no person, no order, and the secret in the path only. */
export interface InviteCard {
  readonly title: string;
  readonly path: string;
}

export function inviteCard(
  { role, stores }: { readonly role: Role; readonly stores: StoreScope },
  known: readonly Pick<Store, 'storeId' | 'name'>[],
  secret: string,
): InviteCard {
  const only = stores !== 'all' && stores.length === 1 ? stores[0] : undefined;
  const store = known.find(({ storeId }) => storeId === only)?.name;
  const where = store === undefined ? '本店' : `“${store}”`;
  const title =
    role === 'reviewer' ? '骑手在哪：审核体验入口' : `请你做${where}的${ROLE_NAMES[role]}`;
  return { title, path: `${pagePath('join')}?invite=${encodeURIComponent(secret)}` };
}
