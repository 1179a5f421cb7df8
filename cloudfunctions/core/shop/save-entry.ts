import { randomBytes } from 'crypto';
import { SHOP_BOUNDS } from '../../../miniprogram/shared/shop';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Documents, Fields, Versioned } from '../runtime/documents';

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
