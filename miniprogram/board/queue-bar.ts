import type { Board } from '../contract/board-api';
import { upTo } from '../ui/wording/measures';

/** Bar of the orders that people have brought, for which WeChat is asked one after the other. */
export interface QueueBar {
  readonly text: string;
  /** Number of orders that WeChat was asked for, in words; empty at the end. */
  readonly done: string;
  /** Filled part, 0 to 100. */
  readonly percent: number;
}

/**
 * Follows the queue from answer to answer.
 *
 * @returns a function that makes the bar of an answer; null for no bar. The first answer after a
 * queue says that WeChat has been asked for all orders. A new board has an answer of null
 */
export function followQueue(): (answer: Pick<Board, 'queue'> | null) => QueueBar | null {
  let last: Pick<Board, 'queue'> | null = null;
  let bar: QueueBar | null = null;
  return (answer) => {
    const ended = answer === null ? undefined : last?.queue;
    if (answer !== last) bar = barOf(answer?.queue, ended);
    last = answer;
    return bar;
  };
}

/** Smallest number of orders with a bar. For fewer orders their rows say enough. */
const FEWEST = 5;

function barOf(queue: Board['queue'], ended: Board['queue']): QueueBar | null {
  if ((queue ?? ended ?? { of: 0 }).of < FEWEST) return null;
  if (queue !== undefined)
    return {
      text: `放上了 ${queue.of} 单，约 ${upTo(queue.seconds)}查完`,
      done: `查好 ${queue.done}`,
      percent: Math.round((100 * queue.done) / Math.max(1, queue.of)),
    };
  return ended === undefined ? null : { text: `${ended.of} 单都查好了`, done: '', percent: 100 };
}
