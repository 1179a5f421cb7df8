import type { Finding } from './finding';
import { finding } from './finding';
import type { TextLine } from './text-lines';

/** Characters that a line must hold on average, so that people read it as a line. */
const FEWEST = 2;

/** Finds text that a narrow column breaks into lines of one character, or hardly more. */
export function narrowText(lines: readonly TextLine[]): Finding[] {
  const byNode = new Map<Node, TextLine[]>();
  for (const line of lines) byNode.set(line.node, [...(byNode.get(line.node) ?? []), line]);
  return [...byNode.values()].flatMap((parts) => {
    const [first, second] = parts;
    if (first === undefined || second === undefined) return [];
    const characters = first.text.trim().length;
    // Words that break at the end of a wide line go on at the beginning of the next.
    const isColumn = first.box.left < second.box.right && second.box.left < first.box.right;
    return isColumn && characters / parts.length < FEWEST
      ? [finding('narrow', first.element, `${parts.length} lines`, first.text)]
      : [];
  });
}
