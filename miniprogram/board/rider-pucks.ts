import { RIDER_TONES } from '../map/markers';
import { type Box, type Picture, areClose, pointAway, boxOf, LABEL_SIDES } from '../map/free-space';
import { type Point, pixelAt } from '../map/shown-region';
import { type RiderOnMap, type SceneInput, storeWithOrder } from './riders';

/** Picture of a store on the map. It also stands for the orders whose goods are in the store. */
export type StorePicture = ReturnType<typeof storePictures>[number];

/** Puck: round picture of one rider, or of several at one spot, the most urgent rider first. */
export interface RiderPicture extends Picture {
  readonly riders: readonly [RiderOnMap, ...RiderOnMap[]];
}

/** Sides (px) of the pictures of a store, a rider, several riders, and the selected rider. */
const STORE_PX = 32;
const RIDER_PX = 28;
const GROUP_PX = 32;
const SELECTED_PX = 38;
/** Up to this number of pictures, riders for whom all is well (tone `go`) have labels, too. */
const MAX_LABELLED_PICTURES = 12;
/** Maps narrower than this (px) have labels only for riders who are selected or to handle. */
const NARROW_MAP_PX = 360;

export function isToHandle({ tone }: RiderOnMap): boolean {
  return tone === 'bad' || tone === 'back';
}

/** Builds a picture for each store, with a text that counts its orders: `在店 6 · 待接 9`. */
export function storePictures({ riders, stores, region }: SceneInput) {
  return stores.map((store) => {
    const ordersOfStore = riders.filter((rider) => storeWithOrder(rider, stores) === store);
    const inStore = ordersOfStore.filter(({ riderAt }) => riderAt !== 'none');
    const waitingCount = ordersOfStore.length - inStore.length;
    const countsByPlace = [['在店', inStore.length] as const, ['待接', waitingCount] as const];
    const words = countsByPlace.flatMap(([word, n]) => (n > 0 ? [`${word} ${n}`] : [])).join(' · ');
    const isUrgent = inStore.some(isToHandle);
    return {
      ...{ store, riders: ordersOfStore, countWords: words, isToHandle: isUrgent },
      ...{ middle: pixelAt(region, store.place), sidePx: STORE_PX, labelSides: LABEL_SIDES },
      labelLines: [store.name, ...(words === '' ? [] : [isUrgent ? `! ${words}` : words])],
    };
  });
}

/** Builds the riders' pictures. Riders close together share one, unless selected or fanned out. */
export function riderPictures(sceneInput: SceneInput) {
  const { riders, stores, selectedId, fannedIds, region, uncovered } = sceneInput;
  const isSelected = ({ orderId }: RiderOnMap): boolean => orderId === selectedId;
  const isFanned = ({ orderId }: RiderOnMap): boolean => fannedIds.includes(orderId);
  const isChosen = (rider: RiderOnMap): boolean => isSelected(rider) || isFanned(rider);
  const groups: { readonly middle: Point; readonly group: [RiderOnMap, ...RiderOnMap[]] }[] = [];
  for (const rider of RIDER_TONES.flatMap((tone) => riders.filter((one) => one.tone === tone))) {
    if (rider.place === null || (!isSelected(rider) && storeWithOrder(rider, stores))) continue;
    const middle = pixelAt(region, rider.place);
    const box = boxOf({ middle, sidePx: GROUP_PX });
    const nearGroup = groups.find(
      (one) =>
        ![rider, one.group[0]].some(isChosen) &&
        areClose(box, boxOf({ middle: one.middle, sidePx: GROUP_PX })),
    );
    if (nearGroup === undefined) groups.push({ middle, group: [rider] });
    else nearGroup.group.push(rider);
  }
  const hasFewGroups = groups.length <= MAX_LABELLED_PICTURES;
  const labelledTones = RIDER_TONES.slice(
    0,
    region.width < NARROW_MAP_PX ? 2 : hasFewGroups ? 4 : 3,
  );
  const pictures = groups.map(({ middle, group }): RiderPicture => {
    const [rider, ...otherRiders] = group;
    const isLabelled = isChosen(rider) || labelledTones.includes(rider.tone);
    const labelText = isToHandle(rider) ? `! ${rider.orderEnd}` : rider.orderEnd;
    const labelLines = otherRiders.length === 0 && isLabelled ? [labelText] : [];
    const usualPx = otherRiders.length > 0 ? GROUP_PX : RIDER_PX;
    const sideLengthPx = isSelected(rider) ? SELECTED_PX : usualPx;
    return { riders: group, middle, sidePx: sideLengthPx, labelSides: LABEL_SIDES, labelLines };
  });
  const picturesWhere = (isMatch: (rider: RiderOnMap) => boolean): readonly RiderPicture[] =>
    pictures.filter(({ riders: [rider] }) => isMatch(rider));
  return {
    fanned: fanOut(picturesWhere(isFanned), uncovered),
    selected: picturesWhere((rider) => isSelected(rider) && !isFanned(rider)),
    others: picturesWhere((rider) => !isChosen(rider)),
  };
}

/** Radius in px of the circle of fanned-out riders, which grows with their number. */
const FAN_RADIUS_PX = { ofTwo: 46, perFurther: 6 };
/** Space (px) around the circle for pictures and labels: beside it (`x`), above and below (`y`). */
const FAN_MARGIN_PX = { x: 72, y: 44 };

/** Moves pictures from one spot onto a circle around it, in the uncovered part of the map. */
function fanOut(pictures: readonly RiderPicture[], freeBox: Box): readonly RiderPicture[] {
  const spot = pictures[0]?.middle;
  if (spot === undefined) return [];
  const furtherCount = Math.max(0, pictures.length - 2);
  const radius = FAN_RADIUS_PX.ofTwo + FAN_RADIUS_PX.perFurther * furtherCount;
  const [x, y] = [radius + FAN_MARGIN_PX.x, radius + FAN_MARGIN_PX.y];
  const centre = {
    x: clampedPx(spot.x, freeBox.left + x, freeBox.right - x),
    y: clampedPx(spot.y, freeBox.top + y, freeBox.bottom - y),
  };
  // An even number of riders begins at the right of the spot, an odd number below the spot.
  const firstDegrees = pictures.length % 2 === 0 ? 0 : 90;
  return pictures.map((picture, index) => {
    const middle = pointAway(centre, radius, firstDegrees + (index * 360) / pictures.length);
    const [right, down] = [middle.x - centre.x, middle.y - centre.y];
    const outwards = { right, left: -right, above: -down, below: down };
    const labelSides = LABEL_SIDES.filter((side) => outwards[side] > -1);
    labelSides.sort((side, other) => outwards[other] - outwards[side]);
    return { ...picture, middle, labelSides };
  });
}

function clampedPx(px: number, minPx: number, maxPx: number): number {
  return minPx > maxPx ? (minPx + maxPx) / 2 : Math.min(maxPx, Math.max(minPx, px));
}
