import { companyName } from '../../contract/shop';
import { type DeliveryReport, distanceMetres } from '../../contract/delivery';
import type { HistoryEntry } from '../../contract/delivery/delivery-history';
import { distanceFromStoreWords, lengthWords } from '../../ui/wording/measures';

export type RiderView = NonNullable<ReturnType<typeof riderView>>;

/** Time (ms) for which the note about a new rider is shown. */
const NEW_RIDER_NOTE_MS = 10 * 60_000;

/** Builds the view of the rider; null while no rider is named, and after the delivery's end. */
export function riderView(report: DeliveryReport, entries: readonly HistoryEntry[], now: number) {
  const { rider, status } = report;
  if (rider === null || status.isFinal) return null;
  const name = rider.name ?? '骑手';
  return {
    name,
    /** First character of the name, for the round badge. */
    initial: String.fromCodePoint(name.codePointAt(0) ?? 0x9a91),
    company: report.company === undefined ? '' : companyName(report.company),
    details: [
      rider.phone,
      rider.callable ? null : rider.phone === null ? '配送公司没有给出号码' : '号码由配送公司隐藏',
      distanceFromStore(report),
      report.routeMetres === undefined ? null : `全程 ${lengthWords(report.routeMetres)}`,
    ].filter((detail) => detail !== null),
    change: isNewRider(rider.name, entries, now) ? `骑手已更换：${name}` : '',
  };
}

/** Tells whether this rider replaced another one within the last ten minutes. */
function isNewRider(name: string | null, entries: readonly HistoryEntry[], now: number): boolean {
  const namedEntries = entries.filter(({ riderName }) => riderName !== null);
  const isOfRider = (entry: HistoryEntry): boolean => entry.riderName === name;
  const lastOtherIndex = namedEntries.map(isOfRider).lastIndexOf(false);
  const firstEntry = lastOtherIndex < 0 ? undefined : namedEntries[lastOtherIndex + 1];
  return firstEntry !== undefined && now - (firstEntry.seenAt ?? 0) < NEW_RIDER_NOTE_MS;
}

function distanceFromStore({ position, storePosition }: DeliveryReport): string | null {
  if (position === null || storePosition === undefined) return null;
  return distanceFromStoreWords(distanceMetres(storePosition, position));
}
