import type { Problem } from '../check/problem';
import { documentedSizeProblems } from './documented-size';
import { budgetProblems } from './package-budgets';
import { typeProblems } from './type-problems';
import { compileForWechat } from './wechat-compiler';

/** What one of the slower checks has against a project's mini-program; files are named from the mini-program's folder. */
export type UploadCheck = (root: string) => Promise<readonly Problem[]>;

/** The checks that take seconds, most of them with the packages of dev/wechat-ci, by what does the checking. */
export const UPLOAD_CHECKS = {
  types: typeProblems,
  'miniprogram-ci': async (root) => {
    const compilation = await compileForWechat(root);
    return compilation.ok ? [] : [compilation.problem];
  },
  budgets: async (root) => {
    const compilation = await compileForWechat(root);
    return compilation.ok ? budgetProblems(compilation.files) : [compilation.problem];
  },
  documents: async (root) => {
    const compilation = await compileForWechat(root);
    return compilation.ok ? documentedSizeProblems(root, compilation.files) : [compilation.problem];
  },
} satisfies Readonly<Record<string, UploadCheck>>;
