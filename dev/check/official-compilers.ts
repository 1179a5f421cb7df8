import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { type Problem, sourceFiles } from './source';

/** Manifest of the package, whose binaries are run directly: its wrapper hides wcsc's output. */
const PACKAGE = createRequire(__filename).resolve('miniprogram-compiler/package.json');
const FOLDERS: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'linux',
  darwin: 'mac',
  win32: 'windows',
};

/**
 * Compiles WXML and WXS with WeChat's own compiler wcc, which reports bad expressions and scripts.
 *
 * @param folder folder of the mini-program
 * @throws Error when this platform has no such binary, or its output cannot be read
 */
export function templateAndScriptProblems(folder: string): readonly Problem[] {
  const files = sourceFiles(folder, ['.wxml', '.wxs']).map(({ file }) => file);
  return files.length === 0 ? [] : run('wcc', files, folder);
}

/**
 * Compiles WXSS with WeChat's wcsc, which reports bad styles and missing imports. Throws like wcc.
 */
export function styleProblems(folder: string): readonly Problem[] {
  // wcsc reports only one broken file, so each file is compiled alone (`-pc 1`) with its imports.
  return sourceFiles(folder, ['.wxss']).flatMap(({ file }) => {
    const words = ['-pc', '1', file, ...importsOf(file, folder)];
    return run('wcsc', words, folder).filter((problem) => problem.file === file);
  });
}

/** Lists the style files that a style file imports, directly or indirectly. */
function importsOf(file: string, folder: string, found = new Set<string>()): ReadonlySet<string> {
  const text = readFileSync(path.join(folder, file), 'utf8');
  for (const { 1: source = '' } of text.matchAll(/@import\s+["']([^"']+)["']/g)) {
    const target = source.startsWith('/')
      ? source.slice(1)
      : path.posix.join(path.posix.dirname(file), source);
    if (found.has(target) || !existsSync(path.join(folder, target))) continue;
    found.add(target);
    importsOf(target, folder, found);
  }
  return found;
}

function run(tool: 'wcc' | 'wcsc', words: readonly string[], folder: string): readonly Problem[] {
  const { status, signal, stderr, error } = spawnSync(
    executable(tool),
    [...words, '-o', os.devNull],
    { cwd: folder, encoding: 'utf8' },
  );
  if (error !== undefined) throw error;
  const problems = stderr.split('\n').flatMap((line) => problemOf(line, folder) ?? []);
  if (status !== 0 && problems.length === 0) {
    const end = status ?? signal ?? 'no code';
    throw new Error(`${tool} ended with ${end} and said: ${stderr.trim()}`);
  }
  return problems;
}

function executable(tool: string): string {
  const folder = FOLDERS[process.platform];
  if (folder === undefined) {
    throw new Error(`WeChat's compiler ${tool} exists for Linux, macOS and Windows only.`);
  }
  const name = process.platform === 'win32' ? `${tool}.exe` : tool;
  const shipped = path.join(path.dirname(PACKAGE), 'bin', folder, name);
  // The package ships its binaries without execute permission.
  if (process.platform !== 'win32') chmodSync(shipped, 0o755);
  return shipped;
}

/**
 * Forms of the compilers' messages: `a.wxml:1:12: …`, `a.wxs:1:8:…`, `ERR: a.wxss(1:31): …`, ``ERR:
 * path `./b.wxss` not found from `a.wxss`.``
 */
const FORMS: readonly RegExp[] = [
  /^(?<file>[^:()]+\.(?:wxml|wxs)):(?<line>\d+):\d+:\s*(?<message>.+)$/,
  /^ERR: (?<file>[^()]+\.wxss)\((?<line>\d+):\d+\):\s*(?<message>.+)$/,
  /^ERR: (?<message>path `(?<named>.+)` not found from `(?<file>.+\.wxss)`\.)$/,
];

function problemOf(line: string, folder: string): Problem | undefined {
  for (const form of FORMS) {
    const groups = form.exec(line.trim())?.groups;
    if (groups === undefined) continue;
    const file = (groups['file'] ?? '').replace(/^\.\//, '');
    const at = groups['line'] ?? lineOfImport(path.join(folder, file), groups['named'] ?? '');
    return { file, line: Number(at), message: groups['message'] ?? line };
  }
  return undefined;
}

/** Finds the line of an `@import` whose file is missing, because wcsc reports only the path. */
function lineOfImport(file: string, named: string): number {
  const name = path.posix.basename(named);
  const lines = readFileSync(file, 'utf8').split('\n');
  const index = lines.findIndex((line) => line.includes('@import') && line.includes(name));
  return Math.max(index, 0) + 1;
}
