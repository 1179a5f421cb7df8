import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * An append-only file, one JSON value a line. What was appended survives `kill -9` of the program (not a power cut:
 * nothing is fsynced); a kill in the middle of a line loses that line only.
 */
export interface JournalContent {
  /** Every whole entry, oldest first. */
  readonly entries: readonly unknown[];
  /** Bytes of a torn last line that were cut off; 0 as a rule. Worth a line on the log. */
  readonly tornBytes: number;
}

/** Appends one entry. Makes the file, and the folder it is in, when there is none. */
export function appendToJournal(file: string, entry: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify(entry)}\n`);
}

/**
 * Reads a journal, and cuts a torn last line off the file so that the next entry starts on a line of its own.
 * A file that does not exist is an empty journal.
 *
 * @throws Error naming file and line when a whole line is no JSON: that is damage, not a kill
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
