import { type Versioned, createDocuments } from '../../cloudfunctions/core/storage/documents';
import { memoryDatabase } from './memory-database';

/** A collection in memory, whose documents (by `_id`) and number of requests tests can read. */
export function memoryDocuments(serverNow?: () => number) {
  const held = new Map<string, Versioned>();
  const { database, operations } = memoryDatabase(new Map([['memory', held]]), serverNow);
  return { ...createDocuments(database, 'memory', () => undefined), held, operations };
}
