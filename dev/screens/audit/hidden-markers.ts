import type { Finding } from './finding';
import { finding } from './finding';

/** Markers of a map that something of the page lies over; not where it is the whole map that a person has covered. */
export function hiddenMarkers(root: Element): Finding[] {
  return [...root.querySelectorAll('wx-map')].flatMap((map) => {
    if (coverOf(map, map) !== null) return [];
    return [...map.querySelectorAll('.phone-marker-icon')].flatMap((icon) => {
      const cover = coverOf(icon, map);
      return cover === null ? [] : [finding('covered', icon, cover, 'marker')];
    });
  });
}

/** What lies over the middle of an element of a map, in words; null when the map shows there. */
function coverOf(element: Element, map: Element): string | null {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  if (hit === null) return 'outside of the window';
  return map.contains(hit) ? null : `by ${hit.classList[0] ?? hit.localName}`;
}
