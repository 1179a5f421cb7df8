type PlainData = Readonly<Record<string, unknown>>;

interface PageWithData {
  readonly data: object;
  setData(changed: Record<string, unknown>, drawn?: () => void): void;
}

/** Sets those fields of `next` that have changed. `drawn` is called with their names, if any. */
export function showChanged(
  page: PageWithData,
  next: object,
  onDrawn?: (fields: readonly string[]) => void,
): void {
  const changed = changedPaths(page.data, next);
  const paths = Object.keys(changed);
  if (paths.length === 0) return;
  const fields = paths.map((path) => /^\w+/.exec(path)?.[0] ?? path);
  page.setData(
    { ...changed },
    onDrawn &&
      (() => {
        onDrawn(fields);
      }),
  );
}

/**
 * Splits changed data into the parts that differ, because WeChat sends all that is set as text.
 * Keys are paths for setData (`scene.markers[0].longitude`). Values are copies, because setData
 * keeps the objects that it gets.
 */
export function changedPaths(before: object, changed: object): PlainData {
  const shown: PlainData = { ...before };
  const paths = Object.entries(changed).flatMap(([key, value]) => diffOf(key, shown[key], value));
  return JSON.parse(JSON.stringify(Object.fromEntries(paths))) as PlainData;
}

type PathChange = readonly [path: string, value: unknown];

function diffOf(path: string, before: unknown, after: unknown): readonly PathChange[] {
  if (before === after || JSON.stringify(before) === JSON.stringify(after)) return [];
  const whole: readonly PathChange[] = [[path, after]];
  const split = diffOfParts(path, before, after) ?? whole;
  return split.length === 0 || textLengthOf(split) < textLengthOf(whole) ? split : whole;
}

function textLengthOf(changes: readonly PathChange[]): number {
  return JSON.stringify(Object.fromEntries(changes)).length;
}

/** Lists the changed parts of a value; null when only the whole value can be set. */
function diffOfParts(path: string, before: unknown, after: unknown): readonly PathChange[] | null {
  if (Array.isArray(before) && Array.isArray(after)) {
    if (after.length < before.length) return null;
    return after.flatMap((item: unknown, index) =>
      diffOf(`${path}[${index}]`, before[index], item),
    );
  }
  if (!isRecord(before) || !isRecord(after)) return null;
  const keys = Object.keys(after);
  const hasSameKeys =
    keys.length === Object.keys(before).length && keys.every((key) => key in before);
  return hasSameKeys
    ? keys.flatMap((key) => diffOf(`${path}.${key}`, before[key], after[key]))
    : null;
}

function isRecord(value: unknown): value is PlainData {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
