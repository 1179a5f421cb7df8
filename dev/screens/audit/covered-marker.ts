import { nameOf } from './place';

/** Finds what lies over a map's marker, unless the map's own middle is covered, too. */
export function coveredMarker(icon: Element): string | null {
  const map = icon.closest('wx-map');
  // A picture of 1 px is there for its marker's label only, or for nothing.
  if (map === null || icon.getBoundingClientRect().width <= 1) return null;
  if (!map.contains(topAt(map))) return null;
  const top = topAt(icon);
  if (top === null) return 'outside of the window';
  return map.contains(top) ? null : `by ${nameOf(top)}`;
}

function topAt(element: Element): Element | null {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
}
