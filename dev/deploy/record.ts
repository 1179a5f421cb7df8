import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { is, record as recordOf, string, type } from 'superstruct';

/** What has been deployed to an environment from this computer: marks by the steps' names. No secret can be read from it. */
export interface DeployRecord {
  readonly marks: Readonly<Record<string, string>>;
}

const NOTHING: DeployRecord = { marks: {} };
const shape = type({ marks: recordOf(string(), string()) });

/** The record in a file; nothing where there is none, or none that can be read: then all is deployed again, which does no harm. */
export function readRecord(file: string): DeployRecord {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return is(read, shape) ? read : NOTHING;
  } catch {
    return NOTHING;
  }
}

export function writeRecord(file: string, record: DeployRecord): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`);
}
