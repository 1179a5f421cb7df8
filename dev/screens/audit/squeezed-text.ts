/** Characters that a line must hold on average, so that people read it as a line. */
const FEWEST = 2;

/** Finds text that a narrow column breaks into lines of one character, or hardly more. */
export function squeezedText(element: Element): string | null {
  for (const node of element.childNodes) {
    const characters =
      node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '').trim().length : 0;
    const range = document.createRange();
    range.selectNodeContents(node);
    const lines = [...range.getClientRects()].filter(({ width }) => width >= 1);
    const [first, second] = lines;
    if (characters === 0 || first === undefined || second === undefined) continue;
    // Words that break at the end of a wide line go on at the beginning of the next.
    const isColumn = first.left < second.right && second.left < first.right;
    if (isColumn && characters / lines.length < FEWEST) return `${lines.length} lines`;
  }
  return null;
}
