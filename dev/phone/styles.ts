import path from 'node:path/posix';
import postcss, { AtRule, CssSyntaxError, Rule, type ChildNode, type Root } from 'postcss';
import type { AppSource } from './app-source';
import type { ComponentSource } from './manifest';
import type { Problem } from './problem';
import { phoneSelector, type SelectorContext } from './selectors';
import { phoneUnits } from './style-units';

/**
 * Compiles all WXSS into one style sheet: app.wxss, components, then pages, so that a page's class
 * on a component wins as in WeChat.
 */
export function compileStyles(app: AppSource) {
  const problems: Problem[] = [];
  const parts: string[] = [];
  const add = (sourcePath: string, context: Omit<SelectorContext, 'theme'>): void => {
    if (!app.files.has(sourcePath, '.wxss')) return;
    const root = load(app, sourcePath, problems);
    rewrite(root, context);
    if (root.nodes.length > 0) parts.push(`/* ${sourcePath}.wxss */\n${root.toString()}`);
  };
  const addComponent = ({ path: sourcePath, styleScope, isPage }: ComponentSource): void => {
    add(sourcePath, { scope: styleScope, page: isPage ? sourcePath : null });
  };
  add('app', { scope: null, page: null });
  app.components.filter(({ isPage }) => !isPage).forEach(addComponent);
  app.components.filter(({ isPage }) => isPage).forEach(addComponent);
  return { css: parts.join('\n'), problems };
}

/** Parses a WXSS file, and inlines its `@import`s. */
function load(app: AppSource, sourcePath: string, problems: Problem[]): Root {
  const file = `${sourcePath}.wxss`;
  let root: Root;
  try {
    root = postcss.parse(app.files.read(sourcePath, '.wxss'), { from: file });
  } catch (error) {
    if (!(error instanceof CssSyntaxError)) throw error;
    problems.push({ file, line: error.line ?? null, message: error.reason });
    return postcss.root();
  }
  root.walkAtRules('import', (rule) => {
    const target = /['"]([^'"]+?)(?:\.wxss)?['"]/.exec(rule.params)?.[1] ?? '';
    const wanted = target.startsWith('/')
      ? target.slice(1)
      : path.join(path.dirname(sourcePath), target);
    if (app.files.has(wanted, '.wxss')) {
      rule.replaceWith(load(app, wanted, problems).nodes);
      return;
    }
    const line = rule.source?.start?.line ?? null;
    problems.push({ file, line, message: `there is no ${wanted}.wxss` });
    rule.remove();
  });
  return root;
}

function rewrite(root: Root, context: Omit<SelectorContext, 'theme'>): void {
  root.walkDecls((declaration) => {
    declaration.value = phoneUnits(declaration.value);
  });
  rewriteRules(root.nodes, { ...context, theme: null });
}

function rewriteRules(nodes: readonly ChildNode[], context: SelectorContext): void {
  for (const node of [...nodes]) {
    if (node instanceof Rule) {
      node.selector = phoneSelector(node.selector, context);
    } else if (node instanceof AtRule && node.nodes && !node.name.endsWith('keyframes')) {
      rewriteAtRule(node, node.nodes, context);
    }
  }
}

/** Turns `prefers-color-scheme` into an attribute selector, as the phone has its own switch. */
function rewriteAtRule(rule: AtRule, nodes: readonly ChildNode[], context: SelectorContext): void {
  if (rule.name === 'font-face') return;
  const scheme = /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/.exec(rule.params);
  if (rule.name !== 'media' || scheme === null) {
    rewriteRules(nodes, context);
    return;
  }
  rewriteRules(nodes, { ...context, theme: scheme[1] === 'dark' ? 'dark' : 'light' });
  const rest = rule.params
    .replace(scheme[0], '')
    .replace(/^\s*and\s+|\s+and\s*$|\band\s+(?=and\b)/g, '')
    .trim();
  if (rest === '' || rest === 'screen') rule.replaceWith(nodes);
  else rule.params = rest;
}
