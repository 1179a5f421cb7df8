import type { Finding } from './finding';
import { finding } from './finding';
import type { Box, TextLine } from './text-boxes';
import { clips, scrolls } from './text-boxes';

/** What rounding may take off, px. */
const TOLERANCE = 1;
/** What is this small holds text for screen readers, or is folded. */
const FOLDED = 4;

/** Text that nobody can read to its end: cut by a box that does not scroll, or beyond the window's sides. */
export function cutText(lines: readonly TextLine[]): Finding[] {
  return lines.flatMap((line) => {
    const detail = cutBy(line);
    return detail === null ? [] : [finding('cut', line.element, detail, line.text)];
  });
}

function cutBy({ element, box }: TextLine): string | null {
  let sideways = true;
  let upright = true;
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    sideways &&= !scrolls(at, 'x');
    upright &&= !scrolls(at, 'y');
    const border = innerBox(at);
    if (border.right - border.left <= FOLDED || border.bottom - border.top <= FOLDED) return null;
    if (sideways && clips(at, 'x')) {
      const over = beyondSides(box, border);
      // Wholly beside it: what a swipe brings in.
      if (over >= box.right - box.left) return null;
      if (over > TOLERANCE) return `${Math.round(over)} px beyond ${nameOf(at)}`;
    }
    if (upright && clips(at, 'y')) {
      const over = Math.max(border.top - box.top, box.bottom - border.bottom);
      if (over > TOLERANCE) return `${Math.round(over)} px above or below ${nameOf(at)}`;
    }
    if (getComputedStyle(at).position === 'fixed') break;
  }
  if (!sideways) return null;
  const over = beyondSides(box, { left: 0, right: innerWidth });
  return over > TOLERANCE ? `${Math.round(over)} px beyond the window` : null;
}

function beyondSides(box: Box, border: Pick<Box, 'left' | 'right'>): number {
  return Math.max(border.left - box.left, box.right - border.right);
}

/** Without its borders. */
function innerBox(element: Element): Box {
  const { left, top } = element.getBoundingClientRect();
  const x = left + element.clientLeft;
  const y = top + element.clientTop;
  // What is inline clips nothing, and has no size of its own.
  if (element.clientWidth === 0 && element.clientHeight === 0) {
    return { left: -Infinity, right: Infinity, top: -Infinity, bottom: Infinity };
  }
  return { left: x, right: x + element.clientWidth, top: y, bottom: y + element.clientHeight };
}

function nameOf(element: Element): string {
  return element.classList[0] ?? element.localName;
}
