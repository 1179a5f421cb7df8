import type { Documents, Versioned, Fields } from './documents';
import { randomBytes } from 'crypto';
import { SHOP_BOUNDS } from '../../../miniprogram/contract/shop';
import { CloudFailure } from '../runtime/cloud-failure';

/** Fields of a document but its version, which the change counts up. */
type Draft = Readonly<Record<string, unknown>>;

/** More instances than will ever change one document at once; each time one of them succeeds. */
const ATTEMPTS = 8;

/**
 * Reads a document and changes fields of it if it is still as it was read; else reads it again. Whoever meets a change that no longer fits throws
 * from `change`.
 *
 * @param change the fields that are to stand there instead of those that were read (null: nothing); all others stay; null leaves it as it is
 * @returns what stands there now, null when there is nothing
 * @throws CloudFailure `changed-meanwhile` when others were faster time and again
 */
export async function changeDocument(
  documents: Documents,
  id: string,
  change: (current: Versioned | null) => Draft | null,
): Promise<Versioned | null> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const current = await documents.read(id);
    const draft = change(current);
    if (draft === null) return current;
    const version = current?.version ?? 0;
    const next = { ...draft, version: version + 1 };
    if (await documents.replace(id, version, next)) return { ...current, ...next };
  }
  throw new CloudFailure('changed-meanwhile');
}

/** A new id, for a store or an account. */
export function newId(): string {
  return randomBytes(9).toString('base64url');
}

/**
 * Saves an entry of the shop if it is still as whoever saves it has read it.
 *
 * @param version that was read; 0 for a new one
 * @throws CloudFailure `limit-reached` or `changed-meanwhile`
 */
export async function saveEntry(
  documents: Documents,
  id: string,
  version: number,
  fields: Fields,
): Promise<Versioned> {
  if (version === 0) {
    const entries = await documents.list({ limit: SHOP_BOUNDS.entries });
    if (entries.length >= SHOP_BOUNDS.entries) throw new CloudFailure('limit-reached');
  }
  const saved = { ...fields, version: version + 1 };
  if (!(await documents.replace(id, version, saved))) throw new CloudFailure('changed-meanwhile');
  return saved;
}
