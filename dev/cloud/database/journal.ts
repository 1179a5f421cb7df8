import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { fsyncSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { Document } from './document';
import { fromEjson, isRecord, keyOf, toEjson } from './document';
import type { Change } from './store';

export interface Journal {
  /** What the file held when it was opened. */
  readonly initial: readonly Change[];
  /** Writes one batch as one line, before it returns: what was answered survives a `kill -9`. */
  readonly append: (changes: readonly Change[]) => void;
  readonly close: () => void;
}

/** A journal that keeps nothing. */
export const NO_JOURNAL: Journal = {
  initial: [],
  append: () => undefined,
  close: () => undefined,
};

/**
 * Opens (or makes) the file that keeps the database: one line of EJSON for each batch of changes, only ever appended to. A last line that was torn by a
 * sudden end is cut off: its batch was never answered. Superseded lines are dropped here, into a new file that takes the old one's place.
 *
 * @param say told in one sentence when something was cut off
 * @throws Error when an earlier line is no batch: then somebody else wrote to the file
 */
export function openJournal(file: string, say: (sentence: string) => void): Journal {
  mkdirSync(path.dirname(file), { recursive: true });
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const { batches, wholeBytes } = readBatches(file, text);
  const tornBytes = Buffer.byteLength(text) - wholeBytes;
  if (tornBytes > 0) {
    say(
      `The last write to ${file} was not finished (${tornBytes} bytes): it is cut off, everything before it is kept.`,
    );
  }
  const initial = compacted(batches.flat());
  if (initial.length < batches.flat().length) replaceFile(file, initial);

  const descriptor = openSync(file, 'a');
  if (initial.length === batches.flat().length) ftruncateSync(descriptor, wholeBytes);
  return {
    initial,
    append: (changes) => {
      writeWhole(descriptor, lineOf(changes));
    },
    close: () => {
      closeSync(descriptor);
    },
  };
}

interface ReadBatches {
  readonly batches: readonly (readonly Change[])[];
  /** How many bytes of the file are whole lines. */
  readonly wholeBytes: number;
}

function readBatches(file: string, text: string): ReadBatches {
  const lines = text.split('\n');
  // After the last line's end there is nothing, or what was torn.
  const whole = lines.slice(0, -1);
  const batches: Change[][] = [];
  let wholeBytes = 0;
  for (const [index, line] of whole.entries()) {
    const changes = changesOf(line);
    if (changes === null) {
      if (index === whole.length - 1) break;
      throw new Error(
        `${file}, line ${index + 1}, is no batch of changes. Move the file away to start with an empty database.`,
      );
    }
    batches.push(changes);
    wholeBytes += Buffer.byteLength(line) + 1;
  }
  return { batches, wholeBytes };
}

function changesOf(line: string): Change[] | null {
  let value: unknown;
  try {
    value = fromEjson(line);
  } catch {
    return null;
  }
  return Array.isArray(value) && value.every(isChange) ? value : null;
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

/** The fewest changes with the same result, in the order in which things first came. */
function compacted(changes: readonly Change[]): readonly Change[] {
  const kept = new Map<string, Change>();
  for (const change of changes) {
    if ('create' in change) {
      const key = `create ${change.create}`;
      if (!kept.has(key)) kept.set(key, change);
    } else if ('put' in change) {
      kept.set(`in ${change.put} ${keyOf(change.document._id)}`, change);
    } else {
      kept.delete(`in ${change.remove} ${keyOf(change.id)}`);
    }
  }
  return [...kept.values()];
}

function replaceFile(file: string, changes: readonly Change[]): void {
  const replacement = `${file}.compacting`;
  const descriptor = openSync(replacement, 'w');
  for (const change of changes) writeWhole(descriptor, lineOf([change]));
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(replacement, file);
}

function lineOf(changes: readonly Change[]): string {
  return `${toEjson(changes)}\n`;
}

function writeWhole(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length;) {
    written += writeSync(descriptor, bytes, written);
  }
}
