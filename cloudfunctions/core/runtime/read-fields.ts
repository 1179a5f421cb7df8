import type { Struct } from 'superstruct';
import { is } from 'superstruct';
import type { Fields } from './documents';
import { unreadable } from './documents';

/**
 * Reads the fields of a document that an older or newer release may have written. A field that grants something has no default: nobody may do more
 * because it is missing. Any other one is taken for its default; it stays as it is in the document until it is written for a reason of its own.
 *
 * @param collection for the log
 * @throws CloudFailure `unreadable-document` when a field that grants something is not as it has to be
 */
export function readFields<Granting extends object, Harmless extends object>(
  collection: string,
  document: Fields,
  {
    granting,
    harmless,
  }: {
    readonly granting: { readonly [Name in keyof Granting]: Struct<Granting[Name]> };
    /** With what each is taken for where it is missing, or is not as it has to be. */
    readonly harmless: {
      readonly [Name in keyof Harmless]: readonly [Struct<Harmless[Name]>, Harmless[Name]];
    };
  },
): Readonly<Granting & Harmless> {
  const read = new Map<string, unknown>();
  const granted = granting as unknown as Readonly<Record<string, Struct<never>>>;
  for (const [name, shape] of Object.entries(granted)) {
    if (!is(document[name], shape)) throw unreadable(collection, name);
    read.set(name, document[name]);
  }
  const usually = harmless as unknown as Readonly<
    Record<string, readonly [Struct<never>, unknown]>
  >;
  for (const [name, [shape, usual]] of Object.entries(usually)) {
    read.set(name, is(document[name], shape) ? document[name] : usual);
  }
  return Object.fromEntries(read) as unknown as Granting & Harmless;
}
