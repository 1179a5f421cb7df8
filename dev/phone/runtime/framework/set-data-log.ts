/** What crossed from logic to view since the page was loaded; `__phone.setDataLog`. */
export interface SetDataLog {
  count: number;
  bytes: number;
  /** Bytes of the largest single call. */
  largest: number;
}

export const setDataLog: SetDataLog = { count: 0, bytes: 0, largest: 0 };

/** Counts one call of setData, and says what WeChat would say about its values. */
export function logSetData(data: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(data)) {
    if (value === undefined) console.warn(`Setting data field "${key}" to undefined is invalid.`);
  }
  const bytes = new TextEncoder().encode(JSON.stringify(data)).length;
  setDataLog.count += 1;
  setDataLog.bytes += bytes;
  setDataLog.largest = Math.max(setDataLog.largest, bytes);
}
