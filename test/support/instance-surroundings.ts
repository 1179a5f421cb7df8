import { recordOf } from '../../cloudfunctions/core/records/read-record';
import { type Surroundings, handTimers } from './cloud-instances';
import { NOON } from './delivery-reports';
import { manualTime } from './manual-time';
import { memoryDocuments } from './memory-documents';
import { staffDocuments } from './staff-documents';

/**
 * What instances share from noon on: an empty database, clerks of every store, and a WeChat that
 * has each order on its way. The functions' timers run on its clock until jest.restoreAllMocks().
 *
 * @param clerks openids, or their number: then they are `o-0`, `o-1` …
 */
export function surroundingsOf(
  clerks: number | readonly string[],
  { statusAt = () => 301, asked = () => undefined, told }: Partial<Surroundings> = {},
) {
  const time = manualTime(NOON);
  handTimers(time);
  const people =
    typeof clerks === 'number' ? Array.from({ length: clerks }, (_, n) => `o-${n}`) : clerks;
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      time.timers.set(resolve, ms);
    });
  const deliveries = memoryDocuments();
  /** Times of the first attempt's answer in documents that were read. */
  const read = new WeakMap<object, number>();
  return {
    time,
    deliveries,
    /** Returns when an order was last answered, ms since 1970; 0 for never. */
    askedAt: (orderId: string): number => {
      const document = deliveries.held.get(orderId);
      if (document === undefined) return 0;
      const at = read.get(document) ?? recordOf(document).attempts[0]?.askedAt ?? 0;
      read.set(document, at);
      return at;
    },
    limits: memoryDocuments(time.now),
    staff: staffDocuments(...people.map((openId) => ({ openId, role: 'clerk' as const }))),
    statusAt,
    asked,
    ...(told === undefined ? {} : { told }),
    people,
    pause,
  };
}
