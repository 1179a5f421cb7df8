/** The keys of `after` whose values differ from those of `before`, with their new values: what one setData has to carry. Values are plain data. */
export function changedKeys<Data extends object>(
  before: Partial<Data> | null,
  after: Data,
): Partial<Data> {
  const changed: Partial<Data> = {};
  for (const key of Object.keys(after) as (keyof Data)[]) {
    if (before === null || !sameData(before[key], after[key])) changed[key] = after[key];
  }
  return changed;
}

function sameData(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
