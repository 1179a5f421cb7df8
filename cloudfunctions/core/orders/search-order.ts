import { CLOUD_ERRORS } from '../../../miniprogram/shared/cloud-error';
import type { UsableAccount } from '../shop/account-book';
import type { Outcome } from './ask-pairs';
import type { Attempt } from './delivery-record';
import { isMissed } from './delivery-record';
import type { Pair } from './pairs';
import type { Sight } from './sight';
import { leadingOf, rememberedAt } from './sight';

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
  readonly pairsIn: (accounts: readonly UsableAccount[]) => readonly Pair[];
  /** Perhaps a minute old; fresh ones only when that may make a difference. */
  readonly accounts: readonly UsableAccount[];
  readonly freshAccounts: () => Promise<readonly UsableAccount[]>;
  /** What somebody who may ask these pairs sees. */
  readonly sightOf: (pairs: readonly Pair[]) => Sight;
  readonly ask: (pairs: readonly Pair[]) => Promise<readonly Outcome[]>;
  /** Throws when an order that is not known here may not be asked for. */
  readonly checkUnknown: () => void;
}

/**
 * Asks as few pairs as can tell: the one where the order is known; the others when it is known nowhere, is no longer known there, or has failed there,
 * since it may have been placed again at another account. Who has told of the order a moment ago, or did not know it, is not asked again.
 */
export async function searchOrder(parts: SearchParts): Promise<Searched> {
  const first = await searchIn(parts.accounts, [], parts);
  if (!mayBeOutdated(first)) return first;
  return searchIn(await parts.freshAccounts(), first.outcomes, parts);
}

async function searchIn(
  accounts: readonly UsableAccount[],
  before: readonly Outcome[],
  { sightOf, pairsIn, ask, checkUnknown }: SearchParts,
): Promise<Searched> {
  const pairs = pairsIn(accounts);
  const sight = sightOf(pairs);
  const known = leadingOf(sight);
  const hasAccounts = accounts.length > 0;
  // What an account answered before it was changed counts no longer.
  const still = before.filter(({ pair }) => pairs.some((one) => nameOf(one) === nameOf(pair)));
  const asked = new Set(still.map(({ pair }) => nameOf(pair)));
  const unasked = pairs.filter((pair) => !asked.has(nameOf(pair)));
  const answersOf = async (wanted: readonly Pair[]): Promise<readonly Outcome[]> => {
    const remembered = wanted.flatMap((pair) => rememberedAt(sight, pair) ?? []);
    const rest = wanted.filter((pair) => rememberedAt(sight, pair) === null);
    return [...remembered, ...(rest.length === 0 ? [] : await ask(rest))];
  };

  if (known === undefined) checkUnknown();
  const led = await answersOf(unasked.filter((pair) => pair.key === known?.pair));
  if (led.some(isAnswer)) return { pairs, hasAccounts, outcomes: [...still, ...led], known };
  const others = unasked.filter(
    (pair) => pair.key !== known?.pair && !isMissed(sight.record, pair.key, sight.now),
  );
  const outcomes = [...still, ...led, ...(await answersOf(others))];
  return { pairs, hasAccounts, outcomes, known };
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
