import { type Area, type Place, PARKS, PLACES, STORE, WATER } from './places';
import { type LngLat, type Road, type RoadKind, EASTWARD_ROADS, NORTHWARD_ROADS } from './roads';

export type { LngLat, Place, RoadKind };

/** Invented town with its map, which needs no network. Simulated riders drive along its roads. */
export interface District {
  readonly center: LngLat;
  /** Roads, all connected with each other. The most important names come first. */
  readonly roads: readonly Road[];
  readonly parks: readonly Area[];
  /** The river, which reaches beyond the town, and ponds. */
  readonly water: readonly Area[];
  /** Places to which riders deliver, all within 2 km of the centre. */
  readonly places: readonly Place[];
  readonly store: Place;
}

export const district: District = {
  center: [113.33, 23.13],
  roads: [...EASTWARD_ROADS, ...NORTHWARD_ROADS],
  parks: PARKS,
  water: WATER,
  places: PLACES,
  store: STORE,
};
