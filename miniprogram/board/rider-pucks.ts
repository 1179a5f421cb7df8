import { RIDER_TONES } from '../map/markers';
import { type Box, type Picture, areClose, pointAway, boxOf, LABEL_SIDES } from '../map/free-space';
import { type Point, type ShownRegion, pixelAt } from '../map/shown-region';
import { type RiderOnMap, type StoreOnMap, storeFor } from './riders';

export interface RidersOnMap {
  readonly riders: readonly RiderOnMap[];
  readonly stores: readonly StoreOnMap[];
  readonly selectedId: string;
  /** Order ids of riders at one spot whom the person has fanned out (spread around the spot). */
  readonly fannedIds: readonly string[];
  readonly region: ShownRegion;
  /** Part of the map that buttons and cards do not cover. */
  readonly uncovered: Box;
}

/** Picture of a store on the map. It also stands for the orders whose goods are in the store. */
export type House = ReturnType<typeof housesOf>[number];

/** Puck: round picture of one rider, or of several at one spot, the most urgent rider first. */
export interface Puck extends Picture {
  readonly riders: readonly [RiderOnMap, ...RiderOnMap[]];
}

const HOUSE_PX = 32;
const PUCK_PX = 28;
/** Side of a puck for several riders, which has their number on it. */
const GROUP_PUCK_PX = 32;
const SELECTED_PUCK_PX = 38;
/** Up to this number of pucks, riders with nothing to worry about (tone `go`) have labels, too. */
const MAX_PUCKS_WITH_CALM_LABELS = 12;
/** Maps narrower than this (px) have labels only for riders who are selected or to handle. */
const NARROW_MAP_PX = 360;

export function isToHandle({ tone }: RiderOnMap): boolean {
  return tone === 'bad' || tone === 'back';
}

/** Builds a picture for each store, with a text about its orders: `在店 6 · 待接 9`. */
export function housesOf({ riders, stores, region }: RidersOnMap) {
  return stores.map((store) => {
    const own = riders.filter((rider) => storeFor(rider, stores) === store);
    const inStore = own.filter(({ riderAt }) => riderAt !== 'none');
    const waiting = own.length - inStore.length;
    const counts = [['在店', inStore.length] as const, ['待接', waiting] as const];
    const count = counts.flatMap(([word, of]) => (of > 0 ? [`${word} ${of}`] : [])).join(' · ');
    const isUrgent = inStore.some(isToHandle);
    return {
      ...{ store, riders: own, count, isToHandle: isUrgent },
      ...{ middle: pixelAt(region, store.place), sidePx: HOUSE_PX, sides: LABEL_SIDES },
      lines: [store.name, ...(count === '' ? [] : [isUrgent ? `! ${count}` : count])],
    };
  });
}

/**
 * Builds pucks of riders who are not in a store. Riders close together share a puck, unless one of
 * them is selected or fanned out.
 */
export function pucksOf({ riders, stores, selectedId, fannedIds, region, uncovered }: RidersOnMap) {
  const isSelected = ({ orderId }: RiderOnMap): boolean => orderId === selectedId;
  const isFanned = ({ orderId }: RiderOnMap): boolean => fannedIds.includes(orderId);
  const isChosen = (rider: RiderOnMap): boolean => isSelected(rider) || isFanned(rider);
  const groups: { readonly middle: Point; readonly group: [RiderOnMap, ...RiderOnMap[]] }[] = [];
  for (const rider of RIDER_TONES.flatMap((tone) => riders.filter((one) => one.tone === tone))) {
    if (rider.place === null || (!isSelected(rider) && storeFor(rider, stores) !== null)) continue;
    const middle = pixelAt(region, rider.place);
    const box = boxOf({ middle, sidePx: GROUP_PUCK_PX });
    const near = groups.find(
      (one) =>
        ![rider, one.group[0]].some(isChosen) &&
        areClose(box, boxOf({ middle: one.middle, sidePx: GROUP_PUCK_PX })),
    );
    if (near === undefined) groups.push({ middle, group: [rider] });
    else near.group.push(rider);
  }
  const isFew = groups.length <= MAX_PUCKS_WITH_CALM_LABELS;
  const labelled = RIDER_TONES.slice(0, region.width < NARROW_MAP_PX ? 2 : isFew ? 4 : 3);
  const pucks = groups.map(({ middle, group }): Puck => {
    const [rider, ...more] = group;
    const hasLabel = more.length === 0 && (isChosen(rider) || labelled.includes(rider.tone));
    const lines = hasLabel ? [puckLabelText(rider)] : [];
    const usualPx = more.length > 0 ? GROUP_PUCK_PX : PUCK_PX;
    const sidePx = isSelected(rider) ? SELECTED_PUCK_PX : usualPx;
    return { riders: group, middle, sidePx, sides: LABEL_SIDES, lines };
  });
  const pucksWhere = (are: (rider: RiderOnMap) => boolean): readonly Puck[] =>
    pucks.filter(({ riders: [rider] }) => are(rider));
  return {
    fanned: fanOut(pucksWhere(isFanned), uncovered),
    selected: pucksWhere((rider) => isSelected(rider) && !isFanned(rider)),
    others: pucksWhere((rider) => !isChosen(rider)),
  };
}

function puckLabelText(rider: RiderOnMap): string {
  return isToHandle(rider) ? `! ${rider.orderEnd}` : rider.orderEnd;
}

/** Radius in px of a fan: `first` for two riders, plus `more` for each further rider. */
const FAN_RADIUS_PX = { first: 46, more: 6 };
/** Space (px) outside the radius that pucks and labels of a fan need: beside (`x`), above (`y`). */
const FAN_MARGIN_PX = { x: 72, y: 44 };

/** Moves pucks at one spot onto a circle around it, within the uncovered part of the map. */
function fanOut(pucks: readonly Puck[], free: Box): readonly Puck[] {
  const [first] = pucks;
  if (first === undefined) return [];
  const radius = FAN_RADIUS_PX.first + FAN_RADIUS_PX.more * Math.max(0, pucks.length - 2);
  const [x, y] = [radius + FAN_MARGIN_PX.x, radius + FAN_MARGIN_PX.y];
  const centre = {
    x: clamped(first.middle.x, free.left + x, free.right - x),
    y: clamped(first.middle.y, free.top + y, free.bottom - y),
  };
  // Angle of the first puck: to the right of the spot if the number is even, else below it.
  const begin = pucks.length % 2 === 0 ? 0 : 90;
  return pucks.map((puck, n) => {
    const middle = pointAway(centre, radius, begin + (n * 360) / pucks.length);
    const [right, down] = [middle.x - centre.x, middle.y - centre.y];
    const outwards = { right, left: -right, above: -down, below: down };
    const sides = LABEL_SIDES.filter((side) => outwards[side] > -1);
    return { ...puck, middle, sides: sides.sort((one, other) => outwards[other] - outwards[one]) };
  });
}

function clamped(value: number, least: number, most: number): number {
  return least > most ? (least + most) / 2 : Math.min(most, Math.max(least, value));
}
