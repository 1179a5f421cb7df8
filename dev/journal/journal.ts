import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * An append-only file with one JSON value a line. Entries survive `kill -9` (no power cut: nothing
 * is fsynced). A kill in the middle of a line loses only that line.
 */
export interface JournalContent {
  /** Whole entries, oldest first. */
  readonly entries: readonly unknown[];
  /** Bytes of a torn last line that were cut off, usually 0. */
  readonly tornBytes: number;
}

/** Appends one entry. It creates the file and its folder. */
export function appendToJournal(file: string, entry: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify(entry)}\n`);
}

/**
 * Reads a journal, and cuts a torn last line off the file. A missing file is an empty journal.
 *
 * @throws Error naming file and line when a whole line is no JSON, since that is damage
 */
export function readJournal(file: string): JournalContent {
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
      {
        cause,
      },
    );
  }
}
