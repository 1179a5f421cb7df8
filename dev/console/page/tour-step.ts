import type { ShownCall } from '../../host/host-state';

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
        !call.isReveal &&
        (orderId === undefined || call.orderId === orderId) &&
        (status === undefined || call.outcome === String(status)),
    );
  if (mishap !== null && asked(mishap.orderId, mishap.status)) return 'through';
  if (mishap !== null && asked(mishap.orderId)) return 'read';
  return asked() ? 'mishap' : 'look-up';
}
