import type { Finding } from './finding';
import { finding } from './finding';
import { hiddenMarkers, overlappingText } from './overlapping-text';
import { smallTargets } from './small-targets';
import { textLines } from './text-lines';

declare global {
  interface Window {
    /** Audits a page. `root` is a selector of our own part. */
    auditPage: (root: string) => readonly Finding[];
  }
}

window.auditPage = (root) =>
  [...document.querySelectorAll(root)].flatMap((element) => {
    const lines = textLines(element);
    return [
      // Text that cannot be read to its end.
      ...lines.flatMap(({ element: cutIn, text, cut }) =>
        cut === null ? [] : [finding('cut', cutIn, cut, text)],
      ),
      ...overlappingText(lines),
      ...hiddenMarkers(element),
      // Comes last, since it may scroll.
      ...smallTargets(element),
    ];
  });
