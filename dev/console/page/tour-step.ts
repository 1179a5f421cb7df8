import type { ShownCall } from '../../protocol/host-state';

/** Something that a person let go wrong at the console. */
export interface Mishap {
  readonly orderId: string;
  readonly status: number;
}

/** How far somebody is: to look an order up, to let something go wrong with it, to read what the phone says; through. */
export type TourStep = 'look-up' | 'mishap' | 'read' | 'through';

/** @param calls of functions since the tour began */
export function tourStep(calls: readonly ShownCall[], mishap: Mishap | null): TourStep {
  const asked = (orderId?: string, status?: number): boolean =>
    calls.some(
      (call) =>
        call.isOk &&
        call.orderId !== null &&
        !call.isReveal &&
        (orderId === undefined || call.orderId === orderId) &&
        (status === undefined || call.outcome === String(status)),
    );
  if (mishap !== null && asked(mishap.orderId, mishap.status)) return 'through';
  if (mishap !== null && asked(mishap.orderId)) return 'read';
  return asked() ? 'mishap' : 'look-up';
}

/** How far somebody is, and with which order: once something went wrong with it, and to which status. */
export type TourPlace =
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
  readonly at: (calls: readonly ShownCall[], example: string | null) => TourPlace | null;
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
      const asked = calls.filter(({ at }) => at > begun);
      const step = tourStep(asked, mishap);
      if (step === 'read' || step === 'through') return mishap && { step, ...mishap };
      return example === null ? null : { step, orderId: example };
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
