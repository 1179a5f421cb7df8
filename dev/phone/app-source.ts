import { readFileSync } from 'node:fs';
import path from 'node:path/posix';
import { pagesIn, subpackagesIn } from '../check/pages';
import type { ComponentSource } from './manifest';
import { SourceError } from './problem';
import { lineAt, type SourceFiles } from './source-files';

export type AppSource = ReturnType<typeof readAppSource>;

/**
 * Reads app.json, its pages, and all components that they use directly or through others.
 *
 * @throws SourceError with file and line, for example of a component that does not exist
 */
export function readAppSource(files: SourceFiles) {
  const config = files.readJson('app');
  const pages = pagesIn(config).map(({ page }) => page);
  if (pages.length === 0) throw new SourceError('app.json', null, 'names no page');
  const roots = subpackagesIn(config).map(({ root }) => root.replace(/\/$/, ''));
  const forAll = resolveAll(files, 'app', usingComponents(config));
  const components = new Map<string, ComponentSource>();
  const add = (sourcePath: string, isPage: boolean, namedIn: string): void => {
    if (components.has(sourcePath)) return;
    if (!files.has(sourcePath, '.wxml')) throw missing(files, sourcePath, namedIn);
    const own = files.has(sourcePath, '.json') ? files.readJson(sourcePath) : {};
    const using = { ...forAll, ...resolveAll(files, sourcePath, usingComponents(own)) };
    components.set(sourcePath, {
      path: sourcePath,
      isPage,
      subpackage: roots.find((root) => sourcePath.startsWith(`${root}/`)) ?? '',
      config: { ...own, usingComponents: using },
      styleScope: isPage ? null : scopeName(sourcePath),
    });
    for (const target of Object.values(using)) add(target.slice(1), false, sourcePath);
  };
  for (const page of pages) add(page, true, 'app');
  return {
    files,
    config,
    /** Content of theme.json, or null without that file. */
    theme: files.has('theme', '.json') ? files.readJson('theme') : null,
    components: [...components.values()],
  };
}

function usingComponents(config: Record<string, unknown>): Record<string, string> {
  const value = config['usingComponents'];
  return typeof value === 'object' && value !== null ? (value as Record<string, string>) : {};
}

function resolveAll(
  files: SourceFiles,
  from: string,
  using: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(using).map(([tag, target]) => [tag, `/${resolve(files, from, target)}`]),
  );
}

/** Resolves a component's path as WeChat does: absolute, relative, npm. Folders mean `index`. */
function resolve(files: SourceFiles, from: string, target: string): string {
  const candidates = target.startsWith('/')
    ? [target.slice(1)]
    : [path.join(path.dirname(from), target), `miniprogram_npm/${target}`];
  const found = candidates
    .flatMap((candidate) => [candidate, `${candidate}/index`])
    .find((candidate) => files.has(candidate, '.wxml'));
  if (found === undefined) throw missing(files, target, from);
  return found;
}

function missing(files: SourceFiles, wanted: string, namedIn: string): SourceError {
  const text = readFileSync(files.fileOf(namedIn, '.json'), 'utf8');
  const at = text.indexOf(`"${wanted}"`);
  const line = at < 0 ? null : lineAt(text, at);
  return new SourceError(`${namedIn}.json`, line, `there is no ${wanted}.wxml`);
}

function scopeName(sourcePath: string): string {
  return sourcePath.replace(/^miniprogram_npm\//, '').replace(/\W+/g, '-');
}
