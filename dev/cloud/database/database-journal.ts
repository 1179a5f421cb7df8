import { fsyncSync, openSync, closeSync, renameSync, writeFileSync } from 'node:fs';
import { appendToJournal, readJournal } from '../../journal/journal';
import { type Document, fromJson, isRecord, keyOf, toJson } from './document';
import type { Change } from './store';

/** Persistent log of the database's changes. */
export interface DatabaseJournal {
  /** Changes that the file held when it was opened. */
  readonly initial: readonly Change[];
  /** Writes a batch of changes synchronously, so that the batch survives a `kill -9`. */
  readonly append: (changes: readonly Change[]) => void;
}

export const NO_JOURNAL: DatabaseJournal = { initial: [], append: () => undefined };

/**
 * Opens or creates the database's journal file. A line holds one batch of changes, so that a write
 * is kept whole or not at all. If changes are superseded, the file is replaced by a shorter one.
 *
 * @param say receives a message when an unfinished last line is cut off; nobody got its answer
 * @throws Error when another line is not a batch, because then another program wrote to the file
 */
export function openDatabaseJournal(
  file: string,
  say: (sentence: string) => void,
): DatabaseJournal {
  const { entries, tornBytes } = readJournal(file);
  if (tornBytes > 0) {
    say(
      `The last write to ${file} was not finished (${tornBytes} bytes): it is cut off, everything before it is kept.`,
    );
  }
  const changes = entries.flatMap((entry, index) => {
    const batch = fromJson(entry);
    if (Array.isArray(batch) && batch.every(isChange)) return batch;
    throw new Error(
      `${file}, line ${index + 1} is no batch of changes. Forget what was kept: npm start -- --fresh`,
    );
  });
  const initial = compacted(changes);
  if (initial.length < changes.length) replaceFile(file, initial);
  return {
    initial,
    append: (batch) => {
      appendToJournal(file, toJson(batch));
    },
  };
}

function isChange(value: unknown): value is Change {
  if (!isRecord(value)) return false;
  if ('create' in value) return typeof value['create'] === 'string';
  if ('remove' in value) return typeof value['remove'] === 'string' && 'id' in value;
  return typeof value['put'] === 'string' && isDocument(value['document']);
}

function isDocument(value: unknown): value is Document {
  return isRecord(value) && '_id' in value;
}

/** Reduces changes to the fewest with the same result. Collections precede their documents. */
function compacted(changes: readonly Change[]): readonly Change[] {
  const kept = new Map<string, Change>();
  for (const change of changes) {
    if ('create' in change) kept.set(`create ${change.create}`, change);
    else if ('put' in change) kept.set(`${change.put} ${keyOf(change.document._id)}`, change);
    else kept.delete(`${change.remove} ${keyOf(change.id)}`);
  }
  return [...kept.values()];
}

function replaceFile(file: string, changes: readonly Change[]): void {
  const replacement = `${file}.compacting`;
  writeFileSync(
    replacement,
    changes.map((change) => `${JSON.stringify(toJson([change]))}\n`).join(''),
  );
  const descriptor = openSync(replacement, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(replacement, file);
}
