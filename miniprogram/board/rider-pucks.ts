import { RIDER_TONES } from '../map/markers';
import { type Box, type Picture, areClose, beside, boxOf, LABEL_SIDES } from '../map/free-space';
import { type Point, type ShownRegion, pointOf } from '../map/shown-region';
import { type RiderOnMap, type StoreOnMap, houseOf } from './riders';

export interface RidersInput {
  readonly riders: readonly RiderOnMap[];
  readonly stores: readonly StoreOnMap[];
  readonly selectedId: string;
  /** Order ids of riders at one spot whom the person has fanned out. */
  readonly fan: readonly string[];
  readonly region: ShownRegion;
  /** Part of the map that buttons and cards do not cover. */
  readonly free: Box;
}

/** Picture of a store, which also stands for the orders in it. */
export type House = ReturnType<typeof housesOf>[number];

/** Round picture of one rider, or of several riders at one spot. The most urgent comes first. */
export interface Puck extends Picture {
  readonly riders: readonly [RiderOnMap, ...RiderOnMap[]];
}

const HOUSE_PX = 32;
const PUCK_PX = 28;
/** Side of a puck for several riders, which has their number on it. */
const COUNT_PX = 32;
const SELECTED_PX = 38;
/** Largest number of pucks with which also the calm riders (tone `go`) have labels. */
const CALM_LABELLED_UP_TO = 12;
/** Narrower maps (px) have labels only for riders who are selected or to handle. */
const NARROW_PX = 360;

export function isToHandle({ tone }: RiderOnMap): boolean {
  return tone === 'bad' || tone === 'back';
}

/** Builds the picture of each store, with the count of its orders like `在店 6 · 待接 9`. */
export function housesOf({ riders, stores, region }: RidersInput) {
  return stores.map((store) => {
    const own = riders.filter((rider) => houseOf(rider, stores) === store);
    const inStore = own.filter(({ at }) => at !== 'none');
    const waiting = own.length - inStore.length;
    const counts = [['在店', inStore.length] as const, ['待接', waiting] as const];
    const count = counts.flatMap(([word, of]) => (of > 0 ? [`${word} ${of}`] : [])).join(' · ');
    const isUrgent = inStore.some(isToHandle);
    return {
      ...{ store, riders: own, count, isToHandle: isUrgent },
      ...{ at: pointOf(region, store.place), px: HOUSE_PX, sides: LABEL_SIDES },
      lines: [store.name, ...(count === '' ? [] : [isUrgent ? `! ${count}` : count])],
    };
  });
}

/**
 * Builds the pucks of all riders who are in no house, the most urgent first. Pucks that would
 * overlap are one. A rider who is selected or fanned out always has his own.
 */
export function pucksOf({ riders, stores, selectedId, fan, region, free }: RidersInput) {
  const isSelected = ({ orderId }: RiderOnMap): boolean => orderId === selectedId;
  const isFanned = ({ orderId }: RiderOnMap): boolean => fan.includes(orderId);
  const isChosen = (rider: RiderOnMap): boolean => isSelected(rider) || isFanned(rider);
  const groups: { readonly at: Point; readonly group: [RiderOnMap, ...RiderOnMap[]] }[] = [];
  for (const rider of RIDER_TONES.flatMap((tone) => riders.filter((one) => one.tone === tone))) {
    if (rider.place === null || (!isSelected(rider) && houseOf(rider, stores) !== null)) continue;
    const at = pointOf(region, rider.place);
    const near = groups.find(
      (one) =>
        ![rider, one.group[0]].some(isChosen) &&
        areClose(boxOf({ at, px: COUNT_PX }), boxOf({ at: one.at, px: COUNT_PX })),
    );
    if (near === undefined) groups.push({ at, group: [rider] });
    else near.group.push(rider);
  }
  const isFew = groups.length <= CALM_LABELLED_UP_TO;
  const labelled = RIDER_TONES.slice(0, region.width < NARROW_PX ? 2 : isFew ? 4 : 3);
  const pucks = groups.map(({ at, group }): Puck => {
    const [rider, ...more] = group;
    const hasLabel = more.length === 0 && (isChosen(rider) || labelled.includes(rider.tone));
    const px = isSelected(rider) ? SELECTED_PX : more.length > 0 ? COUNT_PX : PUCK_PX;
    return { riders: group, at, px, sides: LABEL_SIDES, lines: hasLabel ? [wordsOf(rider)] : [] };
  });
  const those = (are: (rider: RiderOnMap) => boolean): readonly Puck[] =>
    pucks.filter(({ riders: [rider] }) => are(rider));
  return {
    fanned: fannedOut(those(isFanned), free),
    selected: those((rider) => isSelected(rider) && !isFanned(rider)),
    others: those((rider) => !isChosen(rider)),
  };
}

function wordsOf(rider: RiderOnMap): string {
  return isToHandle(rider) ? `! ${rider.end}` : rider.end;
}

/** Radius in px of a fan: `first` for two riders, and `more` for each further rider. */
const FAN_PX = { first: 46, more: 6 };
/** Px beyond the radius of a fan that its pucks and labels take: `x` at the sides, `y` above. */
const FAN_ROOM = { x: 72, y: 44 };

/** Moves pucks at one spot onto a ring around it, within the free part of the map. */
function fannedOut(pucks: readonly Puck[], free: Box): readonly Puck[] {
  const [first] = pucks;
  if (first === undefined) return [];
  const radius = FAN_PX.first + FAN_PX.more * Math.max(0, pucks.length - 2);
  const [x, y] = [radius + FAN_ROOM.x, radius + FAN_ROOM.y];
  const middle = {
    x: between(first.at.x, free.left + x, free.right - x),
    y: between(first.at.y, free.top + y, free.bottom - y),
  };
  // The first puck of an odd number is below the spot, that of an even number at its right.
  const begin = pucks.length % 2 === 0 ? 0 : 90;
  return pucks.map((puck, n) => {
    const at = beside(middle, radius, begin + (n * 360) / pucks.length);
    const [right, down] = [at.x - middle.x, at.y - middle.y];
    const outwards = { right, left: -right, above: -down, below: down };
    const sides = LABEL_SIDES.filter((side) => outwards[side] > -1);
    return { ...puck, at, sides: sides.sort((one, other) => outwards[other] - outwards[one]) };
  });
}

function between(value: number, least: number, most: number): number {
  return least > most ? (least + most) / 2 : Math.min(most, Math.max(least, value));
}
