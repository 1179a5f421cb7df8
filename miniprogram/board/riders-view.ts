import { type Position, distanceMetres } from '../contract/delivery';
import type { RiderOnMap, StoreOnMap } from './riders';
import { extentMetres } from '../map/geometry';
import { type MarkerLabel, markerLabel } from '../map/marker-label';
import { type Marker, dotMarker, storeMarker } from '../map/markers';

/** Markers of the map, and the orders that each stands for. */
export interface RidersScene {
  readonly markers: readonly Marker[];
  /** Order id of the rider in front at each marker, the stores' apart; empty for a free place. */
  readonly fronts: readonly string[];
  /** Order ids by marker id; more than one for riders who are drawn as one. */
  readonly ordersAt: ReadonlyMap<number, readonly string[]>;
}

/** Distance in px within which a puck or its label covers another one. */
const CLOSE_PX = 40;
/** Distance in metres within which they cover each other at every zoom level. */
const SAME_PLACE_METRES = 25;
/** Number of places per marker above which all are made again. */
const MOST_FREE_PLACES = 2;
const PUCK_PX = 28;
const SELECTED_PX = 38;
const PICTURES = '/map/images';
/** Tokens of the light theme, in which labels stand out on both maps. */
const COLOURS = { bad: '#c0271f', wait: '#8a5200', back: '#6a3cbc', go: '#ffffffe6' } as const;
/** Place of markers that show nothing: the middle of the city that most shops are in. */
export const NOWHERE: Position = { longitude: 113.33, latitude: 23.13 };
/** Ids of stores begin here, above those of riders. */
const STORE_IDS_FROM = 100_000;

/**
 * Builds the markers of all riders. Those who would cover each other are drawn as one.
 *
 * @param viewPx smaller side of the view that they are fitted to
 * @param apart order ids of riders who are drawn one by one
 * @param frontsBefore `fronts` of the scene before, so that riders keep their markers
 */
export function ridersScene(
  riders: readonly RiderOnMap[],
  stores: readonly StoreOnMap[],
  selectedId: string | null,
  viewPx: number,
  apart: readonly string[] = [],
  frontsBefore: readonly string[] = [],
): RidersScene {
  const { width, height } = extentMetres([...stores, ...riders].map(({ place }) => place));
  const shownMetres = (Math.max(width, height) / Math.max(1, viewPx)) * CLOSE_PX;
  const closeMetres = Math.max(SAME_PLACE_METRES, shownMetres);
  const isAlone = ({ orderId }: RiderOnMap): boolean =>
    orderId === selectedId || apart.includes(orderId);
  const groups = new Map(
    groupedRiders(riders, isAlone, closeMetres).map((group) => [group[0].orderId, group]),
  );
  const fronts = steadyFronts(frontsBefore, [...groups.keys()]);
  const ordersAt = new Map<number, readonly string[]>();
  const markers = fronts.map((front, index) => {
    const group = groups.get(front);
    if (group === undefined)
      return { ...dotMarker(NOWHERE, 0), id: index + 1, width: 1, height: 1 };
    ordersAt.set(
      index + 1,
      group.map(({ orderId }) => orderId),
    );
    return groupMarker(index + 1, group, selectedId);
  });
  const houses = stores.map(({ name, place }, index) => ({
    ...storeMarker(place, name, 'right'),
    id: STORE_IDS_FROM + index,
    zIndex: 1,
  }));
  return { markers: [...houses, ...markers], fronts, ordersAt };
}

/**
 * Gives each rider in front his previous marker; a new rider takes a free marker. Free markers stay
 * (an empty id), since `setData` cannot remove one, until they are too many.
 */
function steadyFronts(before: readonly string[], fronts: readonly string[]): readonly string[] {
  if (before.length > MOST_FREE_PLACES * fronts.length) return fronts;
  const coming = fronts.filter((front) => !before.includes(front));
  const placed = before.map((front) => (fronts.includes(front) ? front : (coming.shift() ?? '')));
  return [...placed, ...coming];
}

/** Puts riders close to each other together, in the order of the riders. */
function groupedRiders(
  riders: readonly RiderOnMap[],
  isAlone: (rider: RiderOnMap) => boolean,
  closeMetres: number,
): readonly (readonly [RiderOnMap, ...RiderOnMap[]])[] {
  const groups: [RiderOnMap, ...RiderOnMap[]][] = [];
  for (const rider of riders) {
    const near = isAlone(rider)
      ? undefined
      : groups.find(
          ([first]) => !isAlone(first) && distanceMetres(first.place, rider.place) < closeMetres,
        );
    if (near === undefined) groups.push([rider]);
    else near.push(rider);
  }
  return groups;
}

function groupMarker(
  id: number,
  [rider, ...others]: readonly [RiderOnMap, ...RiderOnMap[]],
  selectedId: string | null,
): Marker {
  const isSelected = rider.orderId === selectedId;
  const px = isSelected ? SELECTED_PX : PUCK_PX;
  const count = others.length + 1;
  const text = count > 1 ? `${count} 单` : rider.isUrgent ? `! ${rider.end}` : rider.end;
  const shown = mostUrgent([rider, ...others]) ?? rider;
  return {
    id,
    longitude: rider.place.longitude,
    latitude: rider.place.latitude,
    iconPath: `${PICTURES}/${pictureOf(shown)}.png`,
    width: px,
    height: px,
    rotate: 0,
    anchor: { x: 0.5, y: 0.5 },
    zIndex: isSelected ? 4 : shown.isUrgent ? 3 : 2,
    ariaLabel: count > 1 ? `${count} 单的骑手` : `订单 ${rider.end} 的骑手`,
    label: colouredLabel(
      markerLabel(text, 'below', px / 2),
      shown.isUrgent ? COLOURS[shown.tone] : null,
    ),
  };
}

/** Finds the rider who represents a group: one of an order to handle comes first. */
function mostUrgent(riders: readonly RiderOnMap[]): RiderOnMap | undefined {
  const urgent = riders.filter(({ isUrgent }) => isUrgent);
  return urgent.find(({ tone }) => tone === 'bad') ?? urgent[0];
}

function pictureOf({ tone, isAtStore, isOld }: RiderOnMap): string {
  if (isOld) return 'rider-old';
  if (isAtStore && tone === 'go') return 'rider-waits';
  return `rider-${tone}-still`;
}

function colouredLabel(label: MarkerLabel, colour: string | null): MarkerLabel {
  return colour === null ? label : { ...label, color: '#ffffff', bgColor: colour };
}
