/** A finger that has gone so far (px) means it. */
const MEANT_PX = 24;

/** Whether the sheet is to be up after a finger has moved it by `px` (downwards is positive). */
export function isPulledUp(px: number, isUp: boolean): boolean {
  return Math.abs(px) < MEANT_PX ? isUp : px < 0;
}
