import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { CLOUD_ENVIRONMENT } from '../../miniprogram/platform/cloud-environment';
import { baseLibrary } from '../check/base-library';
import { problemLine, sourceProblems } from '../check/check-source';
import { readManifest } from '../cloud/function-manifest';
import { budgetProblems, documentedSizeProblems, folderSizes, inKilobytes } from './package-sizes';
import { type PackageFiles, compileForWechat } from './wechat-compiler';

const root = path.resolve(__dirname, '../..');
const miniprogram = path.join(root, 'miniprogram');

void verify();

/**
 * Performs `npm run verify:wechat`, once `npm run build` has made the bundles: compiles the
 * mini-program with WeChat's compilers, and checks the sizes of packages and functions.
 */
async function verify(): Promise<void> {
  // The compiler runs in a child process, so the checks of the source run at the same time.
  const compiling = compileForWechat(root);
  const found = [...sourceProblems(miniprogram)];
  const compilation = await compiling;
  if (compilation.ok) {
    const { files } = compilation;
    found.push(...budgetProblems(files), ...documentedSizeProblems(root, files));
    tellSizes(files);
  }
  const problems = [...found.map(problemLine), ...(compilation.ok ? [] : [compilation.problem])];
  tellFunctions();
  tellBaseLibrary();
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) {
    console.error(`\nNot ready for an upload: ${problems.length} problem(s), named above.`);
    process.exitCode = 1;
  } else console.log('\nIt compiles in WeChat: no problem.');
  if (CLOUD_ENVIRONMENT === '') console.log(`\n${WITHOUT_ENVIRONMENT}`);
}

/** Hint instead of a problem, because each owner enters the id of their own environment. */
const WITHOUT_ENVIRONMENT =
  'Before an upload, put the id of your cloud environment into miniprogram/platform/cloud-environment.ts: `npm run deploy` refuses without it, and the app says so on its first page.';

function tellSizes(files: PackageFiles): void {
  console.log('\nAs it is uploaded, compiled and minified:');
  for (const { folder, bytes, budget } of folderSizes(files)) {
    const name = folder === '*' ? 'the main package' : folder === '' ? '(beside app.json)' : folder;
    const limit = budget === undefined ? '' : `  a package, budget ${budget.kilobytes} KB`;
    console.log(`  ${name.padEnd(18)} ${inKilobytes(bytes).padStart(9)}${limit}`);
  }
}

/** Prints the size, time-out and memory of each function. */
function tellFunctions(): void {
  const built = path.join(root, 'dist/cloudfunctions');
  const functions = readdirSync(built)
    .sort()
    .flatMap((name) => readManifest(built, name) ?? []);
  for (const { name, folder, timeoutSeconds, memoryMb } of functions) {
    const size = inKilobytes(statSync(path.join(folder, 'index.js')).size).padStart(9);
    console.log(
      `  function ${name.padEnd(9)} ${size}  read at a cold start; time-out ${timeoutSeconds} s (WeChat’s own is 3 s), memory ${memoryMb} MB`,
    );
  }
}

function tellBaseLibrary(): void {
  const { declared, needed, guarded } = baseLibrary(miniprogram);
  console.log(
    `\nBase library ${declared} in project.config.json; needed is ${needed.since} (${needed.api}).`,
  );
  for (const { api, since } of guarded) {
    console.log(`  ${api} came with ${since}: asked for first, older phones do without.`);
  }
}
