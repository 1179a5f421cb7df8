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
  /** Outline. Its first point may be repeated at the end. */
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
  /** Roads of the district, which are all connected with each other. */
  readonly roads: readonly Road[];
  /** Outlines of water. The river's outline extends beyond the bounds. */
  readonly water: readonly (readonly LngLat[])[];
  readonly parks: readonly Park[];
  readonly places: readonly Place[];
  readonly store: Place;
  /** Town around the district, which maps show, but where no rider drives. */
  readonly surroundings: Surroundings;
}

export interface Surroundings {
  /** Roads around the district. A road may be listed in parts; small ones have the name ''. */
  readonly roads: readonly Road[];
  readonly parks: readonly Park[];
  readonly water: readonly (readonly LngLat[])[];
  readonly places: readonly Place[];
}

/** Metres between points of a curve. */
const STEP = 20;
/** Metres from the centre at which roads are cut: past the edge, so that none ends before it. */
const OUTER_EDGE = HALF_SIDE + 25;

const isInner = (point: PlanPoint): boolean => outwards(point) < HALF_SIDE;

/** Returns the parts of the plan's roads that lie in the district, with ends joined. */
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

/** Returns areas and places at least partly in the district (`isWithin`), or those outside it. */
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
 * Invented demo district of 3 × 3 km, as vector data, along whose streets simulated riders drive.
 * Maps of it need no network. Positions are GCJ-02 degrees, as on WeChat's map.
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
