import { busyMap } from '../../../dev/screens/busy-map';
import { type RiderOnMap, type SceneInput, boardRiders } from '../../../miniprogram/board/riders';
import { type RidersScene, ridersScene } from '../../../miniprogram/board/riders-view';
import { labelSize } from '../../../miniprogram/map/marker-label';
import { type Box, boxOf } from '../../../miniprogram/map/free-space';
import { type Point, pixelAt } from '../../../miniprogram/map/shown-region';
import {
  boardAnswer,
  boardRow,
  fittedInput,
  riderOnMap as rider,
  STORE_ON_MAP,
} from '../../support/board-rows';
import { at } from '../../support/delivery-reports';
import { placeFrom } from '../../support/scripted-ride';

/** Sizes in px of the map on the windows that people have. */
const MAPS = [
  ['320', 320, 380],
  ['375', 375, 580],
  ['1280', 788, 744],
  ['1920', 1428, 1024],
] as const;

/** Orders of a rush: twelve riders in the store, eight at one spot, all others anywhere. */
function ridersOf(seed: string): readonly RiderOnMap[] {
  const { rows } = busyMap(boardAnswer({ rows: [boardRow('A-1', 301)] }), seed);
  return boardRiders(rows, [STORE_ON_MAP], at('12:00')).map((one) => {
    const n = Number(one.orderEnd) - FIRST_END;
    if (n < FIRST_IN_STORE && n >= FIRST_AT_SPOT) return { ...one, place: SPOT };
    return n >= FIRST_IN_STORE ? { ...one, place: STORE_ON_MAP.place } : one;
  });
}

/** Last characters of the first order id, and numbers of the rows that stand together. */
const FIRST_END = 1264;
const [FIRST_AT_SPOT, FIRST_IN_STORE] = [46, 54];
const SPOT = placeFrom(STORE_ON_MAP.place, 700, -400);

const fanOf = (riders: readonly RiderOnMap[]): readonly string[] =>
  riders.flatMap(({ place, orderId }) => (place === SPOT ? [orderId] : []));

interface Drawn {
  readonly what: string;
  readonly box: Box;
}

/** Computes the rectangles of all pictures and labels that the map draws, the labels last. */
function drawnOn({ markers }: RidersScene, { region }: SceneInput): readonly Drawn[] {
  const pictures = markers.flatMap((marker) => {
    const box = boxOf({ middle: pixelAt(region, marker), sidePx: marker.width });
    return marker.width > 10 ? [{ what: marker.ariaLabel, box }] : [];
  });
  const labels = markers.flatMap((marker) => {
    const { label } = marker;
    // The number of a group stands on its own puck.
    if (label === undefined || /^\d{1,3}$/.test(label.content)) return [];
    const { x, y } = pixelAt(region, marker);
    const { width, height } = labelSize(label.content);
    const [left, top] = [x + label.anchorX, y + label.anchorY];
    return [{ what: label.content, box: { left, top, right: left + width, bottom: top + height } }];
  });
  return [...pictures, ...labels];
}

function meet(one: Box, other: Box): boolean {
  const isBeside = one.right <= other.left || other.right <= one.left;
  return !isBeside && one.bottom > other.top && other.bottom > one.top;
}

/** Names all pairs of pictures and labels that meet, and labels that leave the free part. */
function overlapsOn(drawn: readonly Drawn[], { uncovered }: SceneInput): readonly string[] {
  const isOutside = ({ left, top, right, bottom }: Box): boolean =>
    left < uncovered.left ||
    top < uncovered.top ||
    right > uncovered.right ||
    bottom > uncovered.bottom;
  return drawn.flatMap(({ what, box }, n) => [
    ...drawn.slice(n + 1).flatMap((two) => (meet(box, two.box) ? [`${what}, ${two.what}`] : [])),
    ...(/骑手|门店/.test(what) || !isOutside(box) ? [] : [`${what} is covered`]),
  ]);
}

/** Computes how far the rectangles with words are from a point, or from their own middle. */
function distances(drawn: readonly Drawn[], words: RegExp, from?: Point) {
  const middles = drawn.flatMap(({ what, box: { left, top, right, bottom } }) =>
    words.test(what) ? [{ x: (left + right) / 2, y: (top + bottom) / 2 }] : [],
  );
  const mean = (of: 'x' | 'y'): number =>
    middles.reduce((sum, point) => sum + point[of] / middles.length, 0);
  const { x, y } = from ?? { x: mean('x'), y: mean('y') };
  return { middle: { x, y }, far: middles.map((one) => Math.hypot(one.x - x, one.y - y)) };
}

/** Order ids of a fan end so. */
const PUCKS_OF_FAN = /131[0-7] 的骑手/;
const LABELS_OF_FAN = /^(! )?131[0-7]$/;

describe('a rush of 60 riders', () => {
  it.each(MAPS)('covers no label, puck, house or button at %s px', (_window, width, height) => {
    for (let n = 0; n < 25; n += 1) {
      const riders = ridersOf(`rush ${n}`);
      const [one = '', other = ''] = [riders[30]?.orderId, riders[40]?.orderId];
      for (const state of [{}, { selectedId: other }, { selectedId: one, fan: fanOf(riders) }]) {
        const input = fittedInput(riders, width, height, state);
        const scene = ridersScene(input);
        expect([n, state, overlapsOn(drawnOn(scene, input), input)]).toEqual([n, state, []]);
        const told = new Set([...scene.markerOrders.values()].flatMap(({ orderIds }) => orderIds));
        expect(told.size).toBe(riders.length);
      }
    }
  });

  it.each(MAPS)('has a fan with all labels outside at %s px', (_window, width, height) => {
    for (let n = 0; n < 25; n += 1) {
      const riders = ridersOf(`rush ${n}`);
      const input = fittedInput(riders, width, height, { fannedIds: fanOf(riders) });
      const drawn = drawnOn(ridersScene(input), input);
      const { middle, far } = distances(drawn, PUCKS_OF_FAN);
      const labels = distances(drawn, LABELS_OF_FAN, middle);
      expect([far.length, labels.far.length]).toEqual([8, 8]);
      expect(Math.min(...labels.far)).toBeGreaterThan(Math.max(...far));
    }
  });
});

it('a fan is moved into the part of the map that nothing covers', () => {
  const riders = [rider('1', 900), rider('2', 900), rider('3', -900)];
  const fitted = fittedInput(riders, 788, 744, { fannedIds: ['A-1', 'A-2'] });
  const input = { ...fitted, uncovered: { ...fitted.uncovered, top: 300 } };
  const tops = drawnOn(ridersScene(input), input).flatMap(({ what, box }) =>
    /[12] 的骑手/.test(what) ? [box.top] : [],
  );
  expect(tops).toHaveLength(2);
  expect(Math.min(...tops)).toBeGreaterThan(300);
});
