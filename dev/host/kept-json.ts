import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Struct, is } from 'superstruct';
import { parsedJson } from '../check/json-text';

/**
 * Reads a JSON file of the host. Returns null when the file does not exist.
 *
 * @throws Error that says what to do when the file is damaged
 */
export function readKept<Value>(file: string, shape: Struct<Value>): Value | null {
  if (!existsSync(file)) return null;
  const value = parsedJson(readFileSync(file, 'utf8'));
  if (is(value, shape)) return value;
  throw new Error(`${file} is damaged. Forget what was kept: npm start -- --fresh`);
}

/** Writes a JSON file atomically, so that a killed host leaves no half-written file. */
export function keep(file: string, value: object): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(value));
  renameSync(`${file}.new`, file);
}
