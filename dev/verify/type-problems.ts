import { execFile } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import type { Problem } from '../check/source';

const TSC = path.join(__dirname, '../../node_modules/typescript/bin/tsc');

/** Runs tsc on the mini-program, because WeChat's compilers check neither types nor imports. */
export async function typeProblems(root: string): Promise<readonly Problem[]> {
  const words = [TSC, '-b', 'miniprogram', '--pretty', 'false'];
  const said = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, words, { cwd: root }, (error, stdout) => {
      if (error === null || stdout.includes('error TS')) resolve(stdout);
      else reject(new Error(`tsc said: ${stdout}`, { cause: error }));
    });
  });
  return said.split('\n').flatMap((line) => {
    const parts = /^miniprogram\/(.+)\((\d+),\d+\): error (TS\d+: .+)$/.exec(line);
    if (parts === null) return [];
    const [, file = '', at = '1', message = ''] = parts;
    return [{ file, line: Number(at), message }];
  });
}
