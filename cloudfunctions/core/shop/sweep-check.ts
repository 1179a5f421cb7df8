import type { CheckLine } from '../../../miniprogram/shared/self-check';
import { checkLine } from '../../../miniprogram/shared/self-check';
import { readShop } from './shop-document';
import type { ShopParts } from './shop-parts';

const MINUTE_MS = 60_000;
/** The sweep runs each hour: two turns may be missed before it is told. */
const MOST_SWEEP_AGE_MS = 3 * 60 * MINUTE_MS;

/**
 * Tells whether the hourly sweep comes to its end: without it riders are kept for longer than the
 * shop promises.
 *
 * @throws CloudFailure `unreadable-document`
 */
export async function checkSweep({
  collections,
  now,
}: Pick<ShopParts, 'collections' | 'now'>): Promise<readonly CheckLine[]> {
  const { claimedAt, sweptAt } = await readShop(collections.shop);
  const at = now();
  const isRecent = (time: number): boolean => Math.abs(at - time) <= MOST_SWEEP_AGE_MS;
  const minutes = Math.max(0, Math.round((at - sweptAt) / MINUTE_MS));
  if (isRecent(sweptAt)) return [checkLine('sweep', 'sweep-recent', { value: String(minutes) })];
  if (sweptAt === 0 && isRecent(claimedAt)) return [checkLine('sweep', 'sweep-not-yet')];
  const hours = sweptAt === 0 || sweptAt > at ? '' : String(Math.floor(minutes / 60));
  return [checkLine('sweep', 'sweep-late', { value: hours })];
}
