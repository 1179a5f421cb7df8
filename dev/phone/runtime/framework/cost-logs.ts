/** Limit of a log's latest entries. */
const MOST_ENTRIES = 1000;

export interface SetDataEntry {
  /** Route of the page with the component. */
  readonly page: string;
  /** Path of the page or component that called. */
  readonly component: string;
  /** Size of the data as JSON in UTF-8. */
  readonly bytes: number;
  readonly keys: readonly string[];
  /** Start, in ms of real time since the phone was loaded. */
  readonly at: number;
  /** Milliseconds until the view was up to date, including other components. */
  readonly ms: number;
}

/** A call of product code: an event of the view, or a page's lifecycle. */
export interface HandlerEntry {
  readonly page: string;
  /** `tap`, `scroll`, `onLoad`. */
  readonly name: string;
  /** Start, in ms of real time since the phone was loaded. */
  readonly at: number;
  /** Milliseconds until all handlers had returned, including their setData. */
  readonly ms: number;
}

/** Calls of setData in the order of their ends. `__phone.setDataLog` for tests. */
export const setDataLog: { readonly entries: SetDataEntry[] } = { entries: [] };

/** Calls of handlers, oldest first. `__phone.handlerLog` for tests. */
export const handlerLog: HandlerEntry[] = [];

/** Runs and logs a call of setData. It warns of values as WeChat does. */
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
