import type { Board } from '../contract/board-api';
import { upTo } from '../ui/wording/measures';

/**
 * Follows the queue of the orders that people have brought, from answer to answer (null: a new
 * board). The result makes the bar of an answer; the first one after a queue says that all is done.
 */
export function followQueue() {
  let last: Pick<Board, 'queue'> | null = null;
  let bar: ReturnType<typeof barOf> = null;
  return (answer: typeof last) => {
    const ended = answer === null ? undefined : last?.queue;
    if (answer !== last) bar = barOf(answer?.queue, ended);
    last = answer;
    return bar;
  };
}

/** Smallest number of orders with a bar. For fewer orders their rows say enough. */
const FEWEST = 5;

/** Builds the bar: orders that were asked for (`done`, empty at the end), and the filled part. */
function barOf(queue: Board['queue'], ended: Board['queue']) {
  if ((queue ?? ended ?? { of: 0 }).of < FEWEST) return null;
  if (queue !== undefined)
    return {
      text: `放上了 ${queue.of} 单，约 ${upTo(queue.seconds)}查完`,
      done: `查好 ${queue.done}`,
      percent: Math.round((100 * queue.done) / Math.max(1, queue.of)),
    };
  return ended === undefined ? null : { text: `${ended.of} 单都查好了`, done: '', percent: 100 };
}
