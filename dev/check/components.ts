import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { BUILT_IN_TAGS } from './built-in-tags';
import { jsonAt, jsonEntries, lineOfPath, parsedJson } from './json-text';
import { sourceOf } from './missing-sources';
import { pagesOf } from './pages';
import type { Problem } from './problem';
import { sourceFiles } from './source-files';
import type { Tag } from './wxml-text';
import { tagsOf } from './wxml-text';

/**
 * What is wrong between templates and `usingComponents`: a component that its template does not use, one that does not exist, a tag that names none
 * (WeChat draws nothing there, and says nothing), and templates that no page comes to.
 */
export function componentProblems(folder: string): readonly Problem[] {
  const all = sourceFiles(folder, ['.json']).map((file) => usesOf(folder, file));
  const everywhere = all.find(({ file }) => file === 'app.json');
  return [
    ...all.flatMap((uses) => missing(folder, uses)),
    ...all.filter((uses) => uses !== everywhere).flatMap((uses) => unused(folder, uses)),
    ...all.flatMap((uses) => unknownTags(folder, uses, everywhere?.components ?? [])),
    ...notReached(folder, all),
  ];
}

interface Uses {
  readonly file: string;
  readonly text: string;
  readonly components: readonly { readonly tag: string; readonly target: string }[];
  /** Tags that stand in while a component loads: used, though no template names them. */
  readonly placeholders: readonly unknown[];
}

function usesOf(folder: string, file: string): Uses {
  const text = readFileSync(path.join(folder, file), 'utf8');
  const json = parsedJson(text);
  const components = jsonEntries(jsonAt(json, 'usingComponents')).flatMap(([tag, target]) =>
    typeof target === 'string' ? [{ tag, target: targetOf(folder, file, target) }] : [],
  );
  const placeholders = jsonEntries(jsonAt(json, 'componentPlaceholder')).map(([, tag]) => tag);
  return { file, text, components, placeholders };
}

/** A component's path from the mini-program's folder, without an ending. */
function targetOf(folder: string, file: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const beside = path.posix.join(path.posix.dirname(file), target);
  return target.startsWith('.') || existsSync(path.join(folder, `${beside}.json`))
    ? beside
    : path.posix.join('miniprogram_npm', target);
}

function missing(folder: string, { file, text, components }: Uses): readonly Problem[] {
  return components
    .filter(({ target }) => !existsSync(path.join(folder, `${target}.json`)))
    .map(({ tag, target }) => ({
      file,
      line: lineOfPath(text, ['usingComponents', tag]),
      message: `the component ${tag} does not exist: no ${target}.json`,
    }));
}

function unused(
  folder: string,
  { file, text, components, placeholders }: Uses,
): readonly Problem[] {
  const template = file.replace(/\.json$/, '.wxml');
  const tags = templateTags(folder, template).flatMap(({ tag }) => [
    tag.name,
    // A generic slot's component is named by an attribute's value.
    ...[...tag.attributes].flatMap(([name, value]) => (name.startsWith('generic:') ? [value] : [])),
  ]);
  return components
    .filter(({ tag }) => !tags.includes(tag) && !placeholders.includes(tag))
    .map(({ tag }) => ({
      file,
      line: lineOfPath(text, ['usingComponents', tag]),
      message: `the component ${tag} is not used in ${path.posix.basename(template)}`,
    }));
}

function unknownTags(
  folder: string,
  { file, components }: Uses,
  everywhere: Uses['components'],
): readonly Problem[] {
  const known = new Set([
    ...BUILT_IN_TAGS,
    ...[...components, ...everywhere].map(({ tag }) => tag),
  ]);
  return templateTags(folder, file.replace(/\.json$/, '.wxml'))
    .filter(({ tag }) => !known.has(tag.name))
    .map((found) => ({
      file: found.file,
      line: found.tag.line,
      message: `<${found.tag.name}> is neither WeChat's nor in the usingComponents of ${file}`,
    }));
}

interface PlacedTag {
  readonly file: string;
  readonly tag: Tag;
}

/** The tags of a template and of those that it imports or includes. */
function templateTags(
  folder: string,
  file: string,
  seen = new Set<string>(),
): readonly PlacedTag[] {
  if (seen.has(file) || !existsSync(path.join(folder, file))) return [];
  seen.add(file);
  return tagsOf(readFileSync(path.join(folder, file), 'utf8')).flatMap((tag) => {
    const source = tag.name === 'wxs' ? null : sourceOf(tag, file);
    return [{ file, tag }, ...(source === null ? [] : templateTags(folder, source, seen))];
  });
}

/** Templates that neither app.json nor, step by step, a page's components and imports name: they are in the package for nothing. */
function notReached(folder: string, all: readonly Uses[]): readonly Problem[] {
  const reached = new Set<string>();
  const follow = (base: string): void => {
    if (reached.has(base)) return;
    reached.add(base);
    for (const { target } of all.find(({ file }) => file === `${base}.json`)?.components ?? []) {
      follow(target);
    }
    const imported = new Set<string>();
    templateTags(folder, `${base}.wxml`, imported);
    for (const file of imported) reached.add(file.replace(/\.wxml$/, ''));
  };
  follow('app');
  for (const { page } of pagesOf(folder)) follow(page);
  return sourceFiles(folder, ['.wxml'])
    .filter((file) => !reached.has(file.replace(/\.wxml$/, '')))
    .map((file) => ({
      file,
      line: 1,
      message: 'no page of app.json comes to this template, page or component',
    }));
}
