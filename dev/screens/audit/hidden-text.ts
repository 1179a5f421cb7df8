import { bringIntoView, clipsOf, nameOf } from './place';

/** Letters and digits. Other characters may be half blank, and stand out where that is. */
const LETTER = /[\p{L}\p{N}]/gu;
/** Elements whose text is not audited. Names on a map count as a part of its picture. */
const PICTURE_OF_MAP = '.phone-map-canvas';
/** Sheet below its highest stop: what lies below its visible part comes with the sheet. */
const LOWERED_SHEET = ':has(> [aria-label="拉起详情"])';
/** Tags that hide what lies below them without a background. */
const PICTURES = 'img, canvas, svg, video, iframe';
/** Matches a fully transparent computed colour: `rgba(0, 0, 0, 0)`. */
const SEE_THROUGH = /[,/] 0\)$/;
/** Size up to which a box counts as hidden (folded, or for screen readers only), px. */
const FOLDED = 4;
/** Heights in what scrolls at which a letter may be seen: halfway, or above a bar at the bottom. */
const HEIGHTS = [0.5, 0.2];
/** Part of a letter at each edge that may be hidden, px. */
const TOLERANCE = 1.5;

/** Finds the first letter of an element's own text that is cut off, or below something else. */
export function hiddenText(element: Element): string | null {
  if (!(element instanceof HTMLElement) || element.closest(PICTURE_OF_MAP) !== null) return null;
  const letters = lettersOf(element);
  if (letters.length === 0) return null;
  const { pointerEvents } = element.style;
  // Makes the text be found where it is seen, even if it catches no touches.
  element.style.pointerEvents = 'auto';
  const hidden = letters
    .map((letter) => ({ letter, cover: coverAnywhere(element, letter) }))
    .find(({ cover }) => cover !== null && !comesWithSheet(element, cover));
  element.style.pointerEvents = pointerEvents;
  return hidden?.cover
    ? `“${hidden.letter.toString()}” is hidden by ${nameOf(hidden.cover)}`
    : null;
}

/** Returns what hides a letter wherever it is scrolled to, or null. */
function coverAnywhere(element: Element, letter: Range): Element | null {
  if (isElsewhere(element, boxOf(letter))) return null;
  let cover = coverOf(element, letter);
  for (const height of HEIGHTS) {
    if (cover === null) return null;
    bringIntoView(element, height, () => boxOf(letter));
    cover = coverOf(element, letter);
  }
  return cover;
}

function lettersOf(element: Element): readonly Range[] {
  return [...element.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .flatMap((node) =>
      [...(node.textContent ?? '').matchAll(LETTER)].map(({ 0: letter, index }) => {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + letter.length);
        return range;
      }),
    );
}

/** Returns a letter's box, at most as high as the font size. */
function boxOf(letter: Range): DOMRect {
  const { x, width, top, bottom } = letter.getBoundingClientRect();
  const middle = (top + bottom) / 2;
  const parent = letter.startContainer.parentElement ?? document.body;
  const half = Math.min(bottom - top, Number.parseFloat(getComputedStyle(parent).fontSize)) / 2;
  return new DOMRect(x, middle - half, width, 2 * half);
}

/** Says whether a letter is not there to be seen, or a swipe brings it in from the side. */
function isElsewhere(element: Element, { left, right }: DOMRect): boolean {
  if (right - left < 1) return true;
  return clipsOf(element).some((clip) => {
    const box = clip.getBoundingClientRect();
    const isFolded = clip.clientWidth <= FOLDED || clip.clientHeight <= FOLDED;
    return isFolded || right <= box.left || left >= endOf(clip, box);
  });
}

/** Returns where text ends on the right: before an ellipsis, if a label has the whole text. */
function endOf(clip: Element, { right }: DOMRect): number {
  const { textOverflow, fontSize } = getComputedStyle(clip);
  if (textOverflow !== 'ellipsis') return right;
  const label = clip.closest('[aria-label]')?.getAttribute('aria-label') ?? '';
  const isWhole = clip.textContent
    .split('·')
    .every((part) => label.includes(part.replace('…', '').trim()));
  return isWhole ? right - 2 * Number.parseFloat(fontSize) : right;
}

/** Returns the element that is seen in place of a letter, or null. */
function coverOf(element: Element, letter: Range): Element | null {
  const { left, right, top, bottom } = boxOf(letter);
  for (const x of [left + TOLERANCE, right - TOLERANCE]) {
    for (const y of [top + TOLERANCE, bottom - TOLERANCE]) {
      // Above and below the window is what cannot be scrolled to: it moves in with its sheet.
      const isOutside = y < 0 || y >= innerHeight;
      const cover = isOutside ? null : coverAt(element, x, y);
      if (cover !== null) return cover;
    }
  }
  return null;
}

function coverAt(element: Element, x: number, y: number): Element | null {
  const stack = document.elementsFromPoint(x, y);
  const depth = stack.indexOf(element);
  if (depth < 0) return stack[0] ?? document.documentElement;
  // An element around the text lies above it with a pseudo-element only.
  const above = stack.slice(0, depth).filter((top) => !top.contains(element));
  return above.find((top) => hides(top) || hasLetterAt(top, x, y)) ?? null;
}

/** Says whether an element hides what is below it. A transparent one only catches touches. */
function hides(element: Element): boolean {
  const { backgroundColor, backgroundImage } = getComputedStyle(element);
  return (
    backgroundImage !== 'none' || !SEE_THROUGH.test(backgroundColor) || element.matches(PICTURES)
  );
}

function hasLetterAt(element: Element, x: number, y: number): boolean {
  return lettersOf(element).some((letter) => {
    const { left, right, top, bottom } = boxOf(letter);
    return left < x && x < right && top < y && y < bottom;
  });
}

/** Says whether text lies in a sheet that can be raised, and what covers it stays below. */
function comesWithSheet(element: Element, cover: Element): boolean {
  const sheet = element.closest(LOWERED_SHEET);
  return sheet !== null && (cover === sheet || !sheet.contains(cover));
}
