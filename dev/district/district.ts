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
  /** Connected roads. A road that is cut in two, as by the ring, is listed twice. */
  readonly roads: readonly Road[];
  /** Outlines. The river continues outside the bounds. */
  readonly water: readonly (readonly LngLat[])[];
  readonly parks: readonly Park[];
  readonly places: readonly Place[];
  readonly store: Place;
  /** The town around the district, which is drawn and not driven on. */
  readonly surroundings: Surroundings;
}

export interface Surroundings {
  /** Small roads have no name. */
  readonly roads: readonly Road[];
  readonly parks: readonly Park[];
  readonly water: readonly (readonly LngLat[])[];
  readonly places: readonly Place[];
}

/** Metres between points of a curve. */
const STEP = 20;
/** Distance past the edge, so that no road stops short of it. */
const OUTER_EDGE = HALF_SIDE + 25;

const isInner = (point: PlanPoint): boolean => outwards(point) < HALF_SIDE;

/** Cuts the plan's roads to the district. */
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

/** Selects areas and places: at least partly within the district, or around it. */
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
 * The demo district, an invented town of 3 × 3 km as vector data: riders drive along its streets,
 * and a map is drawn without network. GCJ-02 degrees, as on WeChat's map.
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
