import ts from 'typescript';

/** A place in a JSON text: names of keys, and numbers of entries from 0. */
export type JsonPath = readonly (string | number)[];

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

/** The line on which a place in a JSON text begins, from 1: that of its key, or of the nearest place around it that exists. */
export function lineOfPath(text: string, place: JsonPath): number {
  const source = ts.parseJsonText('a.json', text);
  let node: ts.Node | undefined = source.statements[0]?.expression;
  let start = node?.getStart(source) ?? 0;
  for (const step of place) {
    if (node === undefined) break;
    if (typeof step === 'number') {
      node = ts.isArrayLiteralExpression(node) ? node.elements[step] : undefined;
      start = node?.getStart(source) ?? start;
    } else {
      const property: ts.PropertyAssignment | undefined = ts.isObjectLiteralExpression(node)
        ? node.properties
            .filter(ts.isPropertyAssignment)
            .find(({ name }) => ts.isStringLiteral(name) && name.text === step)
        : undefined;
      start = property?.getStart(source) ?? start;
      node = property?.initializer;
    }
  }
  return source.getLineAndCharacterOfPosition(start).line + 1;
}

/** The line at which a text stops being JSON, from 1; null when it is JSON. miniprogram-ci names the line before. */
export function lineOfMistake(text: string): number | null {
  if (parsedJson(text) !== undefined) return null;
  const start = ts.parseConfigFileTextToJson('a.json', text).error?.start ?? 0;
  return text.slice(0, start).split('\n').length;
}
