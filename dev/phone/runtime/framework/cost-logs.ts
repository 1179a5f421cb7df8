import { reportError } from '../errors';

/** Number of entries that a log keeps, the latest ones. */
const MOST_ENTRIES = 1000;

export interface SetDataEntry {
  /** Route of the page that contains the component. */
  readonly page: string;
  /** Path of the page or component that called setData. */
  readonly component: string;
  /** Size of the data as JSON in UTF-8, in bytes. */
  readonly bytes: number;
  readonly keys: readonly string[];
  /** Start, in ms of real time since the phone was loaded. */
  readonly at: number;
  /** Milliseconds until the view was up to date, including other components. */
  readonly ms: number;
}

/** Time spent in the mini-program: in all its handlers of one event, or in one page method. */
export interface HandlerEntry {
  readonly page: string;
  /** Type of the event or name of the method: `tap`, `onLoad`. */
  readonly name: string;
  /** Start, in ms of real time since the phone was loaded. */
  readonly at: number;
  /** Milliseconds until all handlers had returned, including their setData. */
  readonly ms: number;
}

/** Calls of setData, in the order in which they ended. Tests read `__phone.setDataLog`. */
export const setDataLog: { readonly entries: SetDataEntry[] } = { entries: [] };

/** Calls of handlers, in the order in which they ended. Tests read `__phone.handlerLog`. */
export const handlerLog: HandlerEntry[] = [];

/** Runs and logs a call of setData. Reports `undefined`, about which WeChat warns. */
export function logSetData(
  data: Readonly<Record<string, unknown>>,
  caller: { readonly page: string; readonly component: string },
  run: () => void,
): void {
  for (const [key, value] of Object.entries(data)) {
    if (value === undefined) reportError(`${key} is set to undefined`, 'setData');
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
