/** Statuses of a delivery when nothing goes wrong (docs/getorder-contract.md §2). */
const TO_THE_CUSTOMER: readonly number[] = [101, 102, 201, 202, 301, 302];
const RETURNING: readonly number[] = [303, 304, 305];
const BACK_AT_THE_STORE = 401;

/** Lists a delivery's regular statuses (no mishaps), past and future; none once it has ended. */
export function regularStatuses(status: number): readonly number[] {
  if (RETURNING.includes(status)) return [status, BACK_AT_THE_STORE];
  return TO_THE_CUSTOMER.slice(0, -1).includes(status) ? TO_THE_CUSTOMER : [];
}

/**
 * Lists the regular statuses after `from`, up to `to`.
 *
 * @throws Error with a message for the person at the console when `to` does not follow `from`
 */
export function regularStatusesUpTo(from: number, to: number): readonly number[] {
  const statuses = regularStatuses(from);
  const steps = statuses.slice(statuses.indexOf(from) + 1, statuses.indexOf(to) + 1);
  if (steps.length === 0) throw new Error(`现在是 ${from}，不能往前到 ${to}：配送只往前走。`);
  return steps;
}
