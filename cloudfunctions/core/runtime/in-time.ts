import { CloudFailure } from './cloud-failure';

/** Returns the time (ms) since this process began. `performance.now()` would load a module. */
export function processUptimeMs(): number {
  return process.uptime() * 1000;
}

/** Waits for work; throws `lateError()` after `limitMs`. Late work goes on without effect. */
export async function withinLimit<Value>(
  work: Promise<Value>,
  limitMs: number,
  lateError: () => Error,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    const end = (): void => {
      reject(lateError());
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

/** Returns false when `work` fails or is late. The cloud may freeze late work for ever. */
export async function endsInTime(work: Promise<unknown>, limitMs: number): Promise<boolean> {
  return withinLimit(work, limitMs, () => new Error('late')).then(
    () => true,
    () => false,
  );
}
