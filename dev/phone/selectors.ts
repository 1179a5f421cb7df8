import parser from 'postcss-selector-parser';

/** Conditions under which a WXSS rule applies. */
export interface SelectorContext {
  /** Prefix of class names, or null for none. */
  readonly scope: string | null;
  /** Path of the only page where the rule applies, or null for all pages. */
  readonly page: string | null;
  /** Theme of the enclosing `prefers-color-scheme` query, or null for both. */
  readonly theme: 'dark' | 'light' | null;
}

/** Rewrites a WXSS selector list for the phone. `:where()` adds conditions without specificity. */
export function phoneSelector(selector: string, context: SelectorContext): string {
  const conditions = [
    context.theme === null ? '' : `:where([data-theme='${context.theme}'])`,
    context.page === null ? '' : `:where([data-route='${context.page}'])`,
  ].filter((condition) => condition !== '');
  const rewritten = parser((root) => {
    root.walk((node) => {
      if (node.type === 'class' && context.scope !== null) {
        node.replaceWith(parser.className({ value: `${context.scope}--${node.value}` }));
      } else if (node.type === 'tag') {
        node.replaceWith(parser.tag({ value: `wx-${node.value}` }));
      } else if (node.type === 'id') {
        // In the document an id may have its component's prefix. `:is()` keeps an id's specificity.
        const byEnd = `:is([id$='--${node.value}'], #${node.value})`;
        node.replaceWith(parser.string({ value: byEnd }));
      } else if (node.type === 'pseudo' && node.value === ':host') {
        node.replaceWith(parser.string({ value: `[wx-host='${context.scope ?? ''}']` }));
      }
    });
  }).processSync(selector, { lossless: false });
  if (conditions.length === 0) return rewritten;
  return parser()
    .astSync(rewritten)
    .map((one) => `${conditions.join(' ')} ${String(one).trim()}`)
    .join(',');
}
