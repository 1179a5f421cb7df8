import type { Position } from '../contract/delivery';
import { FreeSpace } from '../map/free-space';
import { type MarkerLabel, markerLabel } from '../map/marker-label';
import {
  type Marker,
  distanceMarker,
  dotMarker,
  fadedRiderMarker,
  riderMarker,
  storeMarker,
  waitingRiderMarker,
} from '../map/markers';
import { placeAt } from '../map/shown-region';
import { type House, type Puck, type RidersInput, housesOf, pucksOf } from './rider-pucks';
import type { RiderOnMap } from './riders';
import { slotsFor } from './row-window';

/** Orders of a tapped marker. With a title they are listed; otherwise several are fanned out. */
export interface Tapped {
  readonly orderIds: readonly string[];
  readonly title: string;
}

/** Content of the map. `markers` and `legs` (lines of a fan) have the format of `<map>`. */
export interface RidersScene {
  readonly markers: readonly Marker[];
  readonly legs: readonly object[];
  readonly taps: ReadonlyMap<number, Tapped>;
  /** Order id at each place of the list of pucks; null for a free place, whose marker is unseen. */
  readonly slots: readonly (string | null)[];
}

export const NO_SCENE: RidersScene = { markers: [], legs: [], taps: new Map(), slots: [] };

/** Largest number of riders for a fan. More riders at one spot are listed in a sheet. */
const MOST_IN_FAN = 8;
/** Colours of labels: tokens of the light theme, readable on the light and the dark map. */
const COLOURS = { bad: '#c0271f', back: '#6a3cbc', wait: '#8a5200', go: '#1657d9' } as const;
/** Look of a line from the spot of a fan to a puck. Its border sets it off on a dark map. */
const LEG = { color: '#14181f', width: 1.5, borderColor: '#ffffffb3', borderWidth: 1 };
/** Marker id of the spot of a fan. Each store has the next two: for its house and its count. */
const SPOT_ID = 100_000;

/** Number of places per puck above which no free places are kept. */
const MOST_FREE = 2;
const NOWHERE: Position = { longitude: 0, latitude: 0 };

/**
 * Builds the markers of all riders and stores, none over another. A puck stays at its place in the
 * list of `before`, because setData sends each marker that moves in the list.
 */
export function ridersScene(input: RidersInput, before = NO_SCENE): RidersScene {
  const { region } = input;
  const space = new FreeSpace(input.free);
  const stores = housesOf(input);
  const { fanned, selected, others } = pucksOf(input);
  const fan = space.layOut(fanned, [...stores, ...selected, ...others]);
  const houses = space.layOut(stores, [...selected, ...others]);
  const pucks = [...fan, ...space.layOut(selected, others), ...space.layOut(others, [])];
  const taps = new Map<number, Tapped>();
  const ofStores = houses.flatMap((house, index) => {
    const id = SPOT_ID + 1 + 2 * index;
    const tapped = { orderIds: idsOf(house), title: `${house.store.name} · ${house.count}` };
    if (house.riders.length > 0) taps.set(id, tapped).set(id + 1, tapped);
    return houseMarkers(id, house, placeAt(region, house.at));
  });
  const drawn = new Map(pucks.map((puck) => [puck.riders[0].orderId, puck]));
  const kept = before.slots.length > MOST_FREE * drawn.size ? [] : before.slots;
  const { slots } = slotsFor(kept, [...drawn.keys()]);
  const ofPucks = slots.map((orderId, index) => {
    const id = index + 1;
    const puck = drawn.get(orderId ?? '');
    if (puck === undefined) return { ...dotMarker(NOWHERE, 0), id, width: 1, height: 1 };
    const orderIds = idsOf(puck);
    const title = orderIds.length > MOST_IN_FAN ? `${orderIds.length} 单在一处` : '';
    taps.set(id, { orderIds, title });
    return { ...puckMarker(puck, placeAt(region, puck.at)), id };
  });
  const legs = fan.map(({ riders: [{ place }], at }) => ({
    ...{ points: [place, placeAt(region, at)], ...LEG },
  }));
  const spots = legs.slice(0, 1).flatMap(({ points: [spot] }) => spot ?? []);
  const dots = spots.map((spot) => ({ ...dotMarker(spot, 0), id: SPOT_ID }));
  return { markers: [...ofStores, ...ofPucks, ...dots], legs, taps, slots };
}

function idsOf({ riders }: Pick<House | Puck, 'riders'>): readonly string[] {
  return riders.map(({ orderId }) => orderId);
}

type Labelled<P> = P & { readonly labels: readonly MarkerLabel[] };

/** Builds the two markers of a house: its picture with the store's name, and its count. */
function houseMarkers(id: number, house: Labelled<House>, place: Position): readonly Marker[] {
  const { store, count, labels } = house;
  const [name, below] = labels;
  const { label: _label, ariaLabel, ...picture } = storeMarker(place, store.name, 'right');
  const words = count === '' ? ariaLabel : `${ariaLabel}，${count}`;
  const marker = { ...picture, id, ariaLabel: words, ...(name && { label: name }) };
  if (below === undefined) return [marker];
  const label = house.isToHandle ? { ...below, color: COLOURS.bad } : below;
  return [marker, { ...distanceMarker(place, count), id: id + 1, ariaLabel: count, label }];
}

/** Builds the marker of a puck. Several riders have the colour of the most urgent one. */
function puckMarker({ riders, px, labels }: Labelled<Puck>, place: Position): Marker {
  const [rider, ...more] = riders;
  const { tone, end } = rider;
  const count = more.length + 1;
  const [words] = count > 1 ? [markerLabel(String(count), 'over', 0)] : labels;
  const colours = count > 1 || tone !== 'go' ? { color: '#ffffff', bgColor: COLOURS[tone] } : {};
  return {
    ...(count > 1 ? riderMarker(place, null, tone) : pictureOf(rider, place)),
    ...{ width: px, height: px },
    ariaLabel: count > 1 ? `${count} 单的骑手` : `订单 ${end} 的骑手`,
    ...(words && { label: { ...words, ...colours } }),
  };
}

function pictureOf({ tone, at, isOld }: RiderOnMap, place: Position): Marker {
  if (isOld) return fadedRiderMarker(place);
  return at === 'at-store' ? waitingRiderMarker(place, tone) : riderMarker(place, null, tone);
}
