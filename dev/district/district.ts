import { smoothLine } from './curve';
import { joinEnds } from './join-ends';
import { AREA_PLAN, PLACE_PLAN, ROAD_PLAN } from './plan';
import type { AreaPlan, PlaceKind, PlacePlan, RoadKind, RoadPlan } from './plan';
import { CENTER, HALF_SIDE, outwards, toLngLat } from './plane';
import type { LngLat, PlanPoint } from './plane';
import { OUTER_ROAD_PLAN } from './surroundings';

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

/** Metres between the points of a curve. */
const STEP = 20;
/** Roads go on past the edge by a little more than a step, so that none stops short of it. */
const OUTER_EDGE = HALF_SIDE + 25;

const isInner = (point: PlanPoint): boolean => outwards(point) < HALF_SIDE;

/** The parts of the plan's roads that lie within the district. */
function innerRoads(): RoadPlan[] {
  const inner = ROAD_PLAN.filter(({ line }) => line.some(isInner)).map((road) => ({
    ...road,
    line: smoothLine(road.line, STEP).filter((point) => outwards(point) <= OUTER_EDGE),
  }));
  return joinEnds(inner);
}

const drawnRoad = ({ name, kind, line }: RoadPlan): Road => ({
  name,
  kind,
  path: line.map(toLngLat),
});
const drawnPlace = ({ name, kind, at }: PlacePlan): Place => ({
  name,
  kind,
  position: toLngLat(at),
});

/** What the town has of areas and places: within the district, at least in part, or around it. */
function drawnTown(isWithin: boolean): Omit<Surroundings, 'roads'> {
  const areas = AREA_PLAN.filter(({ outline }) => outline.some(isInner) === isWithin);
  const drawn = (kind: AreaPlan['kind']): Park[] =>
    areas
      .filter((area) => area.kind === kind)
      .map(({ name, outline }) => ({ name, polygon: smoothLine(outline, STEP).map(toLngLat) }));
  return {
    parks: drawn('park'),
    water: drawn('water').map(({ polygon }) => polygon),
    places: PLACE_PLAN.filter(({ kind, at }) => kind !== 'store' && isInner(at) === isWithin).map(
      drawnPlace,
    ),
  };
}

function theStore(): Place {
  const store = PLACE_PLAN.find(({ kind }) => kind === 'store');
  if (store === undefined) throw new Error('The plan of the town has no store.');
  return drawnPlace(store);
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
  roads: innerRoads().map(drawnRoad),
  ...drawnTown(true),
  store: theStore(),
  surroundings: { roads: OUTER_ROAD_PLAN.map(drawnRoad), ...drawnTown(false) },
};
