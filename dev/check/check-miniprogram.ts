import path from 'node:path';
import { miniProgramOf, problemLine, sourceProblems } from './check-source';
import { sourceFiles } from './source-files';

const root = path.resolve(__dirname, '../..');

const problems = sourceProblems(root);
for (const problem of problems) console.error(problemLine(problem));
if (problems.length > 0) process.exitCode = 1;
else {
  const files = sourceFiles(miniProgramOf(root), ['.wxml', '.wxs', '.wxss', '.ts', '.json']);
  console.log(`WeChat's compilers, pages, components, APIs: ${files.length} files, no problem.`);
}
