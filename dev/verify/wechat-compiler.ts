import { fork } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { is, record, string, type, number, union } from 'superstruct';

/** Size in bytes of each compiled file, by path. */
export type PackageFiles = Readonly<Record<string, number>>;

/** The compiled files, or the problem that stopped the compiler, in its own words. */
export type Compilation =
  | { readonly ok: true; readonly files: PackageFiles }
  | { readonly ok: false; readonly problem: string };

const CI_FOLDER = path.join(__dirname, '../wechat-ci');

const resultShape = union([
  type({ sizes: record(string(), number()) }),
  type({ failure: type({ message: string() }) }),
]);

/**
 * Compiles root/miniprogram with miniprogram-ci as for an upload, but offline: TypeScript, JSON
 * schemas, minifying, unused files. Needs the packages of dev/wechat-ci.
 *
 * @throws Error when the compiler's output cannot be read
 */
export async function compileForWechat(root: string): Promise<Compilation> {
  const offline = path.join(CI_FOLDER, 'offline.cjs').split(path.sep).join('/');
  const child = fork(path.join(CI_FOLDER, 'compile.cjs'), [root], {
    cwd: CI_FOLDER,
    // NODE_OPTIONS also applies to the child processes that the compiler starts.
    env: { ...process.env, NODE_OPTIONS: `--require "${offline}"` },
    execArgv: [],
    silent: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (bytes: Buffer) => {
      said += bytes.toString();
    });
  }
  const result = await new Promise<unknown>((resolve, reject) => {
    child.on('message', resolve);
    child.on('error', reject);
    child.on('exit', resolve);
  });
  if (!is(result, resultShape)) throw new Error(`miniprogram-ci gave no answer: ${said}`);
  if ('sizes' in result) return { ok: true, files: result.sizes };
  return { ok: false, problem: `miniprogram-ci: ${result.failure.message}` };
}
