const SCROLLS = /auto|scroll/;

export function nameOf(element: Element): string {
  return element.classList[0] ?? element.localName;
}

/** Lists the elements around a text that clip it or scroll, from the inside. */
export function clipsOf(element: Element): readonly Element[] {
  const clips: Element[] = [];
  for (let at: Element | null = element; at !== null && at !== document.body;) {
    const { display, overflow, position } = getComputedStyle(at);
    if (display !== 'inline' && overflow !== 'visible') clips.push(at);
    at = position === 'fixed' ? null : at.parentElement;
  }
  return clips;
}

/** Scrolls a box to a height (0 to 1) of all that a person can scroll around its element. */
export function bringIntoView(element: Element, height: number, boxNow: () => DOMRect): void {
  for (const scroller of [...clipsOf(element), document.documentElement]) {
    const { overflowX, overflowY } = getComputedStyle(scroller);
    const scrollsY = scroller === document.documentElement || SCROLLS.test(overflowY);
    const [box, view] = [boxNow(), scroller.getBoundingClientRect()];
    const middleX = (Math.max(view.left, 0) + Math.min(view.right, innerWidth)) / 2;
    const [top, bottom] = [Math.max(view.top, 0), Math.min(view.bottom, innerHeight)];
    scroller.scrollBy({
      left: SCROLLS.test(overflowX) ? (box.left + box.right) / 2 - middleX : 0,
      top: scrollsY ? (box.top + box.bottom) / 2 - (top + (bottom - top) * height) : 0,
      behavior: 'instant',
    });
  }
}
