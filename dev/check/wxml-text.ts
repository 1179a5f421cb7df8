/** A tag that a template opens. */
export interface Tag {
  readonly name: string;
  /** Counts from 1. */
  readonly line: number;
  /** By name; empty where the attribute has no value. */
  readonly attributes: ReadonlyMap<string, string>;
}

/** The template with its comments blank, so that what stands behind them keeps its line. */
export function withoutComments(text: string): string {
  return text.replace(/<!--[^]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '));
}

/** The line of a place in a text, from 1. */
export function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

/** All tags that a template opens, in their order; what stands in comments and inline scripts is none. */
export function tagsOf(template: string): readonly Tag[] {
  const text = withoutComments(template).replace(
    /(<wxs\b[^>]*[^/]>)([^]*?)(<\/wxs>)/g,
    (_all, open: string, script: string, close: string) =>
      open + script.replace(/[^\n]/g, ' ') + close,
  );
  return [...text.matchAll(/<([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/g)].map(
    ({ 1: name = '', 2: attributes = '', index }) => ({
      name,
      line: lineOf(text, index),
      attributes: new Map(
        [...attributes.matchAll(/([\w:.-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g)].map(
          ({ 1: attribute = '', 2: double, 3: single }) => [attribute, double ?? single ?? ''],
        ),
      ),
    }),
  );
}
