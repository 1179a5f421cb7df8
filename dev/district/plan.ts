import areas from './plan/areas.geo.json';
import places from './plan/places.geo.json';
import roads from './plan/roads.geo.json';
import { toPlan } from './plane';
import type { PlanPoint } from './plane';

/**
 * Plan of the invented demo town, read from GeoJSON that was drawn by eye. curve.ts smooths lines
 * and outlines, except at a point that is given twice. join-ends.ts joins the ends of roads.
 */

/** Kinds of road, by width and traffic. */
const ROAD_KINDS = ['avenue', 'street', 'lane'] as const;
const AREA_KINDS = ['park', 'water'] as const;
const PLACE_KINDS = [
  'store',
  'residential',
  'office',
  'shop',
  'market',
  'school',
  'hospital',
  'metro',
  'landmark',
] as const;

export type RoadKind = (typeof ROAD_KINDS)[number];
export type PlaceKind = (typeof PLACE_KINDS)[number];

export interface RoadPlan {
  readonly name: string;
  readonly kind: RoadKind;
  readonly line: readonly PlanPoint[];
}

export interface AreaPlan {
  readonly name: string;
  readonly kind: (typeof AREA_KINDS)[number];
  /** The last point repeats the first. */
  readonly outline: readonly PlanPoint[];
}

export interface PlacePlan {
  readonly name: string;
  readonly kind: PlaceKind;
  readonly at: PlanPoint;
}

export const ROAD_PLAN: readonly RoadPlan[] = roads.features.map(({ properties, geometry }) => ({
  name: properties.name,
  kind: oneOf(ROAD_KINDS, properties.kind),
  line: geometry.coordinates.map(planPoint),
}));

export const AREA_PLAN: readonly AreaPlan[] = areas.features.map(({ properties, geometry }) => ({
  name: properties.name,
  kind: oneOf(AREA_KINDS, properties.kind),
  outline: (geometry.coordinates[0] ?? []).map(planPoint),
}));

export const PLACE_PLAN: readonly PlacePlan[] = places.features.map(({ properties, geometry }) => ({
  name: properties.name,
  kind: oneOf(PLACE_KINDS, properties.kind),
  at: planPoint(geometry.coordinates),
}));

function oneOf<Kind extends string>(kinds: readonly Kind[], written: string): Kind {
  const kind = kinds.find((each) => each === written);
  if (kind === undefined) throw new Error(`The plan of the town knows no kind ${written}.`);
  return kind;
}

function planPoint([longitude = NaN, latitude = NaN]: readonly number[]): PlanPoint {
  return toPlan([longitude, latitude]);
}
