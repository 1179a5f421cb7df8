import { type Store, isScopeWithin } from '../../../miniprogram/contract/shop';
import type { Actor } from '../access/access';
import type { CallContext } from '../runtime/define-function';
import type { AccountBook } from '../shop/account-book';
import type { Documents } from '../storage/documents';

export interface RecordContext {
  /** Collection of delivery records, whose document ids are order ids. */
  readonly documents: Documents;
  readonly accounts: AccountBook;
  /** Lists the shop's stores. The list may be up to a minute old. */
  readonly stores: () => Promise<readonly Store[]>;
  readonly now: () => number;
}

/** Lists the shop's stores; none if the list is unreadable, as many answers work without it. */
export async function storesIfReadable(
  { stores }: Pick<RecordContext, 'stores'>,
  call: Pick<CallContext, 'note'>,
): Promise<readonly Store[]> {
  try {
    return await stores();
  } catch {
    call.note({ storeList: 'failed' });
    return [];
  }
}

export async function storesOfMember(
  records: Pick<RecordContext, 'stores'>,
  { staff, call }: Pick<Actor, 'staff' | 'call'>,
): Promise<readonly Store[]> {
  const stores = await storesIfReadable(records, call);
  return stores.filter(({ storeId }) => isScopeWithin([storeId], staff.stores));
}
