import { fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { JSONPath } from 'jsonc-parser';
import { is, record, string, type, number, union } from 'superstruct';
import { lineOfPath } from '../check/json-text';
import type { Problem } from '../check/source';

/** Size in bytes of each compiled file, by path. */
export type PackageFiles = Readonly<Record<string, number>>;

/** Result of the compilation: the compiled files, or the problem that stopped the compiler. */
export type Compilation =
  | { readonly ok: true; readonly files: PackageFiles }
  | { readonly ok: false; readonly problem: Problem };

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
  return { ok: false, problem: problemOf(result.failure.message, path.join(root, 'miniprogram')) };
}

/**
 * Parses an error message of miniprogram-ci into file and line. For JSON it names only the key.
 *
 * @param message text of the error
 * @param folder folder of the mini-program
 */
export function problemOf(message: string, folder: string): Problem {
  const script = /^\s*file: (\S+)\s+\S+: (.+) \((\d+):\d+\)/.exec(message);
  if (script !== null) {
    const [, file = '', what = '', line = '1'] = script;
    return { file, line: Number(line), message: `miniprogram-ci: ${what}` };
  }
  const json = /^miniprogram\/(\S+\.json)(?: or theme\.json\S*)?: ([^]+)$/.exec(message);
  if (json !== null) {
    const [, file = '', rest = ''] = json;
    const line = jsonLine(path.join(folder, file), rest);
    const what = rest.replace(`miniprogram/${file}\n`, '').split('\n')[0] ?? rest;
    return { file, line, message: `miniprogram-ci: ${what.replaceAll(`${folder}/`, '')}` };
  }
  return { file: 'app.json', line: 1, message: `miniprogram-ci: ${message}` };
}

function jsonLine(file: string, message: string): number {
  if (!existsSync(file)) return 1;
  const text = readFileSync(file, 'utf8');
  return lineOfPath(text, placeIn(message));
}

/** Reads the JSON path of messages like `["pages"][9] could not …` or `window.x field needs …`. */
function placeIn(message: string): JSONPath {
  const steps = /^(?:\[(?:"[^"]*"|\d+)\])+/.exec(message)?.[0];
  if (steps === undefined) return /^(\S+) field/.exec(message)?.[1]?.split('.') ?? [];
  return [...steps.matchAll(/\[(?:"([^"]*)"|(\d+))\]/g)].map(
    ({ 1: key, 2: index }) => key ?? Number(index),
  );
}
