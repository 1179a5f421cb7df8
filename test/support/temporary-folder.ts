import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const made: string[] = [];

/** Creates an empty folder, which is removed with its test file. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rider-where-'));
  made.push(folder);
  return folder;
}

/** Creates such a folder with files, by path. */
export async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

afterAll(async () => {
  // A process that is just ending may still hold a file of it.
  const options = { recursive: true, force: true, maxRetries: 5 };
  await Promise.all(made.splice(0).map((folder) => rm(folder, options)));
});
