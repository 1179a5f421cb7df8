import { type LabelSide, type MarkerLabel, labelSize, markerLabel } from './marker-label';
import type { Point } from './shown-region';

/** Rectangle on a map, in px from the map's top left corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Picture to be placed on a map, with words beside it. */
export interface Picture {
  /** Point of the map (px) where the picture's middle should be, and the length of its side. */
  readonly middle: Point;
  readonly sidePx: number;
  /** Lines of words from top to bottom. Each line becomes a label. */
  readonly lines: readonly string[];
  /** Sides of the picture on which the lines may stand, the best first. */
  readonly sides: readonly LabelSide[];
}

export const LABEL_SIDES = ['right', 'left', 'above', 'below'] as const;
/** Smallest gap in px between two things on the map. A label is nearer to its own picture. */
const GAP_PX = 1;
/** Directions (degrees) in which a picture may be moved aside. The first is to the lower left. */
const SHIFT_DEGREES: readonly number[] = Array.from({ length: 16 }, (_, n) => 135 + n * 22.5);
const SHIFT_STEP_PX = 4;
const LONGEST_SHIFT_PX = 600;

/** Free space on a map. Pictures and labels that are placed later avoid the earlier ones. */
export class FreeSpace {
  private readonly takenBoxes: Box[] = [];

  /** @param free part of the map that buttons and cards do not cover; labels stay inside */
  constructor(private readonly free: Box) {}

  /** Places pictures without overlap, then their labels. Labels avoid the `later` ones, too. */
  layOut<P extends Picture>(
    pictures: readonly P[],
    later: readonly Picture[],
  ): readonly (P & { readonly labels: readonly MarkerLabel[] })[] {
    return pictures
      .map((picture) => ({ ...picture, middle: this.nearestSpot(picture) }))
      .map((picture) => ({ ...picture, labels: this.labelsBeside(picture, later.map(boxOf)) }));
  }

  private nearestSpot({ middle, sidePx }: Picture): Point {
    let spot: Point | undefined;
    for (let far = 0; far <= LONGEST_SHIFT_PX && spot === undefined; far += SHIFT_STEP_PX)
      spot = SHIFT_DEGREES.map((degrees) => pointAway(middle, far, degrees)).find((one) =>
        this.isFree(boxOf({ middle: one, sidePx })),
      );
    this.takenBoxes.push(boxOf({ middle: spot ?? middle, sidePx }));
    return spot ?? middle;
  }

  private labelsBeside(picture: Picture, later: readonly Box[]): readonly MarkerLabel[] {
    const onSides = picture.sides.map((side) => labelsOnSide(side, picture));
    const boxesOf = (labels: readonly MarkerLabel[]): readonly Box[] =>
      labels.map((label) => labelBox(label, picture.middle));
    const fits = (labels: readonly MarkerLabel[], others: readonly Box[]): boolean =>
      boxesOf(labels).every((box) => isWithin(this.free, box) && this.isFree(box, others));
    const labels =
      onSides.find((one) => fits(one, later)) ?? onSides.find((one) => fits(one, [])) ?? [];
    this.takenBoxes.push(...boxesOf(labels));
    return labels;
  }

  private isFree(box: Box, more: readonly Box[] = []): boolean {
    return ![this.takenBoxes, more].some((boxes) => boxes.some((other) => areClose(box, other)));
  }
}

function labelsOnSide(side: LabelSide, { sidePx, lines }: Picture): readonly MarkerLabel[] {
  const above = side === 'above' ? lines.length - 1 : 0;
  return lines.map((text, line) => {
    const label = markerLabel(text, side, sidePx / 2);
    const down = (line - above) * (labelSize(text).height + GAP_PX);
    return { ...label, anchorY: label.anchorY + down };
  });
}

export function boxOf({ middle: { x, y }, sidePx }: Pick<Picture, 'middle' | 'sidePx'>): Box {
  const half = sidePx / 2;
  return { left: x - half, top: y - half, right: x + half, bottom: y + half };
}

function labelBox({ content, anchorX, anchorY }: MarkerLabel, { x, y }: Point): Box {
  const { width, height } = labelSize(content);
  const [left, top] = [x + anchorX, y + anchorY];
  return { left, top, right: left + width, bottom: top + height };
}

function isWithin(free: Box, { left, top, right, bottom }: Box): boolean {
  return left >= free.left && top >= free.top && right <= free.right && bottom <= free.bottom;
}

/** Tells whether two rectangles overlap, or are closer than the smallest gap. */
export function areClose(one: Box, other: Box): boolean {
  return (
    one.left - GAP_PX < other.right &&
    other.left - GAP_PX < one.right &&
    one.top - GAP_PX < other.bottom &&
    other.top - GAP_PX < one.bottom
  );
}

/** Computes the point `px` away from another point. `degrees` count clockwise from the right. */
export function pointAway({ x, y }: Point, px: number, degrees: number): Point {
  const angle = (degrees / 180) * Math.PI;
  return { x: x + px * Math.cos(angle), y: y + px * Math.sin(angle) };
}
