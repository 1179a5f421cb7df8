import path from 'node:path';
import { bannedUses } from './banned-uses';
import { baseLibrary } from './base-library';
import { componentProblems } from './components';
import { styleProblems, templateAndScriptProblems } from './official-compilers';
import { pageProblems } from './pages';
import type { Problem } from './source';
import { subpackageProblems } from './subpackages';
import { missingSources, templateProblems } from './templates';

/** Finds all problems that can be found without the packages of dev/wechat-ci. */
export function sourceProblems(folder: string): readonly Problem[] {
  const checks: readonly ((folder: string) => readonly Problem[])[] = [
    ...[templateAndScriptProblems, styleProblems, templateProblems, missingSources],
    ...[pageProblems, subpackageProblems, componentProblems],
    bannedUses,
  ];
  return [...checks.flatMap((check) => check(folder)), ...baseLibrary(folder).problems];
}

/** Formats a problem as one line: `miniprogram/pages/a.wxml:3: …`. */
export function problemLine({ file, line, message }: Problem): string {
  return `${path.posix.join('miniprogram', file)}:${line}: ${message}`;
}
