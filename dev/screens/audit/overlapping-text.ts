import { colourOf } from './colour';
import type { Finding } from './finding';
import { finding } from './finding';
import type { Box, TextLine } from './text-boxes';
import { common, visiblePart } from './text-boxes';

/** Two texts may come this close, px. */
const TOUCH = 2;
const PICTURES = 'img, canvas, svg, video, iframe';

/** Text over other text, and text below something else. */
export function overlappingText(lines: readonly TextLine[]): Finding[] {
  const seen = lines.map((line) => {
    const part = visiblePart(line);
    return { line, part, cover: part === null ? null : coverOf(line, part) };
  });
  const covered = seen.flatMap(({ line, cover }) =>
    cover === null
      ? []
      : [
          finding(
            'covered',
            line.element,
            `by ${cover.classList[0] ?? cover.localName}`,
            line.text,
          ),
        ],
  );
  const overlapping = seen.flatMap(({ line, part, cover }, index) =>
    seen.slice(index + 1).flatMap((other) => {
      if (cover !== null || other.cover !== null) return [];
      if (line.element === other.line.element) return [];
      // In the same scrolling box they keep their distance; in different ones only what is seen can meet.
      const isTogether = line.scroller === other.line.scroller;
      const [one, two] = isTogether ? [line.box, other.line.box] : [part, other.part];
      if (one === null || two === null || !overlap(one, two)) return [];
      return [finding('overlap', line.element, `over “${other.line.text.trim()}”`, line.text)];
    }),
  );
  return [...covered, ...overlapping];
}

function overlap(one: Box, other: Box): boolean {
  const both = common(one, other);
  return both !== null && both.right - both.left > TOUCH && both.bottom - both.top > TOUCH;
}

/** What lies over the middle of a line's visible part; null when nothing does. */
function coverOf({ element }: TextLine, part: Box): Element | null {
  if (getComputedStyle(element).pointerEvents === 'none') return null;
  const top = document.elementFromPoint((part.left + part.right) / 2, (part.top + part.bottom) / 2);
  if (top === null || top.contains(element) || element.contains(top)) return null;
  return hides(top) ? top : null;
}

/** Has a ground of its own. Some catch touches and show nothing; text on text is another matter. */
function hides(element: Element): boolean {
  const { backgroundColor, backgroundImage } = getComputedStyle(element);
  return (
    backgroundImage !== 'none' || colourOf(backgroundColor)[3] > 0 || element.matches(PICTURES)
  );
}
