import { readFileSync } from 'node:fs';
import path from 'node:path/posix';
import { pagesIn } from '../check/pages';
import { SourceError } from './problem';
import { lineAt, type SourceFiles } from './source-files';

/** A page or component, and what its JSON says. */
export interface ComponentSource {
  /** `pages/search/search`; npm's start with `miniprogram_npm/`. */
  readonly path: string;
  readonly isPage: boolean;
  /** The JSON as written, with `usingComponents` resolved to `/absolute/paths`, app.json's included. */
  readonly config: Readonly<Record<string, unknown>> & {
    readonly usingComponents: Readonly<Record<string, string>>;
  };
  /** Prefix of its classes in the page, or null where its styles are shared with its surroundings. */
  readonly styleScope: string | null;
}

export interface AppSource {
  readonly files: SourceFiles;
  readonly config: Readonly<Record<string, unknown>>;
  /** theme.json, or null. */
  readonly theme: Readonly<Record<string, unknown>> | null;
  readonly components: readonly ComponentSource[];
}

/**
 * Reads app.json, and every page and component that can be reached from it.
 * Throws SourceError, with file and line, for what is missing.
 */
export function readAppSource(files: SourceFiles): AppSource {
  const config = files.readJson('app');
  const pages = pagesIn(config).map(({ page }) => page);
  if (pages.length === 0) {
    throw new SourceError({
      severity: 'error',
      file: 'app.json',
      line: null,
      message: 'names no page',
    });
  }
  const forAll = resolveAll(files, 'app', usingComponents(config));
  const components = new Map<string, ComponentSource>();
  const add = (sourcePath: string, isPage: boolean, namedIn: string): void => {
    if (components.has(sourcePath)) return;
    if (!files.has(sourcePath, '.wxml')) throw missing(files, sourcePath, namedIn);
    const own = files.has(sourcePath, '.json') ? files.readJson(sourcePath) : {};
    const using = { ...forAll, ...resolveAll(files, sourcePath, usingComponents(own)) };
    const merged = { ...own, usingComponents: using };
    components.set(sourcePath, {
      path: sourcePath,
      isPage,
      config: merged,
      styleScope: styleScopeOf(files, sourcePath, isPage, own),
    });
    for (const target of Object.values(using)) add(target.slice(1), false, sourcePath);
  };
  for (const page of pages) add(page, true, 'app');
  return {
    files,
    config,
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

/** WeChat's order: an absolute path, one beside the file that asks, then npm. A folder stands for its `index`. */
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
  return new SourceError({
    severity: 'error',
    file: `${namedIn}.json`,
    line: at < 0 ? null : lineAt(text, at),
    message: `there is no ${wanted}.wxml`,
  });
}

/**
 * Whose classes its styles name: a prefix of its own, or null for `shared`. The compiler of styles cannot run the component to see its
 * options, so `styleIsolation: 'shared'` must stand literally in its JSON or its script, as WeChat's documents write it.
 */
function styleScopeOf(
  files: SourceFiles,
  sourcePath: string,
  isPage: boolean,
  config: Record<string, unknown>,
): string | null {
  const written = config['styleIsolation'];
  const isolation = typeof written === 'string' ? written : isolationInScript(files, sourcePath);
  if (isPage && isolation?.startsWith('page-') !== true) return null;
  if (isolation === 'shared' || isolation === 'page-shared') return null;
  return sourcePath
    .replace(/^miniprogram_npm\//, '')
    .replace(/[^\w]+/g, '-')
    .replace(/^-/, '');
}

function isolationInScript(files: SourceFiles, sourcePath: string): string | undefined {
  const extension = files.has(sourcePath, '.ts') ? '.ts' : '.js';
  if (!files.has(sourcePath, extension)) return undefined;
  return /\bstyleIsolation:\s*['"]([a-z-]+)['"]/.exec(files.read(sourcePath, extension))?.[1];
}
