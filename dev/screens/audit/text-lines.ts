import { nameOf } from './finding';

/** A rectangle in px of the window. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface TextLine {
  readonly element: Element;
  readonly text: string;
  /** Box of the characters by font size, whatever the line's height. */
  readonly box: Box;
  /** Nearest scrolling element. null is the page itself. */
  readonly scroller: Element | null;
  /** Visible part, or null when it has to be scrolled to. */
  readonly visible: Box | null;
  /** Reason why a part can never be read, or null. */
  readonly cut: string | null;
}

/** Excluded elements. Names on maps are pictures. */
const PICTURES = '.phone-map-canvas, iframe, script, style, template';
/** Tolerance of rounding, px. */
const TOLERANCE = 1;
/** Size of text for screen readers, and of folded boxes. */
const FOLDED = 4;

/** Lists readable lines of text below `root`, including those to scroll to. */
export function textLines(root: Element): TextLine[] {
  const lines: TextLine[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent ?? '';
    if (element === null || text.trim() === '' || !isShown(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const fontSize = Number.parseFloat(getComputedStyle(element).fontSize);
    for (const rect of range.getClientRects()) {
      if (rect.width < 1 || rect.height < 1) continue;
      const box = characterBox(rect, fontSize);
      lines.push({ element, text, box, ...placeOf(element, box) });
    }
  }
  return lines;
}

export function isShown(element: Element): boolean {
  return (
    element.closest(PICTURES) === null &&
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  );
}

/** Returns the intersection, or null. */
export function common(one: Box, other: Box): Box | null {
  const box = {
    left: Math.max(one.left, other.left),
    right: Math.min(one.right, other.right),
    top: Math.max(one.top, other.top),
    bottom: Math.min(one.bottom, other.bottom),
  };
  return box.right > box.left && box.bottom > box.top ? box : null;
}

/** Removes the font's ascent and descent. */
function characterBox(rect: DOMRect, fontSize: number): Box {
  const middle = (rect.top + rect.bottom) / 2;
  const half = Math.min(rect.height, fontSize) / 2;
  return { left: rect.left, right: rect.right, top: middle - half, bottom: middle + half };
}

/** Finds the boxes that scroll or clip a line. */
function placeOf(element: Element, box: Box): Pick<TextLine, 'scroller' | 'visible' | 'cut'> {
  const view = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  let scroller: Element | null = null;
  let visible = common(box, view);
  let cut: string | null = null;
  // Beyond a scrolling box, outer borders no longer cut along its axis.
  let isFixedX = true;
  let isFixedY = true;
  for (let at = element; at !== document.body; at = at.parentElement ?? document.body) {
    const { display, overflowX, overflowY, position } = getComputedStyle(at);
    if (display !== 'inline' && (overflowX !== 'visible' || overflowY !== 'visible')) {
      const border = innerBox(at);
      const isFolded = at.clientWidth <= FOLDED || at.clientHeight <= FOLDED;
      // A line wholly outside comes in by a swipe.
      const isBeside = box.right <= border.left || box.left >= border.right;
      if (isFolded || isBeside) return { scroller, visible: null, cut: null };
      visible &&= common(visible, border);
      if (scrolls(overflowX) || scrolls(overflowY)) scroller ??= at;
      isFixedX &&= !scrolls(overflowX);
      isFixedY &&= !scrolls(overflowY);
      const over = beyond(box, border);
      if (isFixedX && over.x > TOLERANCE) cut ??= `${Math.round(over.x)} px beyond ${nameOf(at)}`;
      if (isFixedY && over.y > TOLERANCE)
        cut ??= `${Math.round(over.y)} px above or below ${nameOf(at)}`;
    }
    if (position === 'fixed') break;
  }
  const over = beyond(box, view);
  if (isFixedX && over.x > TOLERANCE) cut ??= `${Math.round(over.x)} px beyond the window`;
  return { scroller, visible, cut };
}

function scrolls(overflow: string): boolean {
  return overflow === 'auto' || overflow === 'scroll';
}

/** Returns by how much one box exceeds the other, px. */
function beyond(inner: Box, outer: Box): { readonly x: number; readonly y: number } {
  return {
    x: Math.max(outer.left - inner.left, inner.right - outer.right),
    y: Math.max(outer.top - inner.top, inner.bottom - outer.bottom),
  };
}

/** Returns the box without borders. */
function innerBox(element: Element): Box {
  const { left: x, top: y } = element.getBoundingClientRect();
  const left = x + element.clientLeft;
  const top = y + element.clientTop;
  return { left, top, right: left + element.clientWidth, bottom: top + element.clientHeight };
}
