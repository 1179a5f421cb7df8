import { CloudFailure } from './cloud-failure';

/** Returns the time (ms) since this process began. `performance.now()` would load a module. */
export function processMs(): number {
  return process.uptime() * 1000;
}

/**
 * Waits for a promise, at most `limitMs`. A negative limit means that the call's time is over. It
 * counts as 0, because Node warns of negative time-outs.
 *
 * @param late creates the error to throw after the limit; `work` then continues, but its result is
 * ignored
 */
export async function withinLimit<Value>(
  work: Promise<Value>,
  limitMs: number,
  late: () => Error,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    const end = (): void => {
      reject(late());
    };
    timer = setTimeout(end, Math.max(0, limitMs));
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits for an answer; throws CloudFailure `upstream-timeout` after a limit in ms. */
export function orUpstreamTimeout<Value>(work: Promise<Value>, limitMs: number): Promise<Value> {
  return withinLimit(work, limitMs, () => new CloudFailure('upstream-timeout'));
}

/**
 * Waits for a promise, at most `limitMs`; false when it fails or is late. Late work may never
 * finish, because the cloud may freeze the instance once the function has answered.
 */
export async function endsInTime(work: Promise<unknown>, limitMs: number): Promise<boolean> {
  return withinLimit(work, limitMs, () => new Error('late')).then(
    () => true,
    () => false,
  );
}
