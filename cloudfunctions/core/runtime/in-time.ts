import { CloudFailure } from './cloud-failure';

/** Returns the ms since this process began. (`performance.now()` would load a module.) */
export function processUptimeMs(): number {
  return process.uptime() * 1000;
}

/** Waits for work; throws `lateError()` after `limitMs`. The result of late work is ignored. */
export async function withinLimit<Value>(
  work: Promise<Value>,
  limitMs: number,
  lateError: () => Error,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    const rejectLate = (): void => {
      reject(lateError());
    };
    timer = setTimeout(rejectLate, Math.max(0, limitMs));
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits for WeChat's answer; throws CloudFailure `upstream-timeout` after `limitMs`. */
export function orUpstreamTimeout<Value>(work: Promise<Value>, limitMs: number): Promise<Value> {
  return withinLimit(work, limitMs, () => new CloudFailure('upstream-timeout'));
}

/** Tells whether work succeeds within `limitMs`. The cloud may freeze late work for ever. */
export async function endsInTime(work: Promise<unknown>, limitMs: number): Promise<boolean> {
  return withinLimit(work, limitMs, () => new Error('late')).then(
    () => true,
    () => false,
  );
}
