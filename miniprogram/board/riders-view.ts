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
import { positionAt } from '../map/shown-region';
import { type House, type Puck, type RidersOnMap, housesOf, pucksOf } from './rider-pucks';
import type { RiderOnMap } from './riders';
import { assignSlots } from './row-window';

/** Orders of a tapped marker. With a title, a sheet lists them; else they are fanned out. */
export interface TappedOrders {
  readonly orderIds: readonly string[];
  readonly title: string;
}

/** Content of the map, in the format of `<map>`. `legs`: lines from a spot to fanned-out pucks. */
export interface RidersScene {
  readonly markers: readonly Marker[];
  readonly legs: readonly object[];
  readonly markerOrders: ReadonlyMap<number, TappedOrders>;
  /** Order ids by slot: slot n belongs to marker n + 1. Null: free, its marker is not visible. */
  readonly slots: readonly (string | null)[];
}

export const NO_SCENE: RidersScene = { markers: [], legs: [], markerOrders: new Map(), slots: [] };

/** Largest number of riders that are fanned out. A sheet lists more riders at one spot. */
const MAX_FANNED_RIDERS = 8;
/** Colours of labels: tokens of the light theme, readable on the light and the dark map. */
const LABEL_COLOURS = { bad: '#c0271f', back: '#6a3cbc', wait: '#8a5200', go: '#1657d9' } as const;
/** Style of a line from a spot to a fanned-out puck. Its border shows on a dark map. */
const FAN_LINE_STYLE = { color: '#14181f', width: 1.5, borderColor: '#ffffffb3', borderWidth: 1 };
/** Marker id of a fan's spot. Each store uses the next two ids: for its picture and its text. */
const FAN_SPOT_MARKER_ID = 100_000;

/** Marker ids (slots) for each rider's marker; with more than this, all slots are assigned anew. */
const MAX_SLOTS_PER_PUCK = 2;
const UNSEEN_PLACE: Position = { longitude: 0, latitude: 0 };

/** Builds the markers. A puck keeps its slot of `before`, so that setData sends only what moves. */
export function ridersScene(input: RidersOnMap, before = NO_SCENE): RidersScene {
  const { region } = input;
  const space = new FreeSpace(input.uncovered);
  const stores = housesOf(input);
  const { fanned, selected, others } = pucksOf(input);
  const fan = space.layOut(fanned, [...stores, ...selected, ...others]);
  const houses = space.layOut(stores, [...selected, ...others]);
  const pucks = [...fan, ...space.layOut(selected, others), ...space.layOut(others, [])];
  const markerOrders = new Map<number, TappedOrders>();
  const ofStores = houses.flatMap((house, index) => {
    const id = FAN_SPOT_MARKER_ID + 1 + 2 * index;
    const tapped = { orderIds: orderIdsOf(house), title: `${house.store.name} · ${house.count}` };
    if (house.riders.length > 0) markerOrders.set(id, tapped).set(id + 1, tapped);
    return houseMarkers(id, house, positionAt(region, house.middle));
  });
  const drawn = new Map(pucks.map((puck) => [puck.riders[0].orderId, puck]));
  const kept = before.slots.length > MAX_SLOTS_PER_PUCK * drawn.size ? [] : before.slots;
  const { slots } = assignSlots(kept, [...drawn.keys()]);
  const ofPucks = slots.map((orderId, index) => {
    const id = index + 1;
    const puck = drawn.get(orderId ?? '');
    if (puck === undefined) return { ...dotMarker(UNSEEN_PLACE, 0), id, width: 1, height: 1 };
    const orderIds = orderIdsOf(puck);
    const title = orderIds.length > MAX_FANNED_RIDERS ? `${orderIds.length} 单在一处` : '';
    markerOrders.set(id, { orderIds, title });
    return { ...puckMarker(puck, positionAt(region, puck.middle)), id };
  });
  const legs = fan.map(({ riders: [{ place }], middle }) => ({
    ...{ points: [place, positionAt(region, middle)], ...FAN_LINE_STYLE },
  }));
  const spots = legs.slice(0, 1).flatMap(({ points: [spot] }) => spot ?? []);
  const dots = spots.map((spot) => ({ ...dotMarker(spot, 0), id: FAN_SPOT_MARKER_ID }));
  return { markers: [...ofStores, ...ofPucks, ...dots], legs, markerOrders, slots };
}

function orderIdsOf({ riders }: Pick<House | Puck, 'riders'>): readonly string[] {
  return riders.map(({ orderId }) => orderId);
}

type WithLabels<P> = P & { readonly labels: readonly MarkerLabel[] };

/** Builds the two markers of a store: its picture with its name, and the text about its orders. */
function houseMarkers(id: number, house: WithLabels<House>, place: Position): readonly Marker[] {
  const { store, count, labels } = house;
  const [name, below] = labels;
  const { label: _label, ariaLabel, ...picture } = storeMarker(place, store.name, 'right');
  const words = count === '' ? ariaLabel : `${ariaLabel}，${count}`;
  const marker = { ...picture, id, ariaLabel: words, ...(name && { label: name }) };
  if (below === undefined) return [marker];
  const label = house.isToHandle ? { ...below, color: LABEL_COLOURS.bad } : below;
  return [marker, { ...distanceMarker(place, count), id: id + 1, ariaLabel: count, label }];
}

/** Builds the marker of a puck. The puck has the colour of its most urgent rider. */
function puckMarker({ riders, sidePx, labels }: WithLabels<Puck>, place: Position): Marker {
  const [rider, ...more] = riders;
  const { tone, orderEnd } = rider;
  const count = more.length + 1;
  const [words] = count > 1 ? [markerLabel(String(count), 'over', 0)] : labels;
  const colours =
    count > 1 || tone !== 'go' ? { color: '#ffffff', bgColor: LABEL_COLOURS[tone] } : {};
  return {
    ...(count > 1 ? riderMarker(place, null, tone) : singleRiderMarker(rider, place)),
    ...{ width: sidePx, height: sidePx },
    ariaLabel: count > 1 ? `${count} 单的骑手` : `订单 ${orderEnd} 的骑手`,
    ...(words && { label: { ...words, ...colours } }),
  };
}

function singleRiderMarker({ tone, riderAt, isOld }: RiderOnMap, place: Position): Marker {
  if (isOld) return fadedRiderMarker(place);
  return riderAt === 'at-store' ? waitingRiderMarker(place, tone) : riderMarker(place, null, tone);
}
