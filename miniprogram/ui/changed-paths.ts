type PlainData = Readonly<Record<string, unknown>>;

interface PageWithData {
  readonly data: object;
  setData(changed: Record<string, unknown>, drawn?: () => void): void;
}

/** Sets only the page data that `newData` changes. Then calls `onDrawn` with the changed fields. */
export function showChanged(
  page: PageWithData,
  newData: object,
  onDrawn?: (changedFields: readonly string[]) => void,
): void {
  const changes = changedPaths(page.data, newData);
  const paths = Object.keys(changes);
  if (paths.length === 0) return;
  const changedFields = paths.map((path) => /^\w+/.exec(path)?.[0] ?? path);
  page.setData(
    { ...changes },
    onDrawn &&
      (() => {
        onDrawn(changedFields);
      }),
  );
}

/**
 * Returns the parts of `newData` that differ from `oldData`, so that setData sends little. Keys are
 * setData paths (`scene.markers[0].longitude`). Values are copies, because setData keeps objects.
 */
export function changedPaths(oldData: object, newData: object): PlainData {
  const oldFields: PlainData = { ...oldData };
  const changes = Object.entries(newData).flatMap(([name, newValue]) =>
    listChanges(name, oldFields[name], newValue),
  );
  return JSON.parse(JSON.stringify(Object.fromEntries(changes))) as PlainData;
}

type PathChanges = readonly (readonly [path: string, value: unknown])[];

function listChanges(path: string, oldValue: unknown, newValue: unknown): PathChanges {
  if (oldValue === newValue || JSON.stringify(oldValue) === JSON.stringify(newValue)) return [];
  const wholeChange: PathChanges = [[path, newValue]];
  const partChanges = listPartChanges(path, oldValue, newValue) ?? wholeChange;
  const isPartShorter = textLengthOf(partChanges) < textLengthOf(wholeChange);
  return partChanges.length === 0 || isPartShorter ? partChanges : wholeChange;
}

function textLengthOf(changes: PathChanges): number {
  return JSON.stringify(Object.fromEntries(changes)).length;
}

/** Lists the changed parts of an array or object; null when only the whole value can be set. */
function listPartChanges(path: string, oldValue: unknown, newValue: unknown): PathChanges | null {
  if (Array.isArray(oldValue) && Array.isArray(newValue)) {
    if (newValue.length < oldValue.length) return null;
    return newValue.flatMap((item: unknown, index) =>
      listChanges(`${path}[${index}]`, oldValue[index], item),
    );
  }
  if (!isRecord(oldValue) || !isRecord(newValue)) return null;
  const keys = Object.keys(newValue);
  const hasSameKeys =
    keys.length === Object.keys(oldValue).length && keys.every((key) => key in oldValue);
  return hasSameKeys
    ? keys.flatMap((key) => listChanges(`${path}.${key}`, oldValue[key], newValue[key]))
    : null;
}

function isRecord(value: unknown): value is PlainData {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
