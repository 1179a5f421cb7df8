import type { Documents, Versioned, Fields } from './documents';
import { randomBytes } from 'crypto';
import { SHOP_BOUNDS } from '../../../miniprogram/contract/shop';
import { CloudFailure } from '../runtime/cloud-failure';

const MAX_WRITE_ATTEMPTS = 8;

/**
 * Changes a document. `change` gets null if there is none, and returns the fields to replace, or
 * null to change nothing. Throws `changed-meanwhile` if other calls were faster each time.
 */
export async function changeDocument(
  documents: Documents,
  id: string,
  change: (current: Versioned | null) => Fields | null,
): Promise<Versioned | null> {
  for (let attempt = 0; attempt < MAX_WRITE_ATTEMPTS; attempt += 1) {
    const current = await documents.read(id);
    const changedFields = change(current);
    if (changedFields === null) return current;
    const version = current?.version ?? 0;
    const newFields = { ...changedFields, version: version + 1 };
    if (await documents.replace(id, version, newFields)) return { ...current, ...newFields };
  }
  throw new CloudFailure('changed-meanwhile');
}

export function createId(): string {
  return randomBytes(9).toString('base64url');
}

/** Throws CloudFailure `limit-reached` when `count` entries leave no room for one more. */
export function checkEntryLimit(count: number): void {
  if (count >= SHOP_BOUNDS.entries) throw new CloudFailure('limit-reached');
}

/** Saves an entry, or throws `changed-meanwhile` if another call changed it since `version`. */
export async function saveEntry(
  documents: Documents,
  id: string,
  version: number,
  fields: Fields,
): Promise<Versioned> {
  const saved = { ...fields, version: version + 1 };
  if (!(await documents.replace(id, version, saved))) throw new CloudFailure('changed-meanwhile');
  return saved;
}
