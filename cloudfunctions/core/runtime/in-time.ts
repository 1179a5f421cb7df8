/**
 * Waits for work, up to a limit.
 *
 * @param late makes the error that is thrown after the limit; the work itself goes on unheard
 */
export async function within<Value>(
  work: Promise<Value>,
  limitMs: number,
  late: () => Error,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(late());
    }, limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Waits for work whose failure is not the caller's. The instance may be frozen after the answer, so
 * that late work may never end.
 *
 * @returns whether the work was done in time
 */
export async function inTime(work: Promise<unknown>, limitMs: number): Promise<boolean> {
  return within(work, limitMs, () => new Error('late')).then(
    () => true,
    () => false,
  );
}
