import type { Documents, Versioned, Fields } from './documents';
import { randomBytes } from 'crypto';
import { SHOP_BOUNDS } from '../../../miniprogram/contract/shop';
import { CloudFailure } from '../runtime/cloud-failure';

const MAX_ATTEMPTS = 8;

/**
 * Changes a document. `change` gets null if there is none, and returns the fields to replace, or
 * null to change nothing. Throws `changed-meanwhile` if other calls were always faster.
 */
export async function changeDocument(
  documents: Documents,
  id: string,
  change: (current: Versioned | null) => Fields | null,
): Promise<Versioned | null> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const current = await documents.read(id);
    const draft = change(current);
    if (draft === null) return current;
    const version = current?.version ?? 0;
    const next = { ...draft, version: version + 1 };
    if (await documents.replace(id, version, next)) return { ...current, ...next };
  }
  throw new CloudFailure('changed-meanwhile');
}

export function newId(): string {
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
