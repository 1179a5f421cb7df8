import path from 'node:path';
import { bannedUses } from './banned-uses';
import { baseLibrary } from './base-library';
import { componentProblems } from './components';
import { missingSources } from './missing-sources';
import { styleProblems, templateAndScriptProblems } from './official-compilers';
import { packedFileProblems } from './packed-files';
import { pageProblems } from './pages';
import type { Problem } from './problem';
import { subpackageProblems } from './subpackages';
import { templateProblems } from './template-problems';

/** What one check has against a project's mini-program; files are named from the mini-program's folder. `root` is the folder with project.config.json. */
export type Check = (root: string) => readonly Problem[];

/** WeChat's compilers are put here to be run. */
const TOOLS = path.join(__dirname, '../../dist/wechat-compilers');

/** All checks of the mini-program's source that need no more than the project's own packages, by what does the checking. */
export const SOURCE_CHECKS = {
  wcc: (root) => templateAndScriptProblems(miniProgramOf(root), TOOLS),
  wcsc: (root) => styleProblems(miniProgramOf(root), TOOLS),
  'glass-easel': (root) => templateProblems(miniProgramOf(root)),
  sources: (root) => missingSources(miniProgramOf(root)),
  pages: (root) => pageProblems(miniProgramOf(root)),
  subpackages: (root) => subpackageProblems(miniProgramOf(root)),
  components: (root) => componentProblems(miniProgramOf(root)),
  'packed files': (root) => packedFileProblems(root, miniProgramOf(root)),
  bans: (root) => bannedUses(miniProgramOf(root)),
  'base library': (root) => baseLibrary(root, miniProgramOf(root)).problems,
} satisfies Readonly<Record<string, Check>>;

/** All that the checks of the source have against a project's mini-program. */
export function sourceProblems(root: string): readonly Problem[] {
  return Object.values<Check>(SOURCE_CHECKS).flatMap((check) => check(root));
}

/** Where a project's mini-program is. */
export function miniProgramOf(root: string): string {
  return path.join(root, 'miniprogram');
}

/** A problem as it is told on a terminal: `miniprogram/pages/a.wxml:3: …`. */
export function problemLine({ file, line, message }: Problem): string {
  return `${path.posix.join('miniprogram', file)}:${line}: ${message}`;
}
