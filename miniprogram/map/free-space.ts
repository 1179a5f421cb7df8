import { type LabelSide, type MarkerLabel, labelSize, markerLabel } from './marker-label';
import type { Point } from './shown-region';

/** Rectangle on a map in px from its top left corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Picture that is to be placed on a map, with the words beside it. */
export interface Picture {
  /** Wanted middle of the picture in px of the map, and the length of its side. */
  readonly at: Point;
  readonly px: number;
  /** Lines of words from top to bottom. Each becomes a label of its own. */
  readonly lines: readonly string[];
  /** Sides of the picture on which the lines may stand, the best first. */
  readonly sides: readonly LabelSide[];
}

export const LABEL_SIDES = ['right', 'left', 'above', 'below'] as const;
/** Smallest gap in px between two things on the map; less than from a label to its picture. */
const GAP_PX = 1;
/** Directions (degrees) in which a picture is moved aside. The first is to the lower left. */
const TURNS: readonly number[] = Array.from({ length: 16 }, (_, n) => 135 + n * 22.5);
const STEP_PX = 4;
const FARTHEST_PX = 600;

/** Space on a map. Pictures and labels that are laid out later avoid the earlier ones. */
export class FreeSpace {
  private readonly taken: Box[] = [];

  /** `free` is the part of the map that buttons and cards do not cover: labels stay in it. */
  constructor(private readonly free: Box) {}

  /**
   * Lays out pictures at the nearest places where they cover nothing, and then their labels on the
   * first side with room, if any. Labels avoid pictures that come `later`, too, if a side is free.
   */
  layOut<P extends Picture>(
    pictures: readonly P[],
    later: readonly Picture[],
  ): readonly (P & { readonly labels: readonly MarkerLabel[] })[] {
    return pictures
      .map((picture) => ({ ...picture, at: this.nearestSpot(picture) }))
      .map((picture) => ({ ...picture, labels: this.labelsBeside(picture, later.map(boxOf)) }));
  }

  private nearestSpot({ at, px }: Picture): Point {
    let spot: Point | undefined;
    for (let far = 0; far <= FARTHEST_PX && spot === undefined; far += STEP_PX)
      spot = TURNS.map((degrees) => beside(at, far, degrees)).find((one) =>
        this.isFree(boxOf({ at: one, px })),
      );
    this.taken.push(boxOf({ at: spot ?? at, px }));
    return spot ?? at;
  }

  private labelsBeside(picture: Picture, later: readonly Box[]): readonly MarkerLabel[] {
    const onSides = picture.sides.map((side) => linesOn(side, picture));
    const boxesOf = (labels: readonly MarkerLabel[]): readonly Box[] =>
      labels.map((label) => labelBox(label, picture.at));
    const fits = (labels: readonly MarkerLabel[], others: readonly Box[]): boolean =>
      boxesOf(labels).every((box) => isWithin(this.free, box) && this.isFree(box, others));
    const labels =
      onSides.find((one) => fits(one, later)) ?? onSides.find((one) => fits(one, [])) ?? [];
    this.taken.push(...boxesOf(labels));
    return labels;
  }

  private isFree(box: Box, more: readonly Box[] = []): boolean {
    return ![this.taken, more].some((boxes) => boxes.some((other) => areClose(box, other)));
  }
}

function linesOn(side: LabelSide, { px, lines }: Picture): readonly MarkerLabel[] {
  const above = side === 'above' ? lines.length - 1 : 0;
  return lines.map((text, line) => {
    const label = markerLabel(text, side, px / 2);
    const down = (line - above) * (labelSize(text).height + GAP_PX);
    return { ...label, anchorY: label.anchorY + down };
  });
}

export function boxOf({ at: { x, y }, px }: Pick<Picture, 'at' | 'px'>): Box {
  return { left: x - px / 2, top: y - px / 2, right: x + px / 2, bottom: y + px / 2 };
}

function labelBox({ content, anchorX, anchorY }: MarkerLabel, { x, y }: Point): Box {
  const { width, height } = labelSize(content);
  const [left, top] = [x + anchorX, y + anchorY];
  return { left, top, right: left + width, bottom: top + height };
}

function isWithin(free: Box, { left, top, right, bottom }: Box): boolean {
  return left >= free.left && top >= free.top && right <= free.right && bottom <= free.bottom;
}

/** Tells whether two rectangles overlap, or are less than the smallest gap apart. */
export function areClose(one: Box, other: Box): boolean {
  return (
    one.left - GAP_PX < other.right &&
    other.left - GAP_PX < one.right &&
    one.top - GAP_PX < other.bottom &&
    other.top - GAP_PX < one.bottom
  );
}

/** Computes the point `px` away from another one; `degrees` count clockwise from the right. */
export function beside({ x, y }: Point, px: number, degrees: number): Point {
  const angle = (degrees / 180) * Math.PI;
  return { x: x + px * Math.cos(angle), y: y + px * Math.sin(angle) };
}
