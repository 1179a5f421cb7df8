import type { Documents } from '../runtime/documents';
import type { OrderAtAccount } from '../shop/orders-check';
import { listedIn } from './delivery-record';
import { pairIn } from './pairs';

/** What the cloud gives at once. */
const MOST = 100;

/** Orders that the shop knows, each by the accounts where it was found; the one first that was asked for last. */
export async function latestOrdersAtAccounts(
  deliveries: Documents,
): Promise<readonly OrderAtAccount[]> {
  const found = await deliveries.list({
    equal: { isKnown: true },
    greatestFirst: 'lastAskedAt',
    limit: MOST,
    only: ['known'],
  });
  return found.flatMap((document) =>
    listedIn(document).map(({ pair }) => ({ orderId: document._id, ...pairIn(pair) })),
  );
}
