import { number, string, type } from 'superstruct';
import type { Of } from '../../../miniprogram/shared/schema';
import { list } from '../../../miniprogram/shared/schema';
import { COLLECTIONS } from '../../../miniprogram/shared/shop-collections';
import { CloudFailure } from '../runtime/cloud-failure';
import { changeDocument } from '../runtime/change-document';
import type { Documents, Versioned } from '../runtime/documents';
import { readFields } from '../runtime/read-fields';

const HOUR_MS = 3_600_000;
const MOST_EACH = 5;
const MOST_IN_ALL = 50;
const ID = 'setup-code';

const kept = type({ tries: list(type({ who: string(), at: number() })) });

/**
 * Counts a try of the set-up code before it is compared, so that nobody tries more often by trying at once. One document counts for all.
 *
 * @param who what stands for the person who tries
 * @throws CloudFailure `too-many-tries` after 5 of one person, or 50 in all, within an hour
 */
export async function countTry(limits: Documents, who: string, now: number): Promise<void> {
  await changeDocument(limits, ID, (document) => {
    const tries = triesIn(document)
      .filter(({ at }) => Math.abs(now - at) < HOUR_MS)
      .map(({ who: each, at }) => ({ who: each, at }));
    const own = tries.filter((one) => one.who === who).length;
    if (own >= MOST_EACH || tries.length >= MOST_IN_ALL) throw new CloudFailure('too-many-tries');
    // So that the sweep may remove it when all is over.
    return { tries: [...tries, { who, at: now }], expiresAt: now + HOUR_MS };
  });
}

/**
 * The tries that a document counts. Where nothing was counted yet the hour begins; what was
 * counted and cannot be read is not taken for nothing.
 *
 * @throws CloudFailure `unreadable-document`
 */
export function triesIn(document: Versioned | null): Of<typeof kept>['tries'] {
  if (document === null || !('tries' in document)) return [];
  return readFields(COLLECTIONS.limits, document, kept).tries;
}
