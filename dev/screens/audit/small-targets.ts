import type { Finding } from './finding';
import { finding } from './finding';
import { isShown } from './text-lines';

/** Least width and height of a touch target, px: `--target` of miniprogram/styles/tokens.wxss. */
const SMALLEST = 44;
/** Tolerance for fractional sizes, px. */
const TOLERANCE = 0.5;

const ROLES = ['button', 'link', 'switch', 'tab', 'checkbox', 'radio', 'slider', 'menuitem'];
const INTERACTIVE = [
  'a[href]',
  'button',
  'select',
  'summary',
  'input:not(wx-input input)',
  'textarea:not(wx-textarea textarea)',
  'wx-button',
  'wx-input',
  'wx-textarea',
  'wx-switch',
  ...ROLES.map((role) => `[role="${role}"]`),
].join();

/** Finds touch targets below {@link SMALLEST}. Invisible margins that catch touches count, too. */
export function smallTargets(root: Element): Finding[] {
  const targets = [...root.querySelectorAll('*')].filter(
    (element) =>
      (element.matches(INTERACTIVE) || listensToTaps(element)) &&
      element.closest('[disabled], [aria-disabled="true"]') === null &&
      isShown(element),
  );
  return targets.flatMap((target) => {
    const { width, height } = sizeOf(target);
    if (isEnough(width) && isEnough(height)) return [];
    const words = target.getAttribute('aria-label') ?? undefined;
    return [finding('target', target, `${Math.round(width)} × ${Math.round(height)} px`, words)];
  });
}

/** Says whether a WXML tag has a tap handler, from glass-easel's private table of listeners. */
function listensToTaps(element: Element): boolean {
  const { __wxElement: node } = element as { __wxElement?: { _$eventTarget?: unknown } };
  const target = node?._$eventTarget as { listeners?: Record<string, unknown> } | undefined;
  return target?.listeners?.['tap'] !== undefined;
}

function sizeOf(target: Element): { readonly width: number; readonly height: number } {
  const { width, height } = touched(target).getBoundingClientRect();
  if (isEnough(width) && isEnough(height)) return { width, height };
  // Measures the area that catches touches, which a ::before or a label around it may enlarge.
  target.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  const { left, right, top, bottom } = target.getBoundingClientRect();
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const reach = (stepX: number, stepY: number): number => {
    let px = 0;
    while (px < SMALLEST && catches(target, x + stepX * (px + 1), y + stepY * (px + 1))) px += 1;
    return px;
  };
  return {
    width: Math.max(width, reach(-1, 0) + reach(1, 0)),
    height: Math.max(height, reach(0, -1) + reach(0, 1)),
  };
}

function catches(target: Element, x: number, y: number): boolean {
  const hit = document.elementFromPoint(x, y);
  if (hit === null) return false;
  const label = hit.closest('label');
  return target.contains(hit) || (label !== null && label.control === target);
}

/** Returns the label around the target if the target is its first control, else the target. */
function touched(target: Element): Element {
  const label = target.closest('wx-label');
  return label?.querySelector('wx-button, wx-switch') === target ? label : target;
}

function isEnough(px: number): boolean {
  return px >= SMALLEST - TOLERANCE;
}
