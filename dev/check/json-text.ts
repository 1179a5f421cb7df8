import { readFileSync } from 'node:fs';
import path from 'node:path';
import { lineOf } from './source';

/** Returns the entries of a JSON object; none for any other value. */
export function jsonEntries(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value)
    : [];
}

/** Returns the value of a key of a JSON object; undefined for any other value. */
export function jsonAt(value: unknown, key: string): unknown {
  return jsonEntries(value).find(([name]) => name === key)?.[1];
}

/** Parses JSON; undefined for other text, whose mistake WeChat's compiler reports with its line. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads a key of project.config.json, which lies in the parent folder of the mini-program. */
export function projectSetting(folder: string, key: string): unknown {
  return jsonAt(parsedJson(readFileSync(path.join(folder, '../project.config.json'), 'utf8')), key);
}

/** Returns the line (from 1) where a JSON text first names a key or a value; 1 when it does not. */
export function lineNaming(text: string, word: string): number {
  return lineOf(text, Math.max(text.indexOf(JSON.stringify(word)), 0));
}
