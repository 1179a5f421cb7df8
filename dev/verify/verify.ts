import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { measureColdStart } from '../bench/cold-start';
import { coldStartReport } from '../bench/report';
import { baseLibrary } from '../check/base-library';
import { miniProgramOf, problemLine, sourceProblems } from '../check/check-source';
import { documentedSizeProblems } from './documented-size';
import { readManifest } from '../cloud/function-manifest';
import { FAULTS } from './broken-copies';
import { budgetProblems, folderSizes, inKilobytes } from './package-budgets';
import { proofLine, prove } from './prove';
import { typeProblems } from './type-problems';
import { compileForWechat } from './wechat-compiler';
import type { PackageFiles } from './wechat-compiler';

const root = path.resolve(__dirname, '../..');

void (process.argv.includes('--prove') ? proveAll() : verify(process.argv.includes('--measure')));

/**
 * `npm run verify:wechat`: whether the mini-program compiles in WeChat, and how large it is there. Needs what `npm run build` makes.
 *
 * @param measures measures a cold start, too
 */
async function verify(measures: boolean): Promise<void> {
  // The compilers are processes of their own: the checks of the source go on beside them.
  const compiling = compileForWechat(root);
  const typing = typeProblems(root);
  const source = sourceProblems(root);
  const [compilation, types] = await Promise.all([compiling, typing]);
  const problems = [
    ...types,
    ...source,
    ...(compilation.ok
      ? [...budgetProblems(compilation.files), ...documentedSizeProblems(root, compilation.files)]
      : [compilation.problem]),
  ];
  if (compilation.ok) tellSizes(compilation.files);
  tellTimeOuts();
  if (measures) console.log(`\n${coldStartReport(await measureColdStart()).text}`);
  tellBaseLibrary();
  for (const problem of problems) console.error(problemLine(problem));
  if (problems.length > 0) {
    console.error(`\nNot ready for an upload: ${problems.length} problem(s), named above.`);
    process.exitCode = 1;
  } else console.log('\nIt compiles in WeChat: no problem.');
}

function tellSizes(files: PackageFiles): void {
  console.log('\nAs it is uploaded, compiled and minified:');
  for (const { folder, bytes, budget } of folderSizes(files)) {
    const name = folder === '*' ? 'the main package' : folder === '' ? '(beside app.json)' : folder;
    const kind = budget?.isSubpackage === true ? ', a package of its own' : '';
    const limit = budget === undefined ? 'no budget' : `budget ${budget.kilobytes} KB${kind}`;
    console.log(`  ${name.padEnd(18)} ${inKilobytes(bytes).padStart(9)}  ${limit}`);
  }
  const functions = path.join(root, 'dist/cloudfunctions');
  for (const name of readdirSync(functions).sort()) {
    const index = statSync(path.join(functions, name, 'index.js'), { throwIfNoEntry: false });
    if (index === undefined) continue;
    console.log(
      `  function ${name.padEnd(9)} ${inKilobytes(index.size).padStart(9)}  read at a cold start`,
    );
  }
}

/** What each function wants of the cloud (its package.json), which `npm run deploy` sets as far as official calls do. */
function tellTimeOuts(): void {
  const functions = path.join(root, 'dist/cloudfunctions');
  for (const name of readdirSync(functions).sort()) {
    const manifest = readManifest(functions, name);
    if (manifest === null) continue;
    const { timeoutSeconds, memoryMb } = manifest;
    console.log(
      `  function ${name.padEnd(9)} time-out ${timeoutSeconds} s, memory ${memoryMb} MB; WeChat’s own time-out is 3 s`,
    );
  }
}

function tellBaseLibrary(): void {
  const { declared, needed, guarded } = baseLibrary(root, miniProgramOf(root));
  console.log(
    `\nBase library ${declared} in project.config.json; needed is ${needed.since} (${needed.what}).`,
  );
  for (const { what, since } of guarded) {
    console.log(`  ${what} came with ${since}: asked for first, older phones do without.`);
  }
}

/** `npm run verify:wechat -- --prove`: whether every check notices what it is for, on copies that are broken on purpose. */
async function proveAll(): Promise<void> {
  console.log('Copies broken on purpose, each in one way:');
  const left = FAULTS.values();
  let unnoticed = 0;
  const proveTheNext = async (): Promise<void> => {
    for (const fault of left) {
      const proof = await prove(root, fault);
      if (!proof.isFound) unnoticed += 1;
      console.log(proofLine(fault, proof));
    }
  };
  // The slower checks wait for processes of their own.
  await Promise.all([proveTheNext(), proveTheNext()]);
  if (unnoticed > 0) {
    console.error(`\n${unnoticed} of ${FAULTS.length} were not noticed.`);
    process.exitCode = 1;
  } else console.log(`\nAll ${FAULTS.length} were noticed, with file and line.`);
}
