import path from 'node:path';
import { bannedUses } from './banned-uses';
import { baseLibrary } from './base-library';
import { componentProblems } from './components';
import { styleProblems, templateAndScriptProblems } from './official-compilers';
import { longComments } from './long-comments';
import { packedFileProblems } from './packed-files';
import { pageProblems } from './pages';
import type { Problem } from './source';
import { subpackageProblems } from './subpackages';
import { missingSources, templateProblems } from './templates';

/** Checks that work without the packages of dev/wechat-ci, by the name of the checker. */
export const SOURCE_CHECKS = {
  wcc: templateAndScriptProblems,
  wcsc: styleProblems,
  'glass-easel': templateProblems,
  sources: missingSources,
  pages: pageProblems,
  subpackages: subpackageProblems,
  components: componentProblems,
  'packed files': packedFileProblems,
  bans: bannedUses,
  comments: longComments,
  'base library': (folder) => baseLibrary(folder).problems,
} satisfies Readonly<Record<string, (folder: string) => readonly Problem[]>>;

export function sourceProblems(folder: string): readonly Problem[] {
  return Object.values(SOURCE_CHECKS).flatMap((check) => check(folder));
}

/** Formats a problem as one line: `miniprogram/pages/a.wxml:3: …`. */
export function problemLine({ file, line, message }: Problem): string {
  return `${path.posix.join('miniprogram', file)}:${line}: ${message}`;
}
