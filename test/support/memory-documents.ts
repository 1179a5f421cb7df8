import type { Documents, Versioned } from '../../cloudfunctions/core/storage/documents';
import { createDocuments } from '../../cloudfunctions/core/storage/documents';
import { memoryDatabase } from './memory-database';

/** A collection in memory, which a test may look into. */
export function memoryDocuments(): Documents & {
  /** Its documents, by `_id`. */
  readonly held: Map<string, Versioned>;
  /** How often the database was asked for something, since the start. */
  readonly operations: () => number;
} {
  const held = new Map<string, Versioned>();
  const { database, operations } = memoryDatabase(new Map([['memory', held]]));
  return { ...createDocuments(database, 'memory', () => undefined), held, operations };
}
