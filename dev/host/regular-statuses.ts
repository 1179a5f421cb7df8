/** Statuses of a delivery when nothing goes wrong: 即时配送 (getorder-contract.md §2), 同城配送. */
const TO_THE_CUSTOMER: readonly (readonly number[])[] = [
  [101, 102, 201, 202, 301, 302],
  [10000, 30000, 40000, 50000, 70000],
];
/** Status of 同城配送 in which a rider has given the order back, and another one will come. */
const RIDER_GAVE_UP = 60000;
const RETURNING: readonly number[] = [303, 304, 305];
const BACK_AT_THE_STORE = 401;

/** Lists a delivery's regular statuses (no mishaps), past and future; none once it has ended. */
export function regularStatuses(status: number): readonly number[] {
  if (RETURNING.includes(status)) return [status, BACK_AT_THE_STORE];
  if (status === RIDER_GAVE_UP) return [RIDER_GAVE_UP, 30000, 40000, 50000, 70000];
  return TO_THE_CUSTOMER.find((usual) => usual.slice(0, -1).includes(status)) ?? [];
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
