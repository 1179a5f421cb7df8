/** A rectangle in px of the window. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** One line of a piece of text. */
export interface TextLine {
  readonly element: Element;
  readonly text: string;
  /** The characters' own squares: as high as the font is large, whatever the line's height. */
  readonly box: Box;
  /** The nearest element that scrolls; null is the page itself. */
  readonly scroller: Element | null;
}

/** Maps are pictures: the names on them are not there to be read line by line. */
const PICTURES = '.phone-map-canvas, iframe, script, style, template';

/** All lines of text below `root` that are there to be read: also those that have to be scrolled to. */
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
    const scroller = scrollerOf(element);
    for (const rect of range.getClientRects()) {
      if (rect.width < 1 || rect.height < 1) continue;
      lines.push({ element, text, scroller, box: characterBox(rect, fontSize) });
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

/** A line's rectangle has the font's ascent and descent, which say nothing of where there is ink. */
function characterBox(rect: DOMRect, fontSize: number): Box {
  const middle = (rect.top + rect.bottom) / 2;
  const half = Math.min(rect.height, fontSize) / 2;
  return { left: rect.left, right: rect.right, top: middle - half, bottom: middle + half };
}

function scrollerOf(element: Element): Element | null {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    if (scrolls(at, 'x') || scrolls(at, 'y')) return at;
  }
  return null;
}

export function scrolls(element: Element, axis: 'x' | 'y'): boolean {
  const { overflowX, overflowY } = getComputedStyle(element);
  return ['auto', 'scroll'].includes(axis === 'x' ? overflowX : overflowY);
}

export function clips(element: Element, axis: 'x' | 'y'): boolean {
  const { overflowX, overflowY } = getComputedStyle(element);
  return ['hidden', 'clip'].includes(axis === 'x' ? overflowX : overflowY);
}

/** The part of both that is the same; null when there is none. */
export function common(one: Box, other: Box): Box | null {
  const box = {
    left: Math.max(one.left, other.left),
    right: Math.min(one.right, other.right),
    top: Math.max(one.top, other.top),
    bottom: Math.min(one.bottom, other.bottom),
  };
  return box.right > box.left && box.bottom > box.top ? box : null;
}

/** The part of a line that is in the window and in everything that scrolls or clips around it; null when it has to be scrolled to. */
export function visiblePart({ element, box }: TextLine): Box | null {
  let part = common(box, { left: 0, top: 0, right: innerWidth, bottom: innerHeight });
  for (let at: Element | null = element; at !== null && part !== null; at = at.parentElement) {
    const isBorder = scrolls(at, 'y') || scrolls(at, 'x') || clips(at, 'x') || clips(at, 'y');
    if (isBorder && at !== document.body && at !== document.documentElement) {
      part = common(part, at.getBoundingClientRect());
    }
  }
  return part;
}
