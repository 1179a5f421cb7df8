import type { CallResult } from '../contract/call-result';
import { failureOf } from '../contract/call-result';
import type { LookUpAnswer } from '../contract/cloud-api';
import { candidatesOf, problemOf } from '../contract/order-id';
import { failureView } from '../ui/wording/failure-view';

/** What became of labels that were scanned one after the other. */
export interface Scanned {
  /** Labels that no order was found for, as the person can read them. */
  readonly unknown: readonly string[];
  /** Labels that could not be looked up, to be tried again. */
  readonly failed: readonly string[];
  /** Why the last of them failed; empty when none did. */
  readonly reason: string;
}

export const NOTHING_SCANNED: Scanned = { unknown: [], failed: [], reason: '' };

/** Looks scanned labels up one after the other, so that none is lost however fast they come. */
export interface Scans {
  readonly add: (text: string) => void;
  /** Tries those again that could not be looked up. */
  readonly again: () => void;
  /** Forgets what was not found. */
  readonly clear: () => void;
}

/**
 * Creates the queue.
 *
 * @param lookUp looks an order up, which puts it on the board; never rejects
 * @param found called with the ids that a label may mean, once its order was found
 * @param changed called when the outcome has changed
 */
export function createScans(
  lookUp: (orderIds: readonly string[]) => Promise<CallResult<LookUpAnswer>>,
  found: (orderIds: readonly string[]) => void,
  changed: (scanned: Scanned) => void,
): Scans {
  let scanned = NOTHING_SCANNED;
  let turn = Promise.resolve();

  function tell(next: Partial<Scanned>): void {
    scanned = { ...scanned, ...next };
    changed(scanned);
  }

  function one(text: string): Promise<void> {
    const orderIds = candidatesOf(text);
    const [likeliest = ''] = orderIds;
    if (problemOf(likeliest) !== null) {
      tell({ unknown: withOne(scanned.unknown, text.trim()) });
      return Promise.resolve();
    }
    return lookUp(orderIds).then((result) => {
      if (result.ok) {
        found(idsIn(result.data, orderIds));
        return;
      }
      const failure = failureOf(result);
      if ('code' in failure && failure.code === 'order-not-found')
        tell({ unknown: withOne(scanned.unknown, likeliest) });
      else
        tell({
          failed: withOne(scanned.failed, likeliest),
          reason: failureView(failure).title,
        });
    });
  }

  function add(text: string): void {
    turn = turn.then(() => one(text));
  }

  return {
    add,
    again: () => {
      const { failed } = scanned;
      tell({ failed: [], reason: '' });
      failed.forEach(add);
    },
    clear: () => {
      tell(NOTHING_SCANNED);
    },
  };
}

/** Returns the order that was found; all that the label may mean while the person has to choose. */
function idsIn(answer: LookUpAnswer, orderIds: readonly string[]): readonly string[] {
  return 'orderId' in answer ? [answer.orderId] : orderIds;
}

function withOne(texts: readonly string[], text: string): readonly string[] {
  return [...texts.filter((one) => one !== text), text];
}
