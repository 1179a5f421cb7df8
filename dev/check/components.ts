import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { jsonAt, jsonEntries, lineNaming, parsedJson } from './json-text';
import { type Problem, sourceFiles } from './source';
import { type Tag, BUILT_IN_TAGS, sourceOf, tagsOf } from './wxml';

/**
 * Finds mismatches between templates and `usingComponents`: unused or missing components, and
 * unknown tags, for which WeChat draws nothing, without an error.
 */
export function componentProblems(folder: string): readonly Problem[] {
  const all = sourceFiles(folder, ['.json']).map(({ file, text }) => usesOf(folder, file, text));
  const app = all.find(({ file }) => file === 'app.json');
  return all.flatMap((uses) => problemsOf(folder, uses, app));
}

/** Components that the JSON file of a page, a component or the app declares. */
interface Uses {
  readonly file: string;
  readonly components: readonly Component[];
  /** WXML file beside the JSON file, with the same name. */
  readonly template: string;
}

interface Component {
  readonly tag: string;
  /** Path of the component relative to the mini-program's folder, without extension. */
  readonly target: string;
  /** Line of the declaration in the JSON file. */
  readonly line: number;
}

function usesOf(folder: string, file: string, text: string): Uses {
  const components = jsonEntries(jsonAt(parsedJson(text), 'usingComponents')).map(
    ([tag, target]) => ({
      tag,
      target: targetOf(folder, file, String(target)),
      line: lineNaming(text, tag),
    }),
  );
  return { file, components, template: file.replace(/\.json$/, '.wxml') };
}

function targetOf(folder: string, file: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const beside = path.posix.join(path.posix.dirname(file), target);
  return target.startsWith('.') || existsSync(path.join(folder, `${beside}.json`))
    ? beside
    : path.posix.join('miniprogram_npm', target);
}

function problemsOf(folder: string, uses: Uses, app: Uses | undefined): readonly Problem[] {
  const { file, components, template } = uses;
  const tags = templateTags(folder, template);
  const used = new Set(tags.map((tag) => tag.name));
  const named = [...components, ...(app?.components ?? [])].map(({ tag }) => tag);
  const known = new Set([...BUILT_IN_TAGS, ...named]);
  const name = path.posix.basename(template);
  return [
    ...components
      .filter(({ target }) => !existsSync(path.join(folder, `${target}.json`)))
      .map(({ tag, target, line }) => {
        return { file, line, message: `the component ${tag} does not exist: no ${target}.json` };
      }),
    ...components
      .filter(({ tag }) => uses !== app && !used.has(tag))
      .map(({ tag, line }) => {
        return { file, line, message: `the component ${tag} is not used in ${name}` };
      }),
    ...tags
      .filter((tag) => !known.has(tag.name))
      .map((tag) => {
        const message = `<${tag.name}> is neither WeChat's nor in the usingComponents of ${file}`;
        return { file: tag.file, line: tag.line, message };
      }),
  ];
}

/** Lists the tags of a template, and of the templates that it imports or includes. */
function templateTags(
  folder: string,
  file: string,
  seen = new Set<string>(),
): readonly (Tag & { readonly file: string })[] {
  if (seen.has(file) || !existsSync(path.join(folder, file))) return [];
  seen.add(file);
  return tagsOf(readFileSync(path.join(folder, file), 'utf8')).flatMap((tag) => {
    const source = tag.name === 'wxs' ? null : sourceOf(tag, file);
    return [{ ...tag, file }, ...(source === null ? [] : templateTags(folder, source, seen))];
  });
}
