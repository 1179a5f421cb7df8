import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CLOUD_ENVIRONMENT } from '../../miniprogram/platform/cloud-environment';
import { refuseOthers } from './adopt';
import { manualTasks } from './manual-tasks';
import { type Plan, type Project, type Refusal, makePlan, performPlan } from './plan';
import { readRecord, refuseLostKey, withKey, writeRecord } from './record';
import { readDeploySettings } from './settings';
import { createTcbApi } from './tcb-api';
import { openUploadModule } from './upload-module';

const FOLDER = path.join(__dirname, '../..');

/**
 * Runs for `npm run deploy`, twice: with `--check` before the build, to report missing settings,
 * and after build and verification, to deploy.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      adopt: { type: 'boolean', default: false },
    },
  });
  const settings = readDeploySettings(process.env, FOLDER, CLOUD_ENVIRONMENT);
  const recordFile = path.join(FOLDER, `dist/deploy/${settings.cloudEnvironment}.json`);
  const record = readRecord(recordFile);
  // A file of its own keeps the key's hash when dist/deploy is deleted to deploy everything again.
  const keyFile = path.join(FOLDER, `dist/settings-key/${settings.cloudEnvironment}.json`);
  const key = readRecord(keyFile);
  refuseLostKey(settings.functionEnvironment, key);
  if (values.check) {
    console.log('All that a deployment needs is given.');
    return;
  }
  const project: Project = {
    folder: FOLDER,
    functionsFolder: path.join(FOLDER, 'dist/cloudfunctions'),
    version: packageVersion(),
    description: `骑手在哪 ${commit()}`.trim(),
  };
  const plan = makePlan(project, settings, record);

  let refused: readonly Refusal[] = [];
  tell(`Plan for ${settings.appId}, cloud environment ${settings.cloudEnvironment}:`, plan);
  try {
    if (values['dry-run']) console.log('\nDry run: nothing was sent.');
    else {
      const tcb = createTcbApi(settings);
      if (!values.adopt)
        await refuseOthers(plan, record, () =>
          settings.appSecret === null ? Promise.resolve(null) : tcb.inEnvironment(),
        );
      console.log('\nDeploying:');
      writeRecord(keyFile, withKey(settings.functionEnvironment, key));
      refused = await performPlan(plan, record, {
        uploads: openUploadModule(FOLDER, settings),
        tcb,
        say: (sentence) => {
          console.log(`  ${sentence} …`);
        },
        keep: (kept) => {
          writeRecord(recordFile, kept);
        },
      });
    }
  } finally {
    // Printed after a failure, too, because new collections are open until their rule is set.
    if (refused.length > 0) console.log('\nRefused; nothing else was stopped by it:');
    for (const { sentence, reason } of refused) console.log(`  ${sentence}: ${reason}`);
    console.log('\nLeft to do by hand:');
    const refusedTasks = refused.map(({ manualTask }) => manualTask);
    manualTasks(settings, refusedTasks).forEach((sentence, n) => {
      console.log(`  ${n + 1}. ${sentence}`);
    });
  }
}

function tell(head: string, { steps, unchanged }: Plan): void {
  console.log(head);
  if (steps.length === 0) console.log('  nothing new');
  for (const { sentence } of steps) console.log(`  ${sentence}`);
  if (unchanged.length > 0) console.log(`  (unchanged since the last time: ${unchanged.length})`);
}

function packageVersion(): string {
  const text = readFileSync(path.join(FOLDER, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** Returns the short hash of the commit, or '' outside a git checkout. */
function commit(): string {
  const words = ['rev-parse', '--short', 'HEAD'];
  const { status, stdout } = spawnSync('git', words, { cwd: FOLDER, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : '';
}

// Exits explicitly, because miniprogram-ci's processes and timers would go on for 15 minutes.
main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
