import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import type { Problem } from '../check/problem';

const TSC = path.join(__dirname, '../../node_modules/typescript/bin/tsc');

/** What the TypeScript compiler has against the mini-program, which WeChat's own compilers strip of its types unread: wrong types, and imports of what is not there. */
export async function typeProblems(root: string): Promise<readonly Problem[]> {
  const said = await new Promise<string>((resolve, reject) => {
    const words = [TSC, '-b', 'miniprogram', '--pretty', 'false'];
    const child = spawn(process.execPath, words, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (bytes: Buffer) => {
      text += bytes.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0 && !text.includes('error TS'))
        reject(new Error(`tsc ended with ${code ?? 'a signal'}: ${text}`));
      else resolve(text);
    });
  });
  return said.split('\n').flatMap((line) => {
    const parts = /^miniprogram\/(.+)\((\d+),\d+\): error (TS\d+: .+)$/.exec(line);
    if (parts === null) return [];
    const [, file = '', at = '1', message = ''] = parts;
    return [{ file, line: Number(at), message }];
  });
}
