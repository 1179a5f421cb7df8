import { type DeliveryReport, type Position, distanceMetres } from '../../contract/delivery';
import { lengthWords } from '../../ui/wording/measures';
import { extentMetres } from '../../map/geometry';
import { labelSide } from '../../map/marker-label';
import { type Marker, distanceMarker, receiverMarker, storeMarker } from '../../map/markers';
import type { Line } from './way-view';

/** Places of a delivery that a map shows without a rider; their format is that of `<map>`. */
export interface Places {
  readonly about: 'store' | 'receiver' | 'both';
  /** Place that the view follows: the store or, where it is not known, the receiver. */
  readonly position: Position;
  readonly markers: readonly Marker[];
  readonly polyline: readonly Line[];
}

/** Builds the map of store and receiver, who is known of 同城配送 only; null without either place. */
export function placesOf(report: DeliveryReport): Places | null {
  const { status, storePosition: store, storeName = '' } = report;
  const receiver = status.isFinal ? undefined : report.receiverPosition;
  if (store === undefined) {
    if (receiver === undefined) return null;
    const markers = [receiverMarker(receiver, null)];
    return { about: 'receiver', position: receiver, markers, polyline: [] };
  }
  if (receiver === undefined) {
    const markers = [storeMarker(store, storeName, 'right')];
    return { about: 'store', position: store, markers, polyline: [] };
  }
  const side = labelSide(store, receiver, [store, receiver]);
  const words = straightWords(distanceMetres(store, receiver));
  const { middle } = extentMetres([store, receiver]);
  const markers = [
    storeMarker(store, storeName, side),
    receiverMarker(receiver, store),
    ...(words === '' ? [] : [distanceMarker(middle, words)]),
  ];
  return { about: 'both', position: store, markers, polyline: [straightLine(store, receiver)] };
}

/** Distance in metres below which the receiver's rounded point is too inexact for a distance. */
const TOO_NEAR_METRES = 150;

/** Writes a straight-line distance, as exactly as the receiver's point is known: to 100 m. */
function straightWords(metres: number): string {
  return metres < TOO_NEAR_METRES ? '' : `直线 ${lengthWords(metres, 100)}`;
}

/** Builds a dotted line, whose halo sets it off on a dark map, too. */
function straightLine(from: Position, to: Position): Line {
  return {
    points: [from, to],
    // Token --ink-2 of the light theme.
    color: '#566070',
    width: 3,
    borderColor: '#ffffff59',
    borderWidth: 2,
    dottedLine: true,
  };
}
