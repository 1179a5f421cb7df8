import type { CallContext } from '../runtime/define-function';
import type { Condition, Documents } from '../storage/documents';

/** Least time (ms) that a call must have left to begin another part of a duty (a job). */
const MIN_PART_MS = 1000;
export const DOCUMENTS_PER_PART = 100;

/** Runs a part of a duty (job of the sweep): DOCUMENTS_PER_PART documents at most, oldest first. */
export type RunDutyPart = () => Promise<{ readonly doneCount: number; readonly isDone: boolean }>;

/** Result of `runDuties`. `done`: number of documents that each duty (job) has handled. */
interface DutyResults<Name extends string> {
  readonly done: ReadonlyMap<Name, number>;
  /** Duties with documents left, because time ran out, or a part failed. */
  readonly left: readonly Name[];
  readonly failures: readonly unknown[];
}

/** Runs parts of all duties in turn while time is left, so that a long duty delays no other. */
export async function runDuties<Name extends string>(
  duties: ReadonlyMap<Name, RunDutyPart>,
  call: Pick<CallContext, 'timeLeftMs'>,
): Promise<DutyResults<Name>> {
  const doneCounts = new Map<Name, number>();
  const failures: unknown[] = [];
  const unfinished = new Set(duties.keys());
  const waitingDuties = [...duties];
  while (call.timeLeftMs() >= MIN_PART_MS) {
    const duty = waitingDuties.shift();
    if (duty === undefined) break;
    const [name, runPart] = duty;
    try {
      const partResult = await runPart();
      doneCounts.set(name, (doneCounts.get(name) ?? 0) + partResult.doneCount);
      if (partResult.isDone) unfinished.delete(name);
      else waitingDuties.push(duty);
    } catch (error) {
      failures.push(error);
    }
  }
  return { done: doneCounts, left: [...unfinished], failures };
}

export function removalDuty(documents: Documents, condition: Condition): RunDutyPart {
  const oldestFirst = condition.below === undefined ? {} : { ascendingBy: condition.below[0] };
  return async () => {
    const oldestSearch = { ...condition, ...oldestFirst, limit: DOCUMENTS_PER_PART };
    const [foundCount, removedCount] = await documents.removeFound(oldestSearch);
    return { doneCount: removedCount, isDone: foundCount < DOCUMENTS_PER_PART };
  };
}

export function forgedRemovalDuty(collections: readonly Documents[]): RunDutyPart {
  const collectionsLeft = [...collections];
  return async () => {
    const removedCount = (await collectionsLeft.shift()?.removeForged()) ?? 0;
    return { doneCount: removedCount, isDone: collectionsLeft.length === 0 };
  };
}
