import { HALF_SIDE, joinEnds } from './join-ends';
import { PARK_PLAN, WATER_PLAN } from './land-plan';
import type { ParkPlan } from './land-plan';
import { PLACE_PLAN, STORE_PLAN } from './place-plan';
import type { PlaceKind, PlacePlan } from './place-plan';
import { CENTER, toLngLat } from './plane';
import type { LngLat } from './plane';
import { ROAD_PLAN } from './road-plan';
import type { RoadKind, RoadPlan } from './road-plan';
import { OUTER_LAKES, OUTER_PARK_PLAN, OUTER_PLACE_PLAN } from './surroundings-land';
import { OUTER_ROAD_PLAN } from './surroundings-roads';

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
  /** The town around it: to be drawn, not driven on. */
  readonly surroundings: Surroundings;
}

export interface Surroundings {
  /** Small ones have no name. */
  readonly roads: readonly Road[];
  readonly parks: readonly Park[];
  readonly water: readonly (readonly LngLat[])[];
  readonly places: readonly Place[];
}

const drawnRoad = ({ name, kind, line }: RoadPlan): Road => ({
  name,
  kind,
  path: line.map(toLngLat),
});
const drawnPark = ({ name, outline }: ParkPlan): Park => ({
  name,
  polygon: outline.map(toLngLat),
});
const drawnPlace = ({ name, kind, at }: PlacePlan): Place => ({
  name,
  kind,
  position: toLngLat(at),
});

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
  roads: joinEnds(ROAD_PLAN).map(drawnRoad),
  water: WATER_PLAN.map((outline) => outline.map(toLngLat)),
  parks: PARK_PLAN.map(drawnPark),
  places: PLACE_PLAN.map(drawnPlace),
  store: drawnPlace(STORE_PLAN),
  surroundings: {
    roads: OUTER_ROAD_PLAN.map(drawnRoad),
    parks: OUTER_PARK_PLAN.map(drawnPark),
    water: OUTER_LAKES.map((outline) => outline.map(toLngLat)),
    places: OUTER_PLACE_PLAN.map(drawnPlace),
  },
};
