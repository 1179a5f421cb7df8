import { missingIndexes } from './missing-indexes';

/** In all tests: a query of the database in memory that has no index fails its test. */
function check(): void {
  const sentences = missingIndexes.splice(0);
  if (sentences.length > 0) throw new Error(sentences.join('\n'));
}

afterEach(check);
afterAll(check);
