import type { Finding } from './finding';
import { finding } from './finding';
import type { TextLine } from './text-lines';

/** Characters that a line must hold on average, so that people read it as a line. */
const FEWEST = 2;

/** Finds text that a narrow column breaks into lines of one character, or hardly more. */
export function narrowText(lines: readonly TextLine[]): Finding[] {
  const tops = new Map<Node, Set<number>>();
  for (const { node, box } of lines)
    tops.set(node, (tops.get(node) ?? new Set<number>()).add(Math.round(box.top)));
  return lines.flatMap(({ node, element, text }, index) => {
    const count = tops.get(node)?.size ?? 0;
    const isFirst = lines[index - 1]?.node !== node;
    const isNarrow = count > 1 && text.trim().length / count < FEWEST;
    return isFirst && isNarrow ? [finding('narrow', element, `${count} lines`, text)] : [];
  });
}
