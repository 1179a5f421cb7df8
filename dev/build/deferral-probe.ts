import { execFile } from 'node:child_process';
import type { BuildOptions } from 'esbuild';
import { build } from 'esbuild';
import { DEFERRED_FILE } from './deferred-packages';

const USED = 'deferred package used: ';

/**
 * Starts the trimmed SDK once, as a function does, and fails when it reads a deferred package by itself: then deferring it would only move its
 * cost, and something has changed in the SDK.
 *
 * @throws Error that names the package
 */
export async function probeDeferral(options: BuildOptions, resolveDir: string): Promise<void> {
  const { outputFiles } = await build({
    ...options,
    write: false,
    stdin: {
      contents: `const cloud = require('wx-server-sdk'); cloud.init({ env: 'probe' }); cloud.database().collection('probe').doc('probe');`,
      resolveDir,
    },
  });
  const program = `((require) => { ${outputFiles[0]?.text ?? ''}
})((id) => id === './${DEFERRED_FILE}'
  ? (name) => { console.log('${USED}' + name); process.exit(1); }
  : require(id));`;
  const printed = await run(program);
  const used = printed.split(USED)[1];
  if (used !== undefined) {
    throw new Error(
      `wx-server-sdk now uses ${used.trim()} as soon as it starts: take it off DEFERRED_PACKAGES in dev/build/deferred-packages.ts, or mend dev/build/sdk-edits.ts.`,
    );
  }
}

/** Runs a program as if in the cloud (elsewhere the SDK looks for a metadata server), without any network to reach. */
function run(program: string): Promise<string> {
  const env = {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'probe',
    SCF_NAMESPACE: 'probe',
    TENCENTCLOUD_SECRETID: 'probe',
    TENCENTCLOUD_SECRETKEY: 'probe',
  };
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, ['-'], { env }, (error, stdout, stderr) => {
      if (error !== null && !stdout.includes(USED)) {
        reject(new Error(`The trimmed wx-server-sdk does not start: ${stderr}`));
      } else {
        resolve(stdout);
      }
    });
    child.stdin?.end(program);
  });
}
