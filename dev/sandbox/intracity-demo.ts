import { wxOrderIdFrom } from './intracity-deliveries';
import type { IntracityCourierId } from './intracity-order';
import { type IntracityStore, INTRACITY_STORES } from './intracity-stores';
import type { Happening } from './seed-demo';

/** Order of 同城配送 in the demo. Times of events are given as minutes before the start. */
type IntracityStory = readonly [
  /** Last digits of the merchant's own number. */
  number: number,
  courierId: IntracityCourierId,
  store: IntracityStore,
  destination: string,
  placed: number,
  /** Minutes since the change to each status, by code (docs/intracity-contract.md §2). */
  moves: Readonly<Record<number, number>>,
];

const [ONE, TWO] = INTRACITY_STORES;

const STORIES: readonly IntracityStory[] = [
  // Waiting; at the store, where the rider tells the 取货码; delivering; an exception.
  [3101, 'SFTC', ONE, '木棉小区', 3, {}],
  [3102, 'DADA', TWO, '鸿图中心', 16, { 30000: 14, 40000: 3.5 }],
  [3103, 'SFTC', TWO, '紫荆花园', 27, { 30000: 25, 40000: 12, 50000: 4 }],
  [3104, 'DADA', ONE, '星湖雅苑', 38, { 30000: 36, 40000: 24, 50000: 15, 90000: 6 }],
];

/** Returns the demo's events of 同城配送, for `seedDemo`. */
export function intracityHappenings(day: string, now: number): readonly Happening[] {
  return STORIES.flatMap(([number, courierId, { wxStoreId }, destination, placed, moves]) => {
    const storeOrderId = `${day}-${number}`;
    const wxOrderId = wxOrderIdFrom(`demo ${storeOrderId}`);
    const minutesAgo = (minutes: number, happen: Happening['happen']): Happening => ({
      at: now - minutes * 60_000,
      // The staff look it up by the shop's own number, as it is paid.
      orderId: storeOrderId,
      happen,
    });
    return [
      minutesAgo(placed, (sandbox) => {
        const order = { wxOrderId, storeOrderId, wxStoreId, courierId, destination };
        sandbox.placeIntracityOrder(order);
      }),
      ...Object.entries(moves).map(([status, minutes]) =>
        minutesAgo(minutes, (sandbox) => {
          sandbox.move(wxOrderId, Number(status));
        }),
      ),
    ];
  });
}
