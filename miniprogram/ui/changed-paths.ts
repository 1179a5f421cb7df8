type Data = Readonly<Record<string, unknown>>;

/** Page or component with what it shows. */
interface Shown {
  readonly data: object;
  setData(changed: Record<string, unknown>, drawn?: () => void): void;
}

/**
 * Sets what differs in the data of a page or component, and nothing where nothing does.
 *
 * @param next fields that may have changed
 * @param drawn called once the changes are drawn, with the names of the changed fields
 */
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
 * Splits changes of a page's data into the parts that differ, by the paths of setData, such as
 * `scene.markers[0].longitude`: what is set crosses from WeChat's logic layer to its view layer as
 * text. A field stays whole where that is shorter.
 *
 * @param before data on show
 * @param changed fields that have changed; values are plain data
 * @returns values by path, as copies: setData keeps what it gets, and a path changes it in place
 */
export function changedPaths(before: object, changed: object): Data {
  const shown: Data = { ...before };
  const paths = Object.entries(changed).reduce<Data>(
    (others, [key, value]) => ({ ...others, ...pathsOf(key, shown[key], value) }),
    {},
  );
  return JSON.parse(JSON.stringify(paths)) as Data;
}

function pathsOf(path: string, before: unknown, after: unknown): Data {
  if (before === after) return {};
  const whole = { [path]: after };
  const parts = partsOf(path, before, after);
  if (parts === null) return JSON.stringify(before) === JSON.stringify(after) ? {} : whole;
  const split = parts.reduce<Data>(
    (paths, [part, one, other]) => ({ ...paths, ...pathsOf(part, one, other) }),
    {},
  );
  return JSON.stringify(split).length < JSON.stringify(whole).length ? split : whole;
}

/** Lists path, former and new value of each part; null when the value cannot be set in parts. */
function partsOf(
  path: string,
  before: unknown,
  after: unknown,
): readonly (readonly [string, unknown, unknown])[] | null {
  if (Array.isArray(before) && Array.isArray(after)) {
    if (after.length < before.length) return null;
    return after.map((item: unknown, index) => [`${path}[${index}]`, before[index], item]);
  }
  if (!isRecord(before) || !isRecord(after)) return null;
  const keys = Object.keys(after);
  const hasSameKeys =
    keys.length === Object.keys(before).length && keys.every((key) => key in before);
  return hasSameKeys ? keys.map((key) => [`${path}.${key}`, before[key], after[key]]) : null;
}

function isRecord(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
