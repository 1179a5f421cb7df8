import { CLOUD_ERRORS } from '../../../miniprogram/shared/cloud-error';
import type { UsableAccount } from '../shop/account-book';
import type { Outcome } from './ask-pairs';
import type { Attempt, DeliveryRecord } from './delivery-records';
import { hasFailed, isMissed } from './delivery-records';
import type { Pair } from './pairs';

/** What a search for one order came to. */
export interface Searched {
  /** That the person may see. */
  readonly pairs: readonly Pair[];
  readonly hasAccounts: boolean;
  readonly outcomes: readonly Outcome[];
  /** Where it was last known to be, if it was known at all. */
  readonly known: Attempt | undefined;
}

interface SearchParts {
  readonly record: DeliveryRecord;
  readonly pairsIn: (accounts: readonly UsableAccount[]) => readonly Pair[];
  /** Perhaps a minute old; fresh ones only when that may make a difference. */
  readonly accounts: readonly UsableAccount[];
  readonly freshAccounts: () => Promise<readonly UsableAccount[]>;
  readonly ask: (pairs: readonly Pair[]) => Promise<readonly Outcome[]>;
  /** Throws when an order that is not known here may not be asked for. */
  readonly checkUnknown: () => void;
  readonly now: number;
}

/**
 * Asks as few pairs as can tell: the one where the order is known; the others when it is known nowhere, is no longer known there, or has failed there,
 * since it may have been placed again at another account. A pair that has never known the order, and did not a moment ago, is not asked again.
 */
export async function searchOrder(parts: SearchParts): Promise<Searched> {
  const first = await searchIn(parts.accounts, [], parts);
  if (!mayBeOutdated(first)) return first;
  return searchIn(await parts.freshAccounts(), first.outcomes, parts);
}

async function searchIn(
  accounts: readonly UsableAccount[],
  before: readonly Outcome[],
  { record, pairsIn, ask, checkUnknown, now }: SearchParts,
): Promise<Searched> {
  const pairs = pairsIn(accounts);
  const known = leadingOf(record, pairs);
  const hasAccounts = accounts.length > 0;
  // What an account answered before it was changed counts no longer.
  const still = before.filter(({ pair }) => pairs.some((one) => nameOf(one) === nameOf(pair)));
  const asked = new Set(still.map(({ pair }) => nameOf(pair)));
  const isUnasked = (pair: Pair): boolean => !asked.has(nameOf(pair));

  const leader = pairs.filter((pair) => pair.key === known?.pair && isUnasked(pair));
  if (known === undefined) checkUnknown();
  const led = await ask(leader);
  if (led.some(isAnswer)) return { pairs, hasAccounts, outcomes: [...still, ...led], known };
  const others = pairs.filter(
    (pair) => pair.key !== known?.pair && isUnasked(pair) && !isMissed(record, pair.key, now),
  );
  return { pairs, hasAccounts, outcomes: [...still, ...led, ...(await ask(others))], known };
}

/** The attempt that leads as far as is known: one that has not failed before one that has, then the latest. */
function leadingOf({ attempts }: DeliveryRecord, pairs: readonly Pair[]): Attempt | undefined {
  const visible = attempts.filter(({ pair }) => pairs.some(({ key }) => key === pair));
  return visible.find((attempt) => !hasFailed(attempt)) ?? visible[0];
}

/** Whether an outcome makes it needless to ask elsewhere: the delivery lives, or has reached its door; or nobody can tell just now. */
function isAnswer(outcome: Outcome): boolean {
  if ('found' in outcome) return outcome.found.delivery.status.outcome !== 'failed';
  return outcome.failure.code !== 'order-not-found';
}

/** Whether it found nothing for a reason that other accounts, or an account's other secret, would change. */
function mayBeOutdated({ outcomes }: Searched): boolean {
  return outcomes.every(
    (outcome) => 'failure' in outcome && !CLOUD_ERRORS[outcome.failure.code].retryable,
  );
}

/** An account that has been changed meanwhile is asked anew. */
function nameOf({ key, account: { version } }: Pair): string {
  return `${key} ${version}`;
}
