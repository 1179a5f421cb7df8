/** Sentences on queries without an index, since the code that asked may survive the error. */
export const missingIndexes: string[] = [];
