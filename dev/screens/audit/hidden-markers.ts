import type { Finding } from './finding';
import { finding } from './finding';

/** Markers of a map that something of the page lies over. */
export function hiddenMarkers(root: Element): Finding[] {
  return [...root.querySelectorAll('wx-map')].flatMap((map) =>
    [...map.querySelectorAll('.phone-marker-icon')].flatMap((icon) => {
      const { left, right, top, bottom } = icon.getBoundingClientRect();
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      if (hit === null) return [finding('covered', icon, 'outside of the window', 'marker')];
      if (map.contains(hit)) return [];
      return [finding('covered', icon, `by ${hit.classList[0] ?? hit.localName}`, 'marker')];
    }),
  );
}
