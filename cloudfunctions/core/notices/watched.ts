import type { Fields } from '../storage/documents';

/** Id of the document in `limits` about the turns of the function `watch`. */
export const WATCH_ID = 'watch';

/** Reads when `watch` last looked, ms since 1970; null when it never did. */
export function watchedAtIn(document: Fields | null): number | null {
  const at = document?.['watchedAt'];
  return typeof at === 'number' ? at : null;
}

/** Reads how many orders the last turn of `watch` had no time for. */
export function leftIn(document: Fields | null): number {
  const left = document?.['left'];
  return typeof left === 'number' ? left : 0;
}
