import path from 'node:path';
import { missingSources } from './missing-sources';
import { officialCompilerProblems } from './official-compilers';
import { sourceFiles } from './source-files';
import { templateProblems } from './template-problems';

const root = path.resolve(__dirname, '../..');
const folder = path.join(root, 'miniprogram');

const problems = [
  ...officialCompilerProblems(folder, path.join(root, 'dist/wechat-compilers')),
  ...templateProblems(folder),
  ...missingSources(folder),
];
for (const { file, line, message } of problems) {
  console.error(`miniprogram/${file}:${line}: ${message}`);
}
if (problems.length > 0) process.exitCode = 1;
else
  console.log(
    `wcc, wcsc, template compiler: ${sourceFiles(folder, ['.wxml', '.wxs', '.wxss']).length} files, no problem.`,
  );
