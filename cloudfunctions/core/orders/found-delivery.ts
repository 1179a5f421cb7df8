import type { EarlierAttempt } from '../../../miniprogram/shared/delivery';
import { statusOf } from '../../../miniprogram/shared/delivery-status';
import { CloudFailure } from '../runtime/cloud-failure';
import type { LookedUp } from '../wechat/get-order';
import type { Outcome } from './ask-pairs';
import { tellingFailure } from './ask-pairs';
import type { Attempt, DeliveryRecord } from './delivery-record';
import { withoutOldRiders } from './delivery-record';
import type { Pair } from './pairs';
import { accountIn, storesOf } from './pairs';
import type { Sight } from './sight';
import { leadingOf, told } from './sight';

/** A delivery that somebody of its store has asked for. */
export interface FoundDelivery extends LookedUp {
  /** Empty where the shop has not said. */
  readonly company: string;
  /** The stores that its account serves by this number: it is one's of them. Empty for the environment's account. */
  readonly storeIds: readonly string[];
  /** The same order at other accounts, the latest first. */
  readonly earlier: readonly EarlierAttempt[];
  /** What is known of it at the account that leads, this answer included. */
  readonly attempt: Attempt;
  /** Somebody else is asking for a newer answer just now. */
  readonly isBeingAsked: boolean;
}

type Found = Extract<Outcome, { readonly found: LookedUp }>;

/**
 * Of what pairs answered the delivery, and what is on record of it.
 *
 * @param pairs that the person may see
 * @throws CloudFailure that says most of why there is nothing to tell
 */
export function foundDelivery(
  outcomes: readonly Outcome[],
  pairs: readonly Pair[],
  record: DeliveryRecord,
  isBeingAsked: boolean,
): FoundDelivery {
  const lead = leadOf(outcomes);
  if (lead === undefined) throw tellingFailure(outcomes);
  const keys = new Set(pairs.map(({ key }) => key));
  const visible = record.attempts.filter(({ pair }) => keys.has(pair));
  const attempt = visible.find(({ pair }) => pair === lead.pair.key);
  // It has just been put there.
  if (attempt === undefined) throw new CloudFailure('unexpected');
  return {
    ...lead.found,
    company: lead.pair.account.company,
    storeIds: storesOf(lead.pair) ?? [],
    attempt,
    earlier: visible
      .filter(({ pair }) => accountIn(pair) !== accountIn(attempt.pair))
      .map(({ company, status, detail, endedAt }) => ({
        company,
        status: statusOf(status, detail),
        endedAt,
      })),
    isBeingAsked,
  };
}

/** What is known while somebody else asks; without riders that are to be forgotten, where the sweep has not come by yet. */
export function foundMeanwhile({ orderId, record: whole, pairs, now }: Sight): FoundDelivery {
  const attempts = whole.attempts.map((attempt) => withoutOldRiders(attempt, now));
  const record = { ...whole, attempts };
  const leading = leadingOf({ record, pairs });
  const outcomes = pairs.flatMap((pair) =>
    leading?.pair === pair.key ? [told(leading, pair, orderId)] : [],
  );
  return foundDelivery(outcomes, pairs, record, true);
}

/** The live attempt before one that has failed, however many accounts know the order. */
function leadOf(outcomes: readonly Outcome[]): Found | undefined {
  const found = outcomes.filter((one): one is Found => 'found' in one);
  return found.find((one) => one.found.delivery.status.outcome !== 'failed') ?? found[0];
}
