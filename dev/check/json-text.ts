import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { JSONPath, ParseError } from 'jsonc-parser';
import { findNodeAtLocation, parse, parseTree } from 'jsonc-parser';
import { lineOf } from './source';

/** A JSON object's entries; none when it is no object, or no JSON. */
export function jsonEntries(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value)
    : [];
}

/** What stands below a key of a JSON object; undefined when there is none. */
export function jsonAt(value: unknown, key: string): unknown {
  return jsonEntries(value).find(([name]) => name === key)?.[1];
}

/** The JSON of a text; undefined when it is none, which WeChat's compiler says with its line. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What stands below a key of project.config.json, which lies beside the mini-program's folder. */
export function projectSetting(folder: string, key: string): unknown {
  return jsonAt(parsedJson(readFileSync(path.join(folder, '../project.config.json'), 'utf8')), key);
}

/** The line on which a place in a JSON text begins, from 1: that of its key, or of the nearest place around it that exists. */
export function lineOfPath(text: string, place: JSONPath): number {
  const root = parseTree(text);
  if (root === undefined) return 1;
  const nodes = place.map((_, index) => findNodeAtLocation(root, place.slice(0, index + 1)));
  const node = nodes.findLast((found) => found !== undefined) ?? root;
  const { offset } = node.parent?.type === 'property' ? node.parent : node;
  return lineOf(text, offset);
}

/** The line at which a text stops being JSON, from 1; null when it is JSON. miniprogram-ci names the line before. */
export function lineOfMistake(text: string): number | null {
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true });
  return errors[0] === undefined ? null : lineOf(text, errors[0].offset);
}
