import path from 'node:path';
import { problemLine, sourceProblems } from './check-source';
import { sourceFiles } from './source';

const folder = path.resolve(__dirname, '../../miniprogram');

const problems = sourceProblems(folder);
for (const problem of problems) console.error(problemLine(problem));
if (problems.length > 0) process.exitCode = 1;
else {
  const files = sourceFiles(folder, ['.wxml', '.wxs', '.wxss', '.ts', '.json']);
  console.log(`WeChat's compilers, pages, components, APIs: ${files.length} files, no problem.`);
}
