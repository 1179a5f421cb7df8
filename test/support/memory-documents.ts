import { readEach, unreadable } from '../../cloudfunctions/core/runtime/documents';
import type {
  Documents,
  Found,
  Search,
  Versioned,
} from '../../cloudfunctions/core/runtime/documents';

/** A collection in memory that keeps to the rules of one; the real ones are tried with the real SDK in bundle.test.ts and shop.test.ts. */
export function memoryDocuments(): Documents & {
  readonly held: Map<string, Versioned>;
  /** How often it was asked for something, since the start. */
  readonly operations: () => number;
} {
  const held = new Map<string, Versioned>();
  let operations = 0;
  const later = <Value>(run: () => Value): Promise<Value> => {
    operations += 1;
    return Promise.resolve().then(run);
  };
  const isAs = (document: Versioned | undefined, given: Readonly<Record<string, unknown>>) =>
    document !== undefined &&
    Object.entries(given).every(([name, value]) => document[name] === value);
  const isNumbered = ({ version }: Partial<Versioned>): boolean => typeof version === 'number';
  const isForged = (document: Versioned): boolean => '_openid' in document && isNumbered(document);
  const isOurs = (document: Versioned): boolean => !('_openid' in document) && isNumbered(document);
  const search = (wanted: Search): readonly Found[] => {
    const { equal = {}, below, holds, greatestFirst, leastFirst, skip = 0, limit } = wanted;
    const found = [...held]
      .filter(([, document]) => isOurs(document) && isAs(document, equal))
      .filter(([, document]) => below === undefined || isBelow(document[below[0]], below[1]))
      .filter(([, document]) => holds === undefined || isAmong(document[holds[0]], holds[1]))
      .map(([_id, document]): Found => ({ ...document, _id }));
    if (greatestFirst !== undefined)
      found.sort((one, other) => Number(other[greatestFirst]) - Number(one[greatestFirst]));
    if (leastFirst !== undefined)
      found.sort((one, other) => Number(one[leastFirst]) - Number(other[leastFirst]));
    return found.slice(skip, skip + limit);
  };
  const put = (id: string, fields: Readonly<Record<string, unknown>>): true => {
    held.set(id, { version: 0, ...held.get(id), ...fields });
    return true;
  };
  return {
    held,
    operations: () => operations,
    read: (id) =>
      later(() => {
        const document = held.get(id);
        if (document === undefined || isOurs(document)) return document ?? null;
        if (!isForged(document)) throw unreadable('memory');
        held.delete(id);
        return null;
      }),
    list: (wanted) => later(() => search(wanted)),
    listAs: (wanted, read) => later(() => readEach(search(wanted), read, () => undefined)),
    readEach: (found, read) => readEach(found, read, () => undefined),
    replace: (id, version, fields) =>
      later(() => (held.get(id)?.version ?? 0) === version && put(id, fields)),
    putIf: (id, given, fields) => later(() => isAs(held.get(id), given) && put(id, fields)),
    countUp: (id, given, field, below) =>
      later(() => {
        const count = Number(held.get(id)?.[field]);
        return isAs(held.get(id), given) && count < below && put(id, { [field]: count + 1 });
      }),
    remove: (id, version) => later(() => held.get(id)?.version === version && held.delete(id)),
    removeFound: (wanted) =>
      later(() => {
        const found = search(wanted);
        for (const { _id } of found) held.delete(_id);
        return found.length;
      }),
    removeForged: () =>
      later(() => {
        const forged = [...held].filter(([, document]) => isForged(document));
        for (const [id] of forged) held.delete(id);
        return forged.length;
      }),
    hasLost: (field) =>
      later(() => [...held.values()].some((document) => field in document && !isOurs(document))),
  };
}

/** What is no number is below none. */
function isBelow(value: unknown, bound: number): boolean {
  return typeof value === 'number' && value < bound;
}

function isAmong(value: unknown, wanted: readonly string[]): boolean {
  return (Array.isArray(value) ? value : [value]).some((item) => wanted.includes(String(item)));
}
