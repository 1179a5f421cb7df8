import { topPage } from '../page-stack';
import { nodeOf } from './nodes';

/** How large a page's tree is, in WeChat's measures (体验评分: < 1000 nodes, depth < 30, ≤ 60 children). */
export interface PageSize {
  readonly nodes: number;
  readonly depth: number;
  readonly mostChildren: number;
}

/** Counts the nodes of the visible page, those inside components included; texts and what the phone draws inside a tag do not count. */
export function pageSize(): PageSize {
  const scroller = topPage()?.frame.scroller;
  let nodes = 0;
  let deepest = 0;
  let mostChildren = 0;
  /** Answers how many nodes are children of the nearest node around. */
  const count = (element: Element, depth: number): number => {
    let children = 0;
    for (const child of element.children) {
      if (nodeOf(child) === undefined) {
        children += count(child, depth);
        continue;
      }
      children += 1;
      nodes += 1;
      deepest = Math.max(deepest, depth + 1);
      mostChildren = Math.max(mostChildren, count(child, depth + 1));
    }
    return children;
  };
  if (scroller !== undefined) mostChildren = Math.max(count(scroller, 0), mostChildren);
  return { nodes, depth: deepest, mostChildren };
}
