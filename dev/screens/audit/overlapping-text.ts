import type { Finding } from './finding';
import { finding, nameOf } from './finding';
import type { Box, TextLine } from './text-lines';
import { canScrollFree, common, isInLoweredSheet } from './text-lines';

/** Overlap of two texts that is not reported, px. */
const TOUCH = 2;
const PICTURES = 'img, canvas, svg, video, iframe';
/** Matches a fully transparent computed colour: `rgba(0, 0, 0, 0)`. */
const SEE_THROUGH = /[,/] 0\)$/;

/** Finds text over text, and text covered by other elements. */
export function overlappingText(lines: readonly TextLine[]): Finding[] {
  const findings: Finding[] = [];
  const open: TextLine[] = [];
  for (const line of lines) {
    const cover = coverOf(line);
    if (cover !== null) {
      if (isInLoweredSheet(line.element) || canScrollFree(line, cover)) continue;
      findings.push(finding('covered', line.element, `by ${nameOf(cover)}`, line.text));
      continue;
    }
    for (const other of open.filter(({ element }) => element !== line.element)) {
      const detail = `over “${line.text.trim()}”`;
      if (meet(other, line) && !canLeave(other, line))
        findings.push(finding('overlap', other.element, detail, other.text));
    }
    open.push(line);
  }
  return findings;
}

/** Finds map markers under other elements. Skips a map whose own centre is covered. */
export function hiddenMarkers(root: Element): Finding[] {
  return [...root.querySelectorAll('wx-map')].flatMap((map) => {
    const isHidden = (element: Element): boolean =>
      !map.contains(topAt(element.getBoundingClientRect()));
    if (isHidden(map)) return [];
    // A picture of 1 px is there for its marker's label only, or for nothing.
    const icons = [...map.querySelectorAll('.phone-marker-icon')].filter(
      (icon) => icon.getBoundingClientRect().width > 1,
    );
    return icons.filter(isHidden).map((icon) => {
      const cover = topAt(icon.getBoundingClientRect());
      const detail = cover === null ? 'outside of the window' : `by ${nameOf(cover)}`;
      return finding('covered', icon, detail, 'marker');
    });
  });
}

/**
 * Says whether two lines overlap. In different scrollers, and where an ellipsis ends a line, only
 * their visible parts count.
 */
function meet(one: TextLine, other: TextLine): boolean {
  const isTogether = one.scroller === other.scroller && !one.isShortened && !other.isShortened;
  const [first, second] = isTogether ? [one.box, other.box] : [one.visible, other.visible];
  const both = first === null || second === null ? null : common(first, second);
  return both !== null && both.right - both.left > TOUCH && both.bottom - both.top > TOUCH;
}

/** Says whether scrolling brings one of two lines out from below the other. */
function canLeave(one: TextLine, other: TextLine): boolean {
  return canScrollFree(one, other.element) || canScrollFree(other, one.element);
}

/** Returns the element that hides the middle of a line, or null. */
function coverOf({ element, visible }: TextLine): Element | null {
  if (visible === null || getComputedStyle(element).pointerEvents === 'none') return null;
  const top = topAt(visible);
  if (top === null || top.contains(element) || element.contains(top)) return null;
  return hides(top) ? top : null;
}

function topAt({ left, right, top, bottom }: Box): Element | null {
  return document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
}

/** Says whether an element hides what is below it. A transparent one only catches touches. */
function hides(element: Element): boolean {
  const { backgroundColor, backgroundImage } = getComputedStyle(element);
  return (
    backgroundImage !== 'none' || !SEE_THROUGH.test(backgroundColor) || element.matches(PICTURES)
  );
}
