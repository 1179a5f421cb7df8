import type * as L from 'leaflet';
import { district, type LngLat } from '../../../district/district';
import { MAP_FONT, ROADS, type MapColours } from './map-colours';

/** What is drawn on: a canvas of a size in px, and where a position lies on it. */
interface MapCanvas {
  readonly context: CanvasRenderingContext2D;
  readonly size: L.Point;
  readonly zoom: number;
  readonly pointOf: (position: LngLat) => L.Point;
}

/** A name, or a character of one, in the middle of its place. */
interface Text {
  readonly text: string;
  readonly at: L.Point;
}

const ROAD_PX = 11;
const PLACE_PX = 12;
/** Distance between the characters of a road's name, and between its repetitions, px. */
const [STEP, REPEAT] = [ROAD_PX * 1.25, 420];

/** Draws names without overlap, the most important first. */
export function drawLabels({ context, size, zoom, pointOf }: MapCanvas, colours: MapColours): void {
  const taken: (readonly [left: number, top: number, right: number, bottom: number])[] = [];
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.strokeStyle = colours.halo;
  context.lineWidth = 3;

  /** Draws `texts` of `px`, unless one has no room. `height` is that of each, with its dot. */
  const draw = (texts: readonly Text[], px: number, height: number, ink: string): void => {
    const boxes = texts.map(({ text, at: { x, y } }) => {
      const width = text.length * px + 8;
      return [x - width / 2, y - height / 2, x + width / 2, y + height / 2] as const;
    });
    const hasRoom = boxes.every(
      ([left, top, right, bottom]) =>
        right > 0 &&
        bottom > 0 &&
        left < size.x &&
        top < size.y &&
        taken.every((one) => left > one[2] || one[0] > right || top > one[3] || one[1] > bottom),
    );
    if (!hasRoom) return;
    taken.push(...boxes);
    context.font = `${px}px ${MAP_FONT}`;
    context.fillStyle = ink;
    for (const { text, at } of texts) {
      context.strokeText(text, at.x, at.y);
      context.fillText(text, at.x, at.y);
    }
  };
  const places = (areLandmarks: boolean): void => {
    for (const { name, kind, position } of district.places) {
      if ((kind === 'landmark') !== areLandmarks) continue;
      draw([{ text: name, at: pointOf(position) }], PLACE_PX, 24, colours.ink);
    }
  };

  if (zoom >= 13.5) places(true);
  for (const { kind, namedFrom } of [...ROADS].reverse()) {
    if (zoom < namedFrom) continue;
    for (const { name, path } of district.roads.filter((road) => road.kind === kind)) {
      for (const texts of alongRoad(name, pointOf(path[0]), pointOf(path[1])))
        draw(texts, ROAD_PX, ROAD_PX + 6, colours.ink);
    }
  }
  if (zoom >= 14) {
    for (const { name, polygon } of district.parks)
      draw([{ text: name, at: middleOf(polygon.map(pointOf)) }], PLACE_PX, 18, colours.parkInk);
  }
  if (zoom >= 15) places(false);
}

/** Places a name along a straight road, character by character, as often as it has room. */
function alongRoad(name: string, from: L.Point, to: L.Point): Text[][] {
  const length = from.distanceTo(to);
  const count = Math.floor(length / REPEAT) || Number(length > 1.3 * STEP * name.length);
  // Roads run east or north, Chinese to the right or down.
  const [start, end] = from.x === to.x ? [to, from] : [from, to];
  const way = end.subtract(start);
  return Array.from({ length: count }, (_, index) =>
    Array.from(name, (text, character) => {
      const beside = ((character + 0.5 - name.length / 2) * STEP) / length;
      return { text, at: start.add(way.multiplyBy((index + 0.5) / count + beside)) };
    }),
  );
}

function middleOf(outline: readonly L.Point[]): L.Point {
  return outline.reduce((sum, point) => sum.add(point)).divideBy(outline.length);
}
