import type { ShownCall } from '../../protocol/host-state';

/** Something that a person let go wrong at the console. */
export interface Mishap {
  readonly orderId: string;
  readonly status: number;
}

/** How far somebody is, and with which order: to look it up, to let something go wrong with it, to read what the phone says of that; through. */
export type TourStep =
  | { readonly step: 'look-up' | 'mishap'; readonly orderId: string }
  | ({ readonly step: 'read' | 'through' } & Mishap);

/** The tour as one person takes it. */
export interface TourProgress {
  /**
   * How far they are; null when there is no order to go on with.
   *
   * @param calls of functions, the latest first
   * @param example an order that may be looked up and go wrong, if there is one
   */
  readonly at: (calls: readonly ShownCall[], example: string | null) => TourStep | null;
  /** Takes notice of what a person let go wrong. */
  readonly happened: (mishap: Mishap) => void;
  /** From the first step on again. */
  readonly begin: () => void;
}

export function createTourProgress(): TourProgress {
  /** When the latest call before the tour was made; null until they are known. */
  let since: number | null = null;
  let mishap: Mishap | null = null;
  return {
    at: (calls, example) => {
      const latest = calls[0]?.at;
      // A world without calls may have begun anew, at a time before the last one's.
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
      return { step: looked.length > 0 ? 'mishap' : 'look-up', orderId: example };
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
