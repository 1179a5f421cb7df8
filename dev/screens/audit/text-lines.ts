import { nameOf } from './finding';

/** A rectangle in px from the window's upper left corner. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface TextLine {
  readonly element: Element;
  readonly node: Node;
  readonly text: string;
  /** Box of the characters, at most as high as the font size. */
  readonly box: Box;
  /** Nearest ancestor that scrolls, or null without one. */
  readonly scroller: Element | null;
  /** Part of `box` that is on screen, or null if scrolling must bring it into view. */
  readonly visible: Box | null;
  /** True where an ellipsis ends the line, and an ancestor's label has the whole text. */
  readonly isShortened: boolean;
  /** Where text is clipped and cannot be scrolled to (`12 px beyond card`), or null. */
  readonly cut: string | null;
}

/** Elements whose text is not audited. Names on a map count as a part of its picture. */
const PICTURES = '.phone-map-canvas, iframe, script, style, template';
/** Text with a closing mark at its end, whose right half is blank. */
const CLOSING = /[）」》。，]\s*$/;
/** Tolerance for rounded positions, px. */
const TOLERANCE = 1;
/** Sheet below its highest stop: what lies below its visible part comes with the sheet. */
const LOWERED = '[class$="--sheet"]:has([aria-label="拉起详情"])';
/** Bar that has left the window with its sheet, at whose lowest stop it has no place. */
const LEFT_WITH_SHEET =
  '[class$="--side"]:has([class$="--peek"]:not([aria-hidden="true"])) > [class$="--bar"]';
/** Size up to which a box counts as hidden (folded, or for screen readers only), px. */
const FOLDED = 4;

/** Lists the lines of text inside `root`, including those that must be scrolled into view. */
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
    const rects = [...range.getClientRects()];
    for (const rect of rects) {
      if (rect.width < 1 || rect.height < 1) continue;
      const isBlankAtEnd = rect === rects.at(-1) && CLOSING.test(text);
      const box = characterBox(rect, fontSize, isBlankAtEnd ? fontSize / 2 : 0);
      lines.push({
        element,
        node,
        text,
        box,
        isShortened: isShortened(element),
        ...placeOf(element, box),
      });
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

/** Says whether an element lies in a sheet that can be raised, and what covers it stays below. */
export function isInLoweredSheet(element: Element): boolean {
  return element.closest(`${LOWERED}, ${LEFT_WITH_SHEET}`) !== null;
}

/** Says whether scrolling brings a line out from below something that lies over its scroller. */
export function canScrollFree({ scroller, box }: TextLine, cover: Element): boolean {
  if (scroller === null || scroller.contains(cover)) return false;
  const leftPx = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
  return leftPx >= box.bottom - cover.getBoundingClientRect().top;
}

/** Returns the intersection of two boxes, or null. */
export function common(one: Box, other: Box): Box | null {
  const box = {
    left: Math.max(one.left, other.left),
    right: Math.min(one.right, other.right),
    top: Math.max(one.top, other.top),
    bottom: Math.min(one.bottom, other.bottom),
  };
  return box.right > box.left && box.bottom > box.top ? box : null;
}

/**
 * Returns a line's box, reduced to the height of the font size around the same middle, and by what
 * is blank at its end.
 */
function characterBox({ left, right, top, bottom }: DOMRect, fontSize: number, blank: number): Box {
  const middle = (top + bottom) / 2;
  const half = Math.min(bottom - top, fontSize) / 2;
  return { left, right: right - blank, top: middle - half, bottom: middle + half };
}

/** Finds the ancestors that scroll or clip a line of text. */
function placeOf(element: Element, box: Box): Pick<TextLine, 'scroller' | 'visible' | 'cut'> {
  const view = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  let scroller: Element | null = null;
  let visible = common(box, view);
  let cut: string | null = null;
  // False above an ancestor that scrolls on this axis, because scrolling shows the text there.
  let isFixedX = true;
  let isFixedY = !isInLoweredSheet(element);
  for (let at = element; at !== document.body; at = at.parentElement ?? document.body) {
    const { display, overflowX, overflowY, position } = getComputedStyle(at);
    if (display !== 'inline' && (overflowX !== 'visible' || overflowY !== 'visible')) {
      const border = innerBox(at);
      const isFolded = at.clientWidth <= FOLDED || at.clientHeight <= FOLDED;
      // Text entirely to the left or right of its box is not cut: a swipe brings it into view.
      const isBeside = box.right <= border.left || box.left >= border.right;
      if (isFolded || isBeside) return { scroller, visible: null, cut: null };
      visible &&= common(visible, border);
      if (scrolls(overflowX) || scrolls(overflowY)) scroller ??= at;
      isFixedX &&= !scrolls(overflowX) && !isShortened(at) && !isSwiped(at);
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

/** Says whether an element ends in an ellipsis, and an ancestor's label has its whole text. */
function isShortened(element: Element): boolean {
  if (getComputedStyle(element).textOverflow !== 'ellipsis') return false;
  const label = element.closest('[aria-label]')?.getAttribute('aria-label') ?? '';
  return element.textContent.split('·').every((part) => label.includes(part.trim()));
}

/** Says whether an element is a row that a swipe moves aside, and back. */
function isSwiped(element: Element): boolean {
  return element.matches('[class$="van-swipe-cell"]');
}

function scrolls(overflow: string): boolean {
  return overflow === 'auto' || overflow === 'scroll';
}

/** Returns how far `inner` extends beyond `outer` on each axis, px. */
function beyond(inner: Box, outer: Box): { readonly x: number; readonly y: number } {
  return {
    x: Math.max(outer.left - inner.left, inner.right - outer.right),
    y: Math.max(outer.top - inner.top, inner.bottom - outer.bottom),
  };
}

/** Returns an element's box without its borders. */
function innerBox(element: Element): Box {
  const { left: x, top: y } = element.getBoundingClientRect();
  const left = x + element.clientLeft;
  const top = y + element.clientTop;
  return { left, top, right: left + element.clientWidth, bottom: top + element.clientHeight };
}
