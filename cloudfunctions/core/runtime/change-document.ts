import { CloudFailure } from './cloud-failure';
import type { Documents, Versioned } from './documents';

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
