import parser from 'postcss-selector-parser';

/** Conditions of a WXSS rule. */
export interface SelectorContext {
  /** Prefix of class names. null leaves them. */
  readonly scope: string | null;
  /** Page of the style sheet. null means all pages. */
  readonly page: string | null;
  /** Theme of an enclosing `prefers-color-scheme`. */
  readonly theme: 'dark' | 'light' | null;
}

/** Rewrites a WXSS selector list for the phone. `:where()` keeps each rule's specificity. */
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
        // Ids have a prefix of their component in the document. :is() keeps an id's specificity.
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
