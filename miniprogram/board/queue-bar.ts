import type { Board } from '../contract/board-api';
import type { PollerPhone } from '../services/poller/poller';
import { upTo } from '../ui/wording/measures';

/** Bar of the orders that people have brought, for which WeChat is asked one after the other. */
export interface QueueBar {
  readonly text: string;
  /** How many were asked for; empty at the end. */
  readonly done: string;
  /** Filled part, 0 to 100. */
  readonly percent: number;
}

/** Time (ms) for which the bar says that all are done, before it goes. */
export const DONE_SHOWN_MS = 3000;

/**
 * Follows the queue from answer to answer.
 *
 * @param redraw called when the bar is to go
 * @returns makes the bar of an answer; null for none. An answer of null is that of a new board
 */
export function followQueue(
  { now, timers }: Pick<PollerPhone, 'now' | 'timers'>,
  redraw: () => void,
): (told: Pick<Board, 'queue'> | null) => QueueBar | null {
  /** Number of orders of the bar on show; 0 without one. */
  let shown = 0;
  let endedAt: number | null = null;
  return (told) => {
    const queue = told?.queue;
    if (queue !== undefined) {
      [shown, endedAt] = [queue.of, null];
      return {
        text: `放上了 ${queue.of} 单，约 ${upTo(queue.seconds)}查完`,
        done: `查好 ${queue.done}`,
        percent: Math.round((100 * queue.done) / Math.max(1, queue.of)),
      };
    }
    if (endedAt === null && shown > 0) {
      endedAt = now();
      timers.set(redraw, DONE_SHOWN_MS);
    }
    const isShown = told !== null && endedAt !== null && now() - endedAt < DONE_SHOWN_MS;
    if (isShown) return { text: `${shown} 单都查好了`, done: '', percent: 100 };
    [shown, endedAt] = [0, null];
    return null;
  };
}
