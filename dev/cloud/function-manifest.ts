import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { is, number, optional, type } from 'superstruct';

/** Name, folder and limits of a built function. */
export interface FunctionManifest {
  readonly name: string;
  readonly folder: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
}

const manifestFile = type({
  cloudFunction: optional(
    type({ timeoutSeconds: optional(number()), memoryMb: optional(number()) }),
  ),
});

/**
 * Reads a function's limits from its package.json. Defaults are WeChat's: 3 s and 256 MB.
 *
 * @returns null when there is no such function
 */
export function readManifest(functionsFolder: string, name: string): FunctionManifest | null {
  const folder = path.join(functionsFolder, name);
  if (!/^[A-Za-z][\w-]*$/.test(name) || !existsSync(path.join(folder, 'index.js'))) return null;
  const file: unknown = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const { timeoutSeconds = 3, memoryMb = 256 } =
    (is(file, manifestFile) ? file.cloudFunction : undefined) ?? {};
  return { name, folder, timeoutSeconds, memoryMb };
}
