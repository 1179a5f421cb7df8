import type { ShownCall } from '../../dev/protocol/host-state';

/** Builds a clerk's look-up for the console. Tests name only what matters to them. */
export function shownLookUp(more: Partial<ShownCall> = {}): ShownCall {
  return {
    at: 0,
    name: 'getOrder',
    who: '店员',
    orderId: '20261124-1288',
    action: null,
    outcome: '301',
    isOk: true,
    ms: 41,
    upstream: 1,
    database: 4,
    isReveal: false,
    deadToken: null,
    isTokenFetched: false,
    ...more,
  };
}
