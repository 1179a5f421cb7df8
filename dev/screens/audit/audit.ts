import type { Finding } from './finding';
import { finding } from './finding';
import { narrowText } from './narrow-text';
import { hiddenMarkers, overlappingText } from './overlapping-text';
import { smallTargets } from './small-targets';
import { textLines } from './text-lines';

declare global {
  interface Window {
    /** Audits each element that the selector `root` matches, with everything inside it. */
    auditPage: (root: string) => readonly Finding[];
  }
}

window.auditPage = (root) =>
  [...document.querySelectorAll(root)].flatMap((element) => {
    const lines = textLines(element);
    return [
      // Text that is clipped and that no scrolling brings into view.
      ...lines.flatMap(({ element: cutIn, text, cut }) =>
        cut === null ? [] : [finding('cut', cutIn, cut, text)],
      ),
      ...overlappingText(lines),
      ...narrowText(lines),
      ...hiddenMarkers(element),
      // Runs last, because `smallTargets` may scroll the page.
      ...smallTargets(element),
    ];
  });
