type Data = Readonly<Record<string, unknown>>;

interface Shown {
  readonly data: object;
  setData(changed: Record<string, unknown>, drawn?: () => void): void;
}

/** Sets what has changed of `next`, if anything. `drawn` gets the names of the changed fields. */
export function showChanged(
  page: Shown,
  next: object,
  drawn?: (fields: readonly string[]) => void,
): void {
  const changed = changedPaths(page.data, next);
  const paths = Object.keys(changed);
  if (paths.length === 0) return;
  const fields = paths.map((path) => /^\w+/.exec(path)?.[0] ?? path);
  page.setData(
    { ...changed },
    drawn &&
      (() => {
        drawn(fields);
      }),
  );
}

/**
 * Splits changed data into the parts that differ, because WeChat sends all that is set to the view
 * as text. The keys are paths for setData (`scene.markers[0].longitude`). A field stays whole if
 * that makes the text shorter.
 *
 * @param changed changed fields, of plain data
 * @returns values by path; copies, because setData keeps the objects that it gets
 */
export function changedPaths(before: object, changed: object): Data {
  const shown: Data = { ...before };
  const paths = Object.entries(changed).flatMap(([key, value]) => pathsOf(key, shown[key], value));
  return JSON.parse(JSON.stringify(Object.fromEntries(paths))) as Data;
}

type Change = readonly [path: string, value: unknown];

function pathsOf(path: string, before: unknown, after: unknown): readonly Change[] {
  if (before === after || JSON.stringify(before) === JSON.stringify(after)) return [];
  const whole: readonly Change[] = [[path, after]];
  const split = partsOf(path, before, after) ?? whole;
  return split.length === 0 || lengthOf(split) < lengthOf(whole) ? split : whole;
}

function lengthOf(changes: readonly Change[]): number {
  return JSON.stringify(Object.fromEntries(changes)).length;
}

/** Lists the changed parts of a value; null when it cannot be set in parts. */
function partsOf(path: string, before: unknown, after: unknown): readonly Change[] | null {
  if (Array.isArray(before) && Array.isArray(after)) {
    if (after.length < before.length) return null;
    return after.flatMap((item: unknown, index) =>
      pathsOf(`${path}[${index}]`, before[index], item),
    );
  }
  if (!isRecord(before) || !isRecord(after)) return null;
  const keys = Object.keys(after);
  const hasSameKeys =
    keys.length === Object.keys(before).length && keys.every((key) => key in before);
  return hasSameKeys
    ? keys.flatMap((key) => pathsOf(`${path}.${key}`, before[key], after[key]))
    : null;
}

function isRecord(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
