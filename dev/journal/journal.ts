import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Content of a journal, an append-only file of one JSON value per line. Entries survive `kill -9`,
 * but no power cut, because nothing is fsynced. A kill in mid-write loses only the last line.
 */
export interface JournalContent {
  /** Parsed entries, oldest first. */
  readonly entries: readonly unknown[];
  /** Size of an incomplete last line that was cut off, in bytes. Usually 0. */
  readonly tornBytes: number;
}

/** Appends one entry to a journal. Creates the file and its folder if they are missing. */
export function appendToJournal(file: string, entry: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify(entry)}\n`);
}

/**
 * Reads a journal, and cuts an incomplete last line off the file. A missing file counts as empty.
 *
 * @throws Error that names file and line if a complete line is not JSON, which means damage
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
