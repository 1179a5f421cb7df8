import type { DeliveryStatus } from '../../../miniprogram/contract/delivery-status';
import type { ProviderName } from '../../../miniprogram/contract/providers';
import { factsOf } from '../../../miniprogram/contract/providers';

/** Maximum age (ms) of an answer that is used again before the end, unless it is delivering. */
export const UNDER_WAY_FLOOR_MS = 20_000;
/** Maximum age of an answer that is used again after the end: the order may be placed once more. */
const ENDED_FLOOR_MS = 60_000;

/**
 * Returns the floor of a status: the age (ms) up to which a cached answer is used again without
 * asking WeChat. While delivering it is the least interval of look-ups, so that a page which asks
 * alone gets a new answer each time.
 */
export function floorMs({ stage, isFinal }: DeliveryStatus, provider?: ProviderName): number {
  if (isFinal) return ENDED_FLOOR_MS;
  return stage === 'delivering'
    ? 1000 * factsOf(provider).leastSeconds.delivering
    : UNDER_WAY_FLOOR_MS;
}
