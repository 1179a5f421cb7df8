import { type Place, PARKS, PLACES, STORE, WATER } from './places';
import { type LngLat, type RoadKind, EASTWARD_ROADS, NORTHWARD_ROADS } from './roads';

export type { LngLat, Place, RoadKind };

/** Invented town with its map, which needs no network. Simulated riders drive along its roads. */
export const district = {
  center: [113.33, 23.13] as LngLat,
  /** Roads, all connected with each other. The most important names come first. */
  roads: [...EASTWARD_ROADS, ...NORTHWARD_ROADS],
  parks: PARKS,
  /** The river, which reaches beyond the town, and ponds. */
  water: WATER,
  /** Places to which riders deliver, all within 2 km of the centre. */
  places: PLACES,
  store: STORE,
};
