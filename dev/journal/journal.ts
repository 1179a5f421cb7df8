import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';

/** What a part of the sandbox needs that is restored from the journal. */
export interface Journaled<Entry> {
  /** Returns the simulated clock's time, in ms since 1970. */
  readonly now: () => number;
  /** Events of earlier runs, oldest first. */
  readonly past: readonly Entry[];
  /** Records each event before it takes effect. */
  readonly record: (event: Entry) => void;
}

/**
 * Appends one entry to a journal, an append-only file of one JSON value per line. Creates file and
 * folder if they are missing. Entries survive `kill -9`, but no power cut, because nothing is
 * fsynced. A kill in mid-write loses only the last line.
 */
export function appendToJournal(file: string, entry: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify(entry)}\n`);
}

/**
 * Reads a journal, and cuts an incomplete last line off the file. A missing file counts as empty.
 *
 * @returns parsed entries, oldest first, and the size of the incomplete line in bytes
 * @throws Error that names file and line if a complete line is not JSON, which means damage
 */
export function readJournal(file: string) {
  if (!existsSync(file)) return { entries: [], tornBytes: 0 };
  const bytes = readFileSync(file);
  const wholeBytes = bytes.lastIndexOf('\n') + 1;
  const tornBytes = bytes.length - wholeBytes;
  if (tornBytes > 0) truncateSync(file, wholeBytes);

  const lines = bytes.subarray(0, wholeBytes).toString('utf8').split('\n').slice(0, -1);
  return { entries: lines.map((line, index) => parseLine(line, file, index + 1)), tornBytes };
}

function parseLine(line: string, file: string, lineNumber: number): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new Error(
      `${file}, line ${lineNumber} is no JSON. Forget what was kept: npm start -- --fresh`,
      { cause },
    );
  }
}
