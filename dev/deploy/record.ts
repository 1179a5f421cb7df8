import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { is, record as recordOf, string, type } from 'superstruct';
import { parsedJson } from '../check/json-text';
import type { DeploySettings } from './settings';

/** Hashes of what this computer has deployed, by name of the step. They reveal no secrets. */
export interface DeployRecord {
  readonly marks: Readonly<Record<string, string>>;
}

type FunctionEnvironment = DeploySettings['functionEnvironment'];

const shape = type({ marks: recordOf(string(), string()) });
/** Name in `marks` under which the hash of SETTINGS_KEY is kept. */
const KEY_MARK = 'settings-key';

/** Reads the record. If missing or invalid, it is empty, so that everything is deployed again. */
export function readRecord(file: string): DeployRecord {
  const read = existsSync(file) ? parsedJson(readFileSync(file, 'utf8')) : undefined;
  return is(read, shape) ? read : { marks: {} };
}

export function writeRecord(file: string, record: DeployRecord): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`);
}

/**
 * Refuses a new SETTINGS_KEY without the old one, which is needed to read the stored secrets.
 *
 * @throws Error when the key has changed and the previous one is not given
 */
export function refuseLostKey(
  { SETTINGS_KEY, SETTINGS_KEY_PREVIOUS }: FunctionEnvironment,
  { marks }: DeployRecord,
): void {
  const before = marks[KEY_MARK];
  if (before === undefined || SETTINGS_KEY === undefined) return;
  if ([SETTINGS_KEY, SETTINGS_KEY_PREVIOUS ?? ''].map(markOfKey).includes(before)) return;
  throw new Error(
    'SETTINGS_KEY is another than the one that was deployed before: all secrets in the shop would have to be entered again. Give the old one as SETTINGS_KEY_PREVIOUS, or leave SETTINGS_KEY out.',
  );
}

/** Returns the record with the hash of the SETTINGS_KEY that is about to be deployed. */
export function withKey({ SETTINGS_KEY }: FunctionEnvironment, record: DeployRecord): DeployRecord {
  if (SETTINGS_KEY === undefined) return record;
  return { marks: { ...record.marks, [KEY_MARK]: markOfKey(SETTINGS_KEY) } };
}

/** Hashes a SETTINGS_KEY. Its 32 random bytes cannot be guessed from the hash. */
function markOfKey(key: string): string {
  return createHash('sha256').update(`settings key ${key}`).digest('hex');
}
