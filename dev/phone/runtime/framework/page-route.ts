import type * as glassEasel from 'glass-easel';
import { topPage } from '../page-stack';

/** Route of the page that a node stands in; of the visible one while it is not in the document yet. */
export function routeAround(node: glassEasel.Element): string {
  const element: unknown = node.getBackendElement();
  const page = element instanceof Element ? element.closest<HTMLElement>('.phone-page') : null;
  return page?.dataset['route'] ?? topPage()?.route ?? '';
}
