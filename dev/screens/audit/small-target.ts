import { bringIntoView } from './place';

/** Least width and height of a touch target, px: `--target` of miniprogram/styles/tokens.wxss. */
const SMALLEST = 44;
/** Tolerance for fractional sizes, px. */
const TOLERANCE = 0.5;

const ROLES = ['button', 'link', 'switch', 'tab', 'checkbox', 'radio', 'slider', 'menuitem'];
/** Selector of what people touch. */
export const CONTROLS = [
  'a[href], button, select, summary, input, textarea',
  ...ROLES.map((role) => `[role="${role}"]`),
].join();

/**
 * Finds touch targets below {@link SMALLEST}. Invisible margins that catch touches count, too,
 * which axe-core's `target-size` does not see.
 */
export function smallTarget(control: Element): string | null {
  if (control.closest('[disabled], [aria-disabled="true"]') !== null) return null;
  const area = areaOf(control);
  const { width, height } = area.getBoundingClientRect();
  const isEnough = (px: number): boolean => px >= SMALLEST - TOLERANCE;
  if (isEnough(width) && isEnough(height)) return null;
  bringIntoView(area, 0.5, () => area.getBoundingClientRect());
  const isReached =
    (isEnough(width) || reaches(area, SMALLEST / 2 - TOLERANCE, 0)) &&
    (isEnough(height) || reaches(area, 0, SMALLEST / 2 - TOLERANCE));
  return isReached ? null : `${Math.round(width)} × ${Math.round(height)} px`;
}

/** Returns the field or label around a control if the control is its first, else the control. */
function areaOf(control: Element): Element {
  const around = control.closest('label, wx-label, wx-input, wx-textarea');
  const first = around?.querySelector('input, textarea, wx-button, wx-switch');
  return around !== null && first === control ? around : control;
}

/** Says whether an area catches touches so far from its middle, on both sides. */
function reaches(area: Element, byX: number, byY: number): boolean {
  const { left, right, top, bottom } = area.getBoundingClientRect();
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return [-1, 1].every((side) =>
    area.contains(document.elementFromPoint(x + side * byX, y + side * byY)),
  );
}
