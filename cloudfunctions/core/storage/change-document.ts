import type { Documents, Versioned, Fields } from './documents';
import { randomBytes } from 'crypto';
import { SHOP_BOUNDS } from '../../../miniprogram/contract/shop';
import { CloudFailure } from '../runtime/cloud-failure';

/** Fields of a document without its version, which the change increments. */
type Draft = Readonly<Record<string, unknown>>;

/**
 * Number of attempts: more than instances ever change one document at once. One of them succeeds
 * each time.
 */
const ATTEMPTS = 8;

/**
 * Reads a document and changes it, if nobody else has changed it meanwhile; otherwise reads it
 * again. A change that no longer fits throws from `change`.
 *
 * @param change makes the fields to replace, and gets null when there is no document. All other
 *   fields stay. Null changes nothing
 * @returns document after the change; null when there is none
 * @throws CloudFailure `changed-meanwhile` when other calls were faster each time
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

/** Makes a new id, for a store or an account. */
export function newId(): string {
  return randomBytes(9).toString('base64url');
}

/**
 * Saves an entry of the shop, if nobody has changed it since it was read.
 *
 * @param version version that was read; 0 for a new entry
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
