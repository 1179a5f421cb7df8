import type { Documents } from '../runtime/documents';
import type { SearchPorts } from '../shop/search-check';
import { tailOf } from './delivery-record';

/** No merchant's order id: without an index the database looks through all orders for it. */
const NO_ORDER = 'self-check';

/** The search of a look-up by the end of an id, and a read to hold its time against. */
export function knownOrdersSearch(deliveries: Documents): SearchPorts {
  return {
    read: () => deliveries.read(NO_ORDER),
    search: () =>
      deliveries.list({
        equal: { tails: tailOf(NO_ORDER), isKnown: true },
        greatestFirst: 'lastAskedAt',
        limit: 1,
        only: [],
      }),
  };
}
