import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { buildPhone } from '../phone/build';
import { problemLine } from '../phone/problem';

/**
 * Creates a function that rebuilds the phone if its source has changed, one build at a time.
 *
 * @param say receives one line for each problem in the mini-program's source
 */
export function createPhoneBuilder(
  miniprogramFolder: string,
  outputFolder: string,
  say: (sentence: string) => void,
): () => Promise<void> {
  let builtFrom = 0;
  let last: Promise<void> = Promise.resolve();

  const update = async (): Promise<void> => {
    const newest = newestChange(miniprogramFolder);
    if (newest <= builtFrom) return;
    const { problems } = await buildPhone({ miniprogramFolder, outputFolder });
    for (const problem of problems) say(problemLine(problem));
    builtFrom = newest;
  };
  return () => {
    // Also updates after a failed build, whose error only that build's callers receive.
    last = last.then(update, update);
    return last;
  };
}

/** Returns the latest mtime in a folder, ms since 1970, also of subfolders that lost a file. */
function newestChange(folder: string): number {
  const below = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Math.max(...below.map((file) => statSync(path.join(folder, file)).mtimeMs));
}
