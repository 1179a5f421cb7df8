import {
  type Documents,
  type Versioned,
  createDocuments,
} from '../../cloudfunctions/core/storage/documents';
import { memoryDatabase } from './memory-database';

/** A collection in memory that tests can read. */
export function memoryDocuments(serverNow?: () => number): Documents & {
  /** Documents by `_id`. */
  readonly held: Map<string, Versioned>;
  /** Number of requests to the database. */
  readonly operations: () => number;
} {
  const held = new Map<string, Versioned>();
  const { database, operations } = memoryDatabase(new Map([['memory', held]]), serverNow);
  return { ...createDocuments(database, 'memory', () => undefined), held, operations };
}
