import parser from 'postcss-selector-parser';

/** Where a rule of WXSS may apply. */
export interface SelectorContext {
  /** Prefix of class names; null leaves them as they are. */
  readonly scope: string | null;
  /** The page whose own style sheet this is; null for all pages. */
  readonly page: string | null;
  /** Set for rules that stood inside `prefers-color-scheme`. */
  readonly theme: 'dark' | 'light' | null;
}

/**
 * Rewrites one WXSS selector list to what matches on the local phone. The conditions on page and
 * theme are wrapped in `:where()`, so that every rule keeps the weight that it has in WeChat.
 */
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
        // Ids reach the document behind a prefix of their component; :is() keeps an id's weight.
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
