import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import type { Problem } from './source';
import { sourceFiles } from './source';

/** The binaries are called directly: their JavaScript wrapper hides what wcsc says. */
const PACKAGE = createRequire(__filename).resolve('miniprogram-compiler/package.json');
/** Where they are copied, since a registry package carries them without the right to run. */
const TOOLS = path.join(__dirname, '../../dist/wechat-compilers');
const FOLDERS: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'linux',
  darwin: 'mac',
  win32: 'windows',
};

/**
 * What WeChat's own compiler wcc says of a mini-program's WXML and WXS: bad expressions, bad scripts.
 *
 * @param folder the mini-program's folder
 * @throws when this platform has no such binary, or it says nothing that can be read
 */
export function templateAndScriptProblems(folder: string): readonly Problem[] {
  const files = sourceFiles(folder, ['.wxml', '.wxs']).map(({ file }) => file);
  return files.length === 0 ? [] : run('wcc', files, folder);
}

/** What WeChat's own compiler wcsc says of a mini-program's WXSS: bad styles, missing `@import`s. Parameters and errors as of {@link templateAndScriptProblems}. */
export function styleProblems(folder: string): readonly Problem[] {
  // Of several broken files wcsc names only one: each is compiled as the one page (`-pc 1`), with no more than what it imports beside it.
  return sourceFiles(folder, ['.wxss']).flatMap(({ file }) => {
    const words = ['-pc', '1', file, ...importsOf(file, folder)];
    return run('wcsc', words, folder).filter((problem) => problem.file === file);
  });
}

/** The styles that one imports, and what those import. */
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
  const runnable = path.join(TOOLS, name);
  if (statSync(runnable, { throwIfNoEntry: false })?.size !== statSync(shipped).size) {
    mkdirSync(TOOLS, { recursive: true });
    // In one step, since another process may be running it.
    const copy = `${runnable}.${process.pid}`;
    copyFileSync(shipped, copy);
    chmodSync(copy, 0o755);
    renameSync(copy, runnable);
  }
  return runnable;
}

/** `a.wxml:1:12: …`, `a.wxs:1:8:…`, `ERR: a.wxss(1:31): …`, ``ERR: path `./b.wxss` not found from `a.wxss`.`` */
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
    const at = groups['line'] ?? lineNaming(path.join(folder, file), groups['named'] ?? '');
    return { file, line: Number(at), message: groups['message'] ?? line };
  }
  return undefined;
}

/** Of a missing `@import` wcsc tells the path that it looked for, and no line. */
function lineNaming(file: string, named: string): number {
  const name = path.posix.basename(named);
  const lines = readFileSync(file, 'utf8').split('\n');
  const index = lines.findIndex((line) => line.includes('@import') && line.includes(name));
  return Math.max(index, 0) + 1;
}
