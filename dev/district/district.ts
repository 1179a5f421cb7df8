import { HALF_SIDE, joinEnds } from './join-ends';
import { PARK_PLAN, WATER_PLAN } from './land-plan';
import { PLACE_PLAN, STORE_PLAN } from './place-plan';
import type { PlaceKind } from './place-plan';
import { CENTER, toLngLat } from './plane';
import type { LngLat } from './plane';
import { ROAD_PLAN } from './road-plan';
import type { RoadKind } from './road-plan';

export type { LngLat, PlaceKind, RoadKind };

export interface Road {
  readonly name: string;
  readonly kind: RoadKind;
  readonly path: readonly LngLat[];
}

export interface Park {
  readonly name: string;
  /** An outline, its first point not repeated at the end or repeated. */
  readonly polygon: readonly LngLat[];
}

export interface Place {
  readonly name: string;
  readonly kind: PlaceKind;
  readonly position: LngLat;
}

export interface District {
  readonly center: LngLat;
  readonly bounds: { readonly southWest: LngLat; readonly northEast: LngLat };
  /** A road that is cut in two, by the ring for example, is in here as two. Every one is connected to every other. */
  readonly roads: readonly Road[];
  /** Outlines. The river's goes on past the bounds. */
  readonly water: readonly (readonly LngLat[])[];
  readonly parks: readonly Park[];
  readonly places: readonly Place[];
  readonly store: Place;
}

/**
 * The demo district: 3 × 3 km of a town that does not exist, as vector data, so that riders can drive along streets
 * and a map can be drawn without any network. GCJ-02 degrees, like everything that WeChat's map shows.
 */
export const district: District = {
  center: CENTER,
  bounds: {
    southWest: toLngLat([-HALF_SIDE, -HALF_SIDE]),
    northEast: toLngLat([HALF_SIDE, HALF_SIDE]),
  },
  roads: joinEnds(ROAD_PLAN).map(({ name, kind, line }) => ({
    name,
    kind,
    path: line.map(toLngLat),
  })),
  water: WATER_PLAN.map((outline) => outline.map(toLngLat)),
  parks: PARK_PLAN.map(({ name, outline }) => ({ name, polygon: outline.map(toLngLat) })),
  places: PLACE_PLAN.map(({ name, kind, at }) => ({ name, kind, position: toLngLat(at) })),
  store: { name: STORE_PLAN.name, kind: STORE_PLAN.kind, position: toLngLat(STORE_PLAN.at) },
};
