/**
 * The 16 codes of `order_status` and "unknown", in one table (docs/getorder-contract.md §2 [O]).
 * Pages use stage, outcome and tone, never codes.
 */

/** Where in its life a delivery is. */
export type Stage = 'accepting' | 'pickup' | 'delivering' | 'returning' | 'exception' | 'unknown';

/** How a delivery ended; `open` while it has not. */
export type Outcome = 'open' | 'delivered' | 'failed';

/** The meaning that a status is shown with, by colour, icon and word (never by colour alone). */
export type Tone = 'go' | 'wait' | 'done' | 'bad' | 'back' | 'neutral';

export interface DeliveryStatus {
  /** `order_status` as WeChat sent it; null when the answer held none. */
  readonly code: number | null;
  readonly stage: Stage;
  readonly outcome: Outcome;
  /** No further change is expected (501 and 502 have been seen to revive, and an ended order can be placed again). */
  readonly isFinal: boolean;
}

interface KnownStatus {
  readonly stage: Exclude<Stage, 'unknown'>;
  readonly outcome: Outcome;
  readonly tone: Tone;
}

const KNOWN: Readonly<Record<string, KnownStatus>> = {
  101: { stage: 'accepting', outcome: 'open', tone: 'wait' },
  102: { stage: 'accepting', outcome: 'open', tone: 'go' },
  103: { stage: 'accepting', outcome: 'failed', tone: 'bad' },
  201: { stage: 'pickup', outcome: 'open', tone: 'go' },
  202: { stage: 'pickup', outcome: 'open', tone: 'go' },
  203: { stage: 'pickup', outcome: 'failed', tone: 'bad' },
  204: { stage: 'pickup', outcome: 'failed', tone: 'bad' },
  205: { stage: 'pickup', outcome: 'failed', tone: 'bad' },
  301: { stage: 'delivering', outcome: 'open', tone: 'go' },
  302: { stage: 'delivering', outcome: 'delivered', tone: 'done' },
  303: { stage: 'returning', outcome: 'open', tone: 'back' },
  304: { stage: 'returning', outcome: 'open', tone: 'back' },
  305: { stage: 'returning', outcome: 'open', tone: 'back' },
  401: { stage: 'returning', outcome: 'failed', tone: 'bad' },
  501: { stage: 'exception', outcome: 'failed', tone: 'bad' },
  502: { stage: 'exception', outcome: 'failed', tone: 'bad' },
};

function known(code: number | null): KnownStatus | undefined {
  return KNOWN[String(code)];
}

/** Every code that the contract lists, ascending. */
export const STATUS_CODES: readonly number[] = Object.keys(KNOWN).map(Number);

/**
 * Status of a code. Unlisted codes (0 and 1 were seen [R]) are `unknown` and open: shown as unknown, and looked at again.
 *
 * @param code `order_status`, or null when the answer held none
 */
export function statusOf(code: number | null): DeliveryStatus {
  const status = known(code);
  return {
    code,
    stage: status?.stage ?? 'unknown',
    outcome: status?.outcome ?? 'open',
    isFinal: status !== undefined && status.outcome !== 'open',
  };
}

/** Tone of a status code; unlisted codes are neutral. */
export function toneOf(code: number | null): Tone {
  return known(code)?.tone ?? 'neutral';
}
