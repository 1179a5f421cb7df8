import { topPage } from '../page-stack';
import { nodeOf } from './nodes';

/**
 * Measures the tree of the visible page, including components, without texts and the phone's own
 * elements. WeChat's 体验评分 wants < 1000 nodes, depth < 30, ≤ 60 children.
 */
export function pageSize() {
  const scroller = topPage()?.frame.scroller;
  let nodes = 0;
  let deepest = 0;
  let mostChildren = 0;
  /** Counts child nodes. Looks inside elements of the phone itself, which have no node. */
  const count = (element: Element, depth: number): number => {
    let children = 0;
    for (const child of element.children) {
      if (nodeOf(child) === undefined) {
        children += count(child, depth);
        continue;
      }
      const inside = count(child, depth + 1);
      children += 1;
      nodes += 1;
      deepest = Math.max(deepest, depth + 1);
      mostChildren = Math.max(mostChildren, inside);
    }
    return children;
  };
  if (scroller !== undefined) {
    const roots = count(scroller, 0);
    mostChildren = Math.max(mostChildren, roots);
  }
  return { nodes, depth: deepest, mostChildren };
}
