import { type CallResult, failureOf } from '../contract/call-result';
import type { LookUpAnswer } from '../contract/cloud-api';
import { orderIdCandidates } from '../contract/order-id';
import { failureView } from '../ui/wording/failure-view';

/** Outcome of labels that were scanned one after the other. */
export interface ScanOutcome {
  /** Labels without an order, as the person can read them. */
  readonly unknown: readonly string[];
  /** Labels that could not be looked up, to be tried again. */
  readonly failed: readonly string[];
  /** Reason why the last failed look-up failed; empty without one. */
  readonly reason: string;
}

export const NOTHING_SCANNED: ScanOutcome = { unknown: [], failed: [], reason: '' };

/** Looks scanned labels up one after the other, so that none is lost however fast they come. */
export interface Scans {
  /** Adds a label, which ends the message about labels not found, unless some are still waiting. */
  readonly add: (text: string) => void;
  /** Looks up again the labels whose look-up failed. */
  readonly retryFailed: () => void;
  /** Forgets labels that were not found. */
  readonly clearUnknown: () => void;
  /** Removes orders that have been found meanwhile from the failed ones. */
  readonly dropFound: (orderIds: readonly string[]) => void;
}

/**
 * Creates the queue.
 *
 * @param lookUp looks an order up, which puts it on the board; never rejects
 * @param opened called at each scan with the ids that it may mean, to close the order before
 * @param found called when an order was found
 * @param changed called when the outcome has changed
 */
export function createScans(
  lookUp: (orderIds: readonly string[]) => Promise<CallResult<LookUpAnswer>>,
  opened: (orderIds: readonly string[]) => void,
  found: () => void,
  changed: (scanned: ScanOutcome) => void,
): Scans {
  let scanned = NOTHING_SCANNED;
  let turn = Promise.resolve();
  /** Number of labels that are still to be looked up. */
  let waiting = 0;

  function tell(next: Partial<ScanOutcome>): void {
    scanned = { ...scanned, ...next };
    changed(scanned);
  }

  async function one(text: string): Promise<void> {
    const orderIds = orderIdCandidates(text);
    const [likeliest = ''] = orderIds;
    const result = await lookUp(orderIds);
    waiting -= 1;
    if (result.ok) {
      dropFound(orderIds);
      found();
      return;
    }
    const { isAboutOrderId, title } = failureView(failureOf(result));
    if (isAboutOrderId) tell({ unknown: withOne(scanned.unknown, likeliest) });
    else tell({ failed: withOne(scanned.failed, likeliest), reason: title });
  }

  function lookUpInTurn(text: string): void {
    waiting += 1;
    turn = turn.then(() => one(text));
  }

  function dropFound(orderIds: readonly string[]): void {
    const failed = scanned.failed.filter((label) => !orderIds.includes(label));
    if (failed.length < scanned.failed.length) tell({ failed });
  }

  return {
    add: (text) => {
      const orderIds = orderIdCandidates(text);
      if (orderIds.length === 0) return;
      if (waiting === 0 && scanned.unknown.length > 0) tell({ unknown: [] });
      opened(orderIds);
      lookUpInTurn(text);
    },
    retryFailed: () => {
      const { failed } = scanned;
      tell({ failed: [], reason: '' });
      failed.forEach(lookUpInTurn);
    },
    clearUnknown: () => {
      tell(NOTHING_SCANNED);
    },
    dropFound,
  };
}

function withOne(texts: readonly string[], text: string): readonly string[] {
  return [...texts.filter((one) => one !== text), text];
}
