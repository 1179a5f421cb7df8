import { topPage } from '../page-stack';
import { nodeOf } from './nodes';

/** How large a page's tree is, as 体验评分 measures it: < 1000 nodes, depth < 30, ≤ 60 children. */
export interface PageSize {
  readonly nodes: number;
  readonly depth: number;
  readonly mostChildren: number;
}

/** Counts the visible page's nodes, inside components too; not texts and what the phone draws. */
export function pageSize(): PageSize {
  const scroller = topPage()?.frame.scroller;
  let nodes = 0;
  let deepest = 0;
  let mostChildren = 0;
  /** Answers how many nodes have the nearest node around as their parent. */
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
