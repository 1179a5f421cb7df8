import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { is, record as recordOf, string, type } from 'superstruct';
import { parsedJson } from '../check/json-text';
import type { DeploySettings } from './settings';

/** What has been deployed to an environment from this computer: marks by the steps' names. No secret can be read from it. */
export interface DeployRecord {
  readonly marks: Readonly<Record<string, string>>;
}

type FunctionEnvironment = DeploySettings['functionEnvironment'];

const shape = type({ marks: recordOf(string(), string()) });
/** The mark of the SETTINGS_KEY. */
const KEY_MARK = 'settings-key';

/** The record in a file; nothing where there is none, or none that can be read: then all is deployed again, which does no harm. */
export function readRecord(file: string): DeployRecord {
  const read = existsSync(file) ? parsedJson(readFileSync(file, 'utf8')) : undefined;
  return is(read, shape) ? read : { marks: {} };
}

export function writeRecord(file: string, record: DeployRecord): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`);
}

/**
 * With another SETTINGS_KEY nobody can read the secrets that the owner has entered.
 *
 * @throws Error when the key is not the one that was deployed before, and the one before it is not given along
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

/** The record with the key that is about to be deployed. */
export function withKey({ SETTINGS_KEY }: FunctionEnvironment, record: DeployRecord): DeployRecord {
  if (SETTINGS_KEY === undefined) return record;
  return { marks: { ...record.marks, [KEY_MARK]: markOfKey(SETTINGS_KEY) } };
}

/** Of 32 random bytes: they cannot be guessed from it. */
function markOfKey(key: string): string {
  return createHash('sha256').update(`settings key ${key}`).digest('hex');
}
