import type { Finding } from './finding';
import { finding } from './finding';
import { hiddenMarkers, overlappingText } from './overlapping-text';
import { smallTargets } from './small-targets';
import { textLines } from './text-lines';

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
      // Text that nobody can read to its end.
      ...lines.flatMap(({ element: cutIn, text, cut }) =>
        cut === null ? [] : [finding('cut', cutIn, cut, text)],
      ),
      ...overlappingText(lines),
      ...hiddenMarkers(element),
      // Last: it may scroll.
      ...smallTargets(element),
    ];
  });
