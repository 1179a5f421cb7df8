import type { ShownCall } from '../../protocol/host-state';

/** Mishap (status other than the regular next one) that was caused at the console. */
export interface Mishap {
  readonly orderId: string;
  readonly status: number;
}

/**
 * Steps of the guided tour: put an order id into the phone, look it up, cause a mishap, read the
 * phone's advice, end.
 */
export type TourStep =
  | { readonly step: 'pick' | 'look-up' | 'mishap'; readonly orderId: string }
  | ({ readonly step: 'read' | 'through' } & Mishap);

/** Progress in the guided tour. */
export interface TourProgress {
  /**
   * Returns the current step, or null if there is no suitable order.
   *
   * @param calls latest calls of functions, newest first
   * @param example id of an order for the tour, which can be looked up and have a mishap
   * @param inPhone order id that was last typed into the phone
   */
  readonly at: (
    calls: readonly ShownCall[],
    example: string | null,
    inPhone: string | null,
  ) => TourStep | null;
  /** Records a mishap that a person caused. */
  readonly happened: (mishap: Mishap) => void;
  /** Starts again at the first step. */
  readonly begin: () => void;
}

export function createTourProgress(): TourProgress {
  /** Time of the latest call before the tour, in ms since 1970. null until calls are known. */
  let since: number | null = null;
  let mishap: Mishap | null = null;
  return {
    at: (calls, example, inPhone) => {
      const latest = calls[0]?.at;
      // No calls mean a new shop, whose clock may be behind the last call of the old one.
      const begun = (since = latest === undefined ? 0 : (since ?? latest));
      const looked = calls.filter(
        ({ at, isOk, isReveal, orderId }) => at > begun && isOk && !isReveal && orderId !== null,
      );
      const watched = looked.filter(({ orderId }) => orderId === mishap?.orderId);
      if (mishap !== null && watched.length > 0) {
        const { status } = mishap;
        const isSeen = watched.some(({ outcome }) => outcome === String(status));
        return { step: isSeen ? 'through' : 'read', ...mishap };
      }
      if (example === null) return null;
      const before = example === inPhone ? 'look-up' : 'pick';
      return { step: looked.length > 0 ? 'mishap' : before, orderId: example };
    },
    happened: (next) => {
      mishap = next;
    },
    begin: () => {
      since = null;
      mishap = null;
    },
  };
}
