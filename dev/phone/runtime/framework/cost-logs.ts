/** How many entries a log keeps: the latest. */
const MOST_ENTRIES = 1000;

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

/** One time that product code was called: by an event of the view, or in a page's lifecycle. */
export interface HandlerEntry {
  /** Route of the page. */
  readonly page: string;
  /** `tap`, `scroll`, `onLoad`. */
  readonly name: string;
  /** ms of real time since the phone was loaded, when it began. */
  readonly at: number;
  /** ms until all handlers had returned, their setData included. */
  readonly ms: number;
}

/** What crossed from logic to view, in the order in which the calls ended; `__phone.setDataLog`. */
export const setDataLog: { readonly entries: SetDataEntry[] } = { entries: [] };

/** Oldest first; `__phone.handlerLog`. */
export const handlerLog: HandlerEntry[] = [];

/** Runs one call of setData and logs it; says what WeChat would say about its values. */
export function logSetData(
  data: Readonly<Record<string, unknown>>,
  caller: { readonly page: string; readonly component: string },
  run: () => void,
): void {
  for (const [key, value] of Object.entries(data)) {
    if (value === undefined) console.warn(`Setting data field "${key}" to undefined is invalid.`);
  }
  const bytes = new TextEncoder().encode(JSON.stringify(data)).length;
  const at = performance.now();
  run();
  const ms = performance.now() - at;
  add(setDataLog.entries, { ...caller, bytes, keys: Object.keys(data), at, ms });
}

export function logHandler(page: string, name: string, at: number): void {
  add(handlerLog, { page, name, at, ms: performance.now() - at });
}

function add<Entry>(log: Entry[], entry: Entry): void {
  log.push(entry);
  if (log.length > MOST_ENTRIES) log.shift();
}
