import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { enums, number, object, type, unknown } from 'superstruct';
import type { WorldKind } from '../protocol/host-state';
import { keep, readKept } from './kept-json';

/**
 * Number for the shape of all documents that a host keeps: the product's in the database, and the
 * stage's own. Whoever changes one of them raises it, and nobody converts what was kept before.
 */
const SHAPE_OF_DOCUMENTS = 7;

const ANY_BEGINNING = type({ shape: unknown() });
const BEGINNING = object({ shape: number(), kind: enums(['demo', 'empty']) });

/** File that is written last. A folder without it is incomplete, or of an earlier version. */
const beginningIn = (folder: string): string => path.join(folder, 'world.json');

/**
 * Returns the kind of the world whose data the folder keeps, or null for none. Data of another
 * shape are put aside: the folder is renamed, and nothing in it is deleted.
 *
 * @throws Error that says what to do when the file cannot be read; then all stays as it is
 */
export async function kindOfKept(
  folder: string,
  say: (sentence: string) => void,
): Promise<WorldKind | null> {
  if (!existsSync(folder)) return null;
  const file = beginningIn(folder);
  if (readKept(file, ANY_BEGINNING)?.shape === SHAPE_OF_DOCUMENTS)
    return readKept(file, BEGINNING)?.kind ?? null;
  const aside = `${folder}-aside-${Date.now()}`;
  await rename(folder, aside);
  say(`The kept data are of another version or incomplete: now in ${aside}. A fresh day begins.`);
  return null;
}

/** Notes that the folder's data are complete. */
export function noteKind(folder: string, kind: WorldKind): void {
  keep(beginningIn(folder), { shape: SHAPE_OF_DOCUMENTS, kind });
}
