import RBush, { type BBox } from 'rbush';
import { district } from '../../../district/district';
import { ROADS } from './map-colours';

/** A point on the map of the whole world at one scale, px. */
export interface WorldPoint {
  readonly x: number;
  readonly y: number;
}

/** A name, or one character of a name, with its position. */
export interface PlacedText {
  readonly text: string;
  readonly at: WorldPoint;
  /** Radians, clockwise. */
  readonly angle: number;
  readonly size: number;
  /** Name of the colour. */
  readonly ink: 'ink' | 'parkInk';
  /** Says whether a dot stands above the name, as above those of places. */
  readonly hasDot: boolean;
}

type Project = (position: readonly [number, number]) => WorldPoint;

const ROAD_SIZE = 11;
const PLACE_SIZE = 12;
/** Distance between repetitions of a road's name, px. */
const REPEAT = 420;
/**
 * Places the names at one scale without overlap, the most important first. The result depends on
 * the scale alone, so that names do not jump while the map moves.
 */
export function placeLabels(scale: number, project: Project): PlacedText[] {
  const taken = new RBush<BBox>();
  const placed: PlacedText[] = [];
  const put = (texts: readonly PlacedText[], boxes: readonly BBox[]): void => {
    if (boxes.some((box) => taken.collides(box))) return;
    taken.load(boxes);
    placed.push(...texts);
  };
  const places = (wanted: (kind: string) => boolean): void => {
    for (const { name, kind, position } of district.places) {
      if (!wanted(kind)) continue;
      const at = project(position);
      put(
        [{ text: name, at, angle: 0, size: PLACE_SIZE, ink: 'ink', hasDot: true }],
        [boxAround(at, name.length * PLACE_SIZE + 8, 34)],
      );
    }
  };
  const roads = (kind: string): void => {
    for (const { name, path } of district.roads.filter((road) => road.kind === kind)) {
      for (const texts of alongPath(name, path.map(project))) {
        put(
          texts,
          texts.map(({ at }) => boxAround(at, ROAD_SIZE + 6, ROAD_SIZE + 6)),
        );
      }
    }
  };
  if (scale >= 13.5) places((kind) => kind === 'landmark');
  for (const { kind, namedFrom } of [...ROADS].reverse()) if (scale >= namedFrom) roads(kind);
  if (scale >= 14) {
    for (const { name, polygon } of district.parks) {
      const at = middle(polygon.map(project));
      put(
        [{ text: name, at, angle: 0, size: PLACE_SIZE, ink: 'parkInk', hasDot: false }],
        [boxAround(at, name.length * PLACE_SIZE + 8, 18)],
      );
    }
  }
  if (scale >= 15) places((kind) => kind !== 'landmark');
  return placed;
}

/** Places a name along a line, glyph by glyph, with upright glyphs as on Chinese maps. */
function alongPath(name: string, line: readonly WorldPoint[]): PlacedText[][] {
  const lengths = line.slice(1).map((point, index) => distance(line[index] ?? point, point));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const step = ROAD_SIZE * 1.25;
  const width = step * name.length;
  if (total < width * 1.3) return [];
  const count = Math.max(1, Math.floor(total / REPEAT));
  return Array.from({ length: count }, (_, index) => {
    const middleAt = ((index + 0.5) / count) * total;
    const glyphs = Array.from(name, (text, glyph) => ({
      text,
      ...pointAt(line, lengths, middleAt - width / 2 + (glyph + 0.5) * step),
    }));
    const [first, last] = [glyphs[0], glyphs.at(-1)];
    if (first === undefined || last === undefined) return [];
    const [dx, dy] = [last.at.x - first.at.x, last.at.y - first.at.y];
    const vertical = Math.abs(dy) > Math.abs(dx);
    const backwards = vertical ? dy < 0 : dx < 0;
    const texts = backwards ? Array.from(name).reverse() : Array.from(name);
    return glyphs.map(({ at, angle }, glyph) => ({
      text: texts[glyph] ?? '',
      at,
      angle: upright(angle - (vertical ? Math.PI / 2 : 0)),
      size: ROAD_SIZE,
      ink: 'ink',
      hasDot: false,
    }));
  });
}

function pointAt(
  line: readonly WorldPoint[],
  lengths: readonly number[],
  distanceAlong: number,
): { at: WorldPoint; angle: number } {
  let left = distanceAlong;
  let index = 0;
  while (index < lengths.length - 1 && left > (lengths[index] ?? 0)) {
    left -= lengths[index] ?? 0;
    index += 1;
  }
  const from = line[index] ?? { x: 0, y: 0 };
  const to = line[index + 1] ?? from;
  const length = lengths[index] ?? 0;
  const t = length === 0 ? 0 : left / length;
  return {
    at: { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t },
    angle: Math.atan2(to.y - from.y, to.x - from.x),
  };
}

/** Turns an angle so that the text is not upside down. */
function upright(angle: number): number {
  const turned = Math.atan2(Math.sin(angle), Math.cos(angle));
  if (turned > Math.PI / 2) return turned - Math.PI;
  return turned < -Math.PI / 2 ? turned + Math.PI : turned;
}

/** Returns a point inside an outline, even a bent one: the middle of two opposite points. */
function middle(outline: readonly WorldPoint[]): WorldPoint {
  const one = outline[Math.floor(outline.length / 4)] ?? { x: 0, y: 0 };
  const other = outline[Math.floor((outline.length * 3) / 4)] ?? one;
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
}

function distance(a: WorldPoint, b: WorldPoint): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function boxAround({ x, y }: WorldPoint, width: number, height: number): BBox {
  return { minX: x - width / 2, maxX: x + width / 2, minY: y - height / 2, maxY: y + height / 2 };
}
