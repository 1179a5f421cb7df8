import type { CallContext } from '../runtime/define-function';
import type { Condition, Documents } from '../storage/documents';

/** Minimum time (ms) that must be left to begin another turn. */
const MIN_MS_FOR_TURN = 1000;
export const DOCUMENTS_PER_TURN = 100;

/** Does a bounded part of a duty, the oldest documents first; `isLast`: the whole duty is done. */
export type TakeTurn = () => Promise<{ readonly done: number; readonly isLast: boolean }>;

/** Result of `takeTurns`. `done`: number of documents that each duty has done. */
interface DutyResults<Name extends string> {
  readonly done: ReadonlyMap<Name, number>;
  /** Duties with work left: time ran out, or a turn failed. */
  readonly left: readonly Name[];
  /** Errors of turns that failed; at most one for each duty. */
  readonly failures: readonly unknown[];
}

/** Gives duties turns while time is left, so that none waits for the backlog of another. */
export async function takeTurns<Name extends string>(
  duties: ReadonlyMap<Name, TakeTurn>,
  call: Pick<CallContext, 'timeLeftMs'>,
): Promise<DutyResults<Name>> {
  const done = new Map<Name, number>();
  const failures: unknown[] = [];
  const left = new Set(duties.keys());
  const waiting = [...duties];
  while (call.timeLeftMs() >= MIN_MS_FOR_TURN) {
    const duty = waiting.shift();
    if (duty === undefined) break;
    const [name, takeTurn] = duty;
    try {
      const turn = await takeTurn();
      done.set(name, (done.get(name) ?? 0) + turn.done);
      if (turn.isLast) left.delete(name);
      else waiting.push(duty);
    } catch (error) {
      failures.push(error);
    }
  }
  return { done, left: [...left], failures };
}

export function removalDuty(documents: Documents, condition: Condition): TakeTurn {
  const oldestFirst = condition.below === undefined ? {} : { leastFirst: condition.below[0] };
  return async () => {
    const search = { ...condition, ...oldestFirst, limit: DOCUMENTS_PER_TURN };
    const [found, removed] = await documents.removeFound(search);
    return { done: removed, isLast: found < DOCUMENTS_PER_TURN };
  };
}

export function forgedRemovalDuty(collections: readonly Documents[]): TakeTurn {
  const waiting = [...collections];
  return async () => {
    const done = (await waiting.shift()?.removeForged()) ?? 0;
    return { done, isLast: waiting.length === 0 };
  };
}
