import type { Board } from '../contract/board-api';
import { upToWords } from '../ui/wording/measures';

/** Makes a function that builds the bar for each answer. It says when a queue has just ended. */
export function createQueueBar() {
  let lastAnswer: Pick<Board, 'queue'> | null = null;
  let bar: ReturnType<typeof queueBarView> = null;
  return (answer: typeof lastAnswer) => {
    const ended = answer === null ? undefined : lastAnswer?.queue;
    if (answer !== lastAnswer) bar = queueBarView(answer?.queue, ended);
    lastAnswer = answer;
    return bar;
  };
}

/** Smallest number of orders in a queue that has a bar. For fewer, the rows say enough. */
const FEWEST_ORDERS_WITH_BAR = 5;

/** Builds the bar. `done`: number of orders looked up, empty at the end; `percent`: filled part. */
function queueBarView(queue: Board['queue'], ended: Board['queue']) {
  if ((queue ?? ended ?? { of: 0 }).of < FEWEST_ORDERS_WITH_BAR) return null;
  if (queue !== undefined)
    return {
      text: `放上了 ${queue.of} 单，约 ${upToWords(queue.seconds)}查完`,
      done: `查好 ${queue.done}`,
      percent: Math.round((100 * queue.done) / Math.max(1, queue.of)),
    };
  return ended === undefined ? null : { text: `${ended.of} 单都查好了`, done: '', percent: 100 };
}
