import { type LabelSide, type MarkerLabel, labelSize, markerLabel } from './marker-label';
import type { Point } from './shown-region';

/** Rectangle on a map, in px from the map's top left corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Picture to be placed on a map, with labels beside it. */
export interface Picture {
  /** Point of the map (px) where the picture's middle should be. `sidePx`: width and height. */
  readonly middle: Point;
  readonly sidePx: number;
  /** Texts beside the picture, from top to bottom. Each becomes a label. */
  readonly labelLines: readonly string[];
  /** Sides of the picture on which the labels may stand, the best first. */
  readonly labelSides: readonly LabelSide[];
}

export const LABEL_SIDES = ['right', 'left', 'above', 'below'] as const;
/** Smallest gap (px) between two pictures, two labels, or a picture and a label on the map. */
const GAP_PX = 1;
/** Directions (degrees) in which a picture may be moved aside. The first is to the lower left. */
const SHIFT_DEGREES: readonly number[] = Array.from({ length: 16 }, (_, n) => 135 + n * 22.5);
const SHIFT_STEP_PX = 4;
const LONGEST_SHIFT_PX = 600;

/** Free space on a map. Pictures and labels avoid those that were placed before them. */
export class FreeSpace {
  private readonly takenBoxes: Box[] = [];

  /** @param uncovered part of the map that buttons and cards do not cover; labels stay inside */
  constructor(private readonly uncovered: Box) {}

  /** Places pictures, apart if possible, then labels, which avoid `laterPictures` if they can. */
  layOut<P extends Picture>(
    pictures: readonly P[],
    laterPictures: readonly Picture[],
  ): readonly (P & { readonly labels: readonly MarkerLabel[] })[] {
    const laterBoxes = laterPictures.map(boxOf);
    return pictures
      .map((picture) => ({ ...picture, middle: this.nearestSpot(picture) }))
      .map((picture) => ({ ...picture, labels: this.labelsBeside(picture, laterBoxes) }));
  }

  private nearestSpot({ middle, sidePx }: Picture): Point {
    let freeSpot: Point | undefined;
    for (let px = 0; px <= LONGEST_SHIFT_PX && freeSpot === undefined; px += SHIFT_STEP_PX)
      freeSpot = SHIFT_DEGREES.map((degrees) => pointAway(middle, px, degrees)).find((spot) =>
        this.isFree(boxOf({ middle: spot, sidePx })),
      );
    this.takenBoxes.push(boxOf({ middle: freeSpot ?? middle, sidePx }));
    return freeSpot ?? middle;
  }

  private labelsBeside(picture: Picture, laterBoxes: readonly Box[]): readonly MarkerLabel[] {
    const choices = picture.labelSides.map((side) => labelsOnSide(side, picture));
    const boxesOf = (labels: readonly MarkerLabel[]): readonly Box[] =>
      labels.map((label) => labelBox(label, picture.middle));
    const doFit = (labels: readonly MarkerLabel[], otherBoxes: readonly Box[]): boolean =>
      boxesOf(labels).every((box) => isWithin(this.uncovered, box) && this.isFree(box, otherBoxes));
    const labels =
      choices.find((one) => doFit(one, laterBoxes)) ?? choices.find((one) => doFit(one, [])) ?? [];
    this.takenBoxes.push(...boxesOf(labels));
    return labels;
  }

  private isFree(box: Box, otherBoxes: readonly Box[] = []): boolean {
    return ![...this.takenBoxes, ...otherBoxes].some((otherBox) => areClose(box, otherBox));
  }
}

function labelsOnSide(side: LabelSide, { sidePx, labelLines }: Picture): readonly MarkerLabel[] {
  const linesAbove = side === 'above' ? labelLines.length - 1 : 0;
  return labelLines.map((text, index) => {
    const label = markerLabel(text, side, sidePx / 2);
    const downPx = (index - linesAbove) * (labelSize(text).height + GAP_PX);
    return { ...label, anchorY: label.anchorY + downPx };
  });
}

export function boxOf({ middle: { x, y }, sidePx }: Pick<Picture, 'middle' | 'sidePx'>): Box {
  const halfPx = sidePx / 2;
  return { left: x - halfPx, top: y - halfPx, right: x + halfPx, bottom: y + halfPx };
}

function labelBox({ content, anchorX, anchorY }: MarkerLabel, { x, y }: Point): Box {
  const { width, height } = labelSize(content);
  const [left, top] = [x + anchorX, y + anchorY];
  return { left, top, right: left + width, bottom: top + height };
}

function isWithin(outer: Box, { left, top, right, bottom }: Box): boolean {
  return left >= outer.left && top >= outer.top && right <= outer.right && bottom <= outer.bottom;
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
  const radians = (degrees / 180) * Math.PI;
  return { x: x + px * Math.cos(radians), y: y + px * Math.sin(radians) };
}
