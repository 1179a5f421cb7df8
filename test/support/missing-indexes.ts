const missing: string[] = [];

/** Records a query without an index, since the code that asked may survive the error. */
export function recordMissingIndex(sentence: string): void {
  missing.push(sentence);
}

/** Returns what was recorded since the last call. */
export function takeMissingIndexes(): readonly string[] {
  return missing.splice(0);
}
