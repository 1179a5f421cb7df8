import type { Position } from '../../shared/delivery';
import { squareAround } from '../../tracking/geometry';
import type { RiderScene } from '../../tracking/map-view';
import { SEEN_AROUND_METRES } from '../../tracking/map-view';

/** The places that a fit brings into view: the rider, the store, the way that he was seen to go, and some of the town around him. */
export function placesInView({ position, markers, polyline }: RiderScene): readonly Position[] {
  const way = polyline.flatMap(({ points }) => points);
  return [...way, ...markers, ...squareAround(position, SEEN_AROUND_METRES)];
}
