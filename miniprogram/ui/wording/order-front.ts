/** Number of characters at the end of an order id by which people know the order. */
const END_LENGTH = 4;
/** Longest front part that is shown as it is; of a longer one the end is shown. */
const FRONT_LENGTH = 10;

/** Order id in two parts, for a list. */
export interface SplitId {
  /** Part before the last four characters, as far as it has to be shown; may be empty. */
  readonly front: string;
  /** True when the front part alone tells two rows apart, so that none of it may be cut off. */
  readonly isFrontDecisive: boolean;
  /** Last four characters. */
  readonly end: string;
}

/**
 * Splits the order ids of a list. A front part is shown when most rows have another one, such as
 * the date of another day, or when another row ends alike; else it would say nothing.
 */
export function splitIds(orderIds: readonly string[]): readonly SplitId[] {
  const parts = orderIds.map((id) => ({
    front: id.slice(0, -END_LENGTH),
    end: id.slice(-END_LENGTH),
  }));
  const usual = usualOf(parts.map(({ front }) => front));
  const ends = counts(parts.map(({ end }) => end.toLowerCase()));
  return parts.map(({ front, end }) => {
    const isFrontDecisive = (ends.get(end.toLowerCase()) ?? 0) > 1;
    if (isFrontDecisive) return { front, isFrontDecisive, end };
    return { front: front === usual ? '' : shortened(front), isFrontDecisive, end };
  });
}

/** Cuts a long front part from the front: the characters next to the end tell most. */
function shortened(front: string): string {
  return front.length <= FRONT_LENGTH ? front : `…${front.slice(1 - FRONT_LENGTH)}`;
}

/** Finds the front part that most rows have; null when no two rows of several have the same. */
function usualOf(fronts: readonly string[]): string | null {
  const [[front, count] = ['', 0]] = [...counts(fronts)].sort(([, one], [, other]) => other - one);
  return count > 1 || fronts.length === 1 ? front : null;
}

function counts(texts: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  texts.forEach((text) => found.set(text, (found.get(text) ?? 0) + 1));
  return found;
}
