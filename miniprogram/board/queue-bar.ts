import type { Board } from '../contract/board-api';
import { upToWords } from '../ui/wording/measures';

/** Makes a function that builds a progress bar (added orders looked up so far) from each answer. */
export function createQueueBar() {
  let lastAnswer: Pick<Board, 'queue'> | null = null;
  let bar: ReturnType<typeof queueBarView> = null;
  return (answer: typeof lastAnswer) => {
    const endedQueue = answer === null ? undefined : lastAnswer?.queue;
    if (answer !== lastAnswer) bar = queueBarView(answer?.queue, endedQueue);
    lastAnswer = answer;
    return bar;
  };
}

/** Smallest number of added orders that get a progress bar. The rows of fewer orders say enough. */
const FEWEST_ORDERS_WITH_BAR = 5;

/** Builds the bar. `endedQueue`: queue of the previous answer, if the new answer has none. */
function queueBarView(queue: Board['queue'], endedQueue: Board['queue']) {
  if ((queue ?? endedQueue ?? { of: 0 }).of < FEWEST_ORDERS_WITH_BAR) return null;
  if (queue !== undefined)
    return {
      text: `放上了 ${queue.of} 单，约 ${upToWords(queue.seconds)}查完`,
      done: `查好 ${queue.done}`,
      percent: Math.round((100 * queue.done) / Math.max(1, queue.of)),
    };
  return endedQueue ? { text: `${endedQueue.of} 单都查好了`, done: '', percent: 100 } : null;
}
