import { type DeliveryReport, type Position, distanceMetres } from '../../contract/delivery';
import { lengthWords } from '../../ui/wording/measures';
import { extentMetres } from '../../map/geometry';
import { labelSide } from '../../map/marker-label';
import { type Marker, distanceMarker, receiverMarker, storeMarker } from '../../map/markers';
import type { MapLine } from './way-view';

/** Store and receiver, as a map without a rider shows them, in the format of `<map>`. */
export interface StoreAndReceiver {
  readonly focus: 'store' | 'receiver' | 'both';
  /** Place that the view keeps in sight: the store or, if the store is unknown, the receiver. */
  readonly position: Position;
  readonly markers: readonly Marker[];
  readonly polyline: readonly MapLine[];
}

/** Builds the map of store and receiver (only 同城配送 tells his place); null if both are unknown. */
export function storeAndReceiverOf(report: DeliveryReport): StoreAndReceiver | null {
  const { status, storePosition: store, storeName = '' } = report;
  const receiver = status.isFinal ? undefined : report.receiverPosition;
  if (store === undefined) {
    if (receiver === undefined) return null;
    const markers = [receiverMarker(receiver, null)];
    return { focus: 'receiver', position: receiver, markers, polyline: [] };
  }
  if (receiver === undefined) {
    const markers = [storeMarker(store, storeName, 'right')];
    return { focus: 'store', position: store, markers, polyline: [] };
  }
  const side = labelSide(store, receiver, [store, receiver]);
  const words = straightDistanceWords(distanceMetres(store, receiver));
  const { middle } = extentMetres([store, receiver]);
  const markers = [
    storeMarker(store, storeName, side),
    receiverMarker(receiver, store),
    ...(words === '' ? [] : [distanceMarker(middle, words)]),
  ];
  return { focus: 'both', position: store, markers, polyline: [straightLine(store, receiver)] };
}

/** Smallest distance (m) that is shown. The words of a shorter one would cover both markers. */
const DISTANCE_SHOWN_FROM_METRES = 300;

/** Writes a straight distance, rounded to 100 m like the receiver's position; empty if short. */
function straightDistanceWords(metres: number): string {
  return metres < DISTANCE_SHOWN_FROM_METRES ? '' : `直线 ${lengthWords(metres, 100)}`;
}

/** Builds a dotted line. A light border makes it visible on a dark map. */
function straightLine(from: Position, to: Position): MapLine {
  return {
    points: [from, to],
    // Colour --ink-2 of the light theme.
    color: '#566070',
    width: 3,
    borderColor: '#ffffff59',
    borderWidth: 2,
    dottedLine: true,
  };
}
