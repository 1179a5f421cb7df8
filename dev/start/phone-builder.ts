import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { buildPhone } from '../phone/build';
import { problemLine } from '../phone/problem';

export interface PhoneBuilderOptions {
  readonly miniprogramFolder: string;
  readonly outputFolder: string;
  /** Told of every problem in the mini-program's source. */
  readonly say: (sentence: string) => void;
}

/** Answers how to bring the phone's files up to date: at each load of its page, so that a change of the source shows at once. One build at a time. */
export function createPhoneBuilder(options: PhoneBuilderOptions): () => Promise<void> {
  const { miniprogramFolder, outputFolder, say } = options;
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
    // After one that failed, too: whoever waited for that one was told.
    last = last.then(update, update);
    return last;
  };
}

/** When something below a folder changed last, ms since 1970. A removed file changes its folder. */
function newestChange(folder: string): number {
  const below = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Math.max(...below.map((file) => statSync(path.join(folder, file)).mtimeMs));
}
