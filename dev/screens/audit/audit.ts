import { lowContrast } from './contrast';
import { cutText } from './cut-text';
import type { Finding } from './finding';
import { hiddenMarkers } from './hidden-markers';
import { overlappingText } from './overlapping-text';
import { smallTargets } from './small-targets';
import { textLines } from './text-boxes';

declare global {
  interface Window {
    /** Looks a page over. `root` is a selector: what is outside of it is not ours. */
    auditPage: (root: string) => readonly Finding[];
  }
}

window.auditPage = (root) =>
  [...document.querySelectorAll(root)].flatMap((element) => {
    const lines = textLines(element);
    return [
      ...cutText(lines),
      ...overlappingText(lines),
      ...hiddenMarkers(element),
      ...lowContrast(element, lines),
      // Last: it may scroll.
      ...smallTargets(element),
    ];
  });
