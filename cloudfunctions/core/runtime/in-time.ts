/**
 * Waits for work, but no longer than there is time for.
 *
 * @param late what is thrown instead when it takes longer; the work itself goes on, and what becomes of it is not heard any more
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
 * Waits for work whose failure is not the caller's; the instance may be frozen after the answer, so what takes longer may never end.
 *
 * @returns whether it was done in time
 */
export async function inTime(work: Promise<unknown>, limitMs: number): Promise<boolean> {
  return within(work, limitMs, () => new Error('late')).then(
    () => true,
    () => false,
  );
}
