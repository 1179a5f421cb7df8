import { array, is, string, type } from 'superstruct';
import type { Documents } from '../runtime/documents';
import type { OrderAtAccount } from '../shop/orders-check';
import { pairIn } from './pairs';

/** What the cloud gives at once. */
const MOST = 100;

const knownShape = array(type({ pair: string() }));

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
  return found.flatMap(({ _id: orderId, ...fields }) => {
    const known = fields['known'];
    return is(known, knownShape) ? known.map(({ pair }) => ({ orderId, ...pairIn(pair) })) : [];
  });
}
