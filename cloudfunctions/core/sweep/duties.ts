import type { CallContext } from '../runtime/define-function';
import type { Condition, Documents } from '../storage/documents';

/** Minimum time (ms) that must be left to begin another turn. */
const TURN_MS = 1000;
export const TURN_DOCUMENTS = 100;

/** Work on many documents. It is done in turns, which alternate with the turns of other duties. */
export interface Duty<Name extends string> {
  readonly name: Name;
  readonly takeTurn: TakeTurn;
}

/** Does a bounded part of a duty, the oldest documents first. */
export type TakeTurn = () => Promise<Turn>;

/** Result of a turn: number of documents that are done, and whether the whole duty is done. */
export interface Turn {
  readonly done: number;
  readonly isLast: boolean;
}

/** Result of `takeTurns`. `done`: number of documents that each duty has done. */
export interface Run<Name extends string> {
  readonly done: ReadonlyMap<Name, number>;
  /** Duties with work left: time ran out, or a turn failed. */
  readonly left: readonly Name[];
  /** Errors of turns that failed; at most one for each duty. */
  readonly failures: readonly unknown[];
}

/**
 * Gives each duty turns until all are done or the time is over, so that no duty waits for the
 * backlog of another. A duty that fails gets no further turn in this run.
 */
export async function takeTurns<Name extends string>(
  duties: readonly Duty<Name>[],
  call: Pick<CallContext, 'timeLeftMs'>,
): Promise<Run<Name>> {
  const done = new Map<Name, number>();
  const failures: unknown[] = [];
  const left = new Set(duties);
  const waiting = [...duties];
  while (call.timeLeftMs() >= TURN_MS) {
    const duty = waiting.shift();
    if (duty === undefined) break;
    try {
      const turn = await duty.takeTurn();
      done.set(duty.name, (done.get(duty.name) ?? 0) + turn.done);
      if (turn.isLast) left.delete(duty);
      else waiting.push(duty);
    } catch (error) {
      failures.push(error);
    }
  }
  return { done, left: [...left].map(({ name }) => name), failures };
}

export function removalDuty(documents: Documents, condition: Condition): TakeTurn {
  const oldestFirst = condition.below === undefined ? {} : { leastFirst: condition.below[0] };
  return async () => {
    const search = { ...condition, ...oldestFirst, limit: TURN_DOCUMENTS };
    const [found, removed] = await documents.removeFound(search);
    return { done: removed, isLast: found < TURN_DOCUMENTS };
  };
}

export function forgedRemovalDuty(collections: readonly Documents[]): TakeTurn {
  const waiting = [...collections];
  return async () => {
    const done = (await waiting.shift()?.removeForged()) ?? 0;
    return { done, isLast: waiting.length === 0 };
  };
}
