import { addBounded } from './bounded-log';

/** One call of setData. */
export interface SetDataEntry {
  /** Route of the page that it was drawn in. */
  readonly page: string;
  /** Path of the page or component that called. */
  readonly component: string;
  /** Of the data as JSON, in UTF-8. */
  readonly bytes: number;
  readonly keys: readonly string[];
  /** ms of real time since the phone was loaded, when it began. */
  readonly at: number;
  /** ms until the view was up to date, what it led to in other components included. */
  readonly ms: number;
}

/** What crossed from logic to view since the page was loaded; `__phone.setDataLog`. */
export interface SetDataLog {
  count: number;
  bytes: number;
  /** Bytes of the largest single call. */
  largest: number;
  /** The latest calls, in the order in which they ended. */
  readonly entries: SetDataEntry[];
}

export const setDataLog: SetDataLog = { count: 0, bytes: 0, largest: 0, entries: [] };

/** Runs one call of setData and counts it; says what WeChat would say about its values. */
export function logSetData(
  data: Readonly<Record<string, unknown>>,
  caller: { readonly page: string; readonly component: string },
  run: () => void,
): void {
  for (const [key, value] of Object.entries(data)) {
    if (value === undefined) console.warn(`Setting data field "${key}" to undefined is invalid.`);
  }
  const bytes = new TextEncoder().encode(JSON.stringify(data)).length;
  setDataLog.count += 1;
  setDataLog.bytes += bytes;
  setDataLog.largest = Math.max(setDataLog.largest, bytes);
  const at = performance.now();
  run();
  const ms = performance.now() - at;
  addBounded(setDataLog.entries, { ...caller, bytes, keys: Object.keys(data), at, ms });
}
