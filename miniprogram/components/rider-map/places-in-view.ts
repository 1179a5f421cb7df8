import type { Position } from '../../shared/delivery';
import type { RiderScene } from '../../tracking/map-view';

/** Degrees, some 250 m: around a rider who has not gone far the view stays wide enough to tell where he is. */
const AROUND = 0.0023;

/** The places that a fit brings into view: the rider, the way that he was seen to go, and some of the town around him. */
export function placesInView({ position, trail }: RiderScene): readonly Position[] {
  const { longitude, latitude } = position;
  return [
    ...trail,
    { longitude: longitude - AROUND, latitude: latitude - AROUND },
    { longitude: longitude + AROUND, latitude: latitude + AROUND },
  ];
}
