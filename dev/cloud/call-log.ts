import type { CallErrorCode } from './call';
import { reportSeen } from './seen';

/** A finished call of a cloud function, as the developer console shows it. */
export interface LogEntry {
  /** Start of the call, in ms since 1970 on the simulated clock. */
  readonly at: number;
  readonly name: string;
  readonly openId: string;
  /** Order id in the call's event, or null. */
  readonly orderId: string | null;
  /** Duration in ms of real time, including the wait for a process and its start. */
  readonly ms: number;
  readonly databaseRequests: number;
  /** Lines that the function printed. */
  readonly lines: readonly string[];
  readonly outcome: 'ok' | { readonly errCode: CallErrorCode; readonly errMsg: string };
}

const KEPT = 200;

export function createCallLog() {
  let entries: readonly LogEntry[] = [];
  const listeners = new Set<(entry: LogEntry) => void>();
  return {
    /** @param result answer of the function, which is not kept; undefined when it gave none */
    add: (entry: LogEntry, result: unknown) => {
      entries = [...entries.slice(1 - KEPT), entry];
      for (const listener of listeners) listener(entry);
      for (const line of entry.lines) reportSeen('output', line);
      reportSeen('answer', result);
    },
    /** Returns the latest 200 calls, oldest first. */
    entries: () => entries,
    subscribe: (listener: (entry: LogEntry) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Returns the event's order id, cut to 128 characters, or null. */
export function orderIdIn(event: unknown): string | null {
  if (typeof event !== 'object' || event === null || !('orderId' in event)) return null;
  return typeof event.orderId === 'string' ? event.orderId.slice(0, 128) : null;
}
