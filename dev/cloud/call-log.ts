import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { CallErrorCode } from './call';

/** One call as the console shows it. */
export interface LogEntry {
  /** When it was made, ms since 1970 on the one clock. */
  readonly at: number;
  readonly name: string;
  readonly openId: string;
  /** The order that the event asks for, if it does. */
  readonly orderId: string | null;
  /** Real time, with waiting and starting. */
  readonly ms: number;
  readonly databaseRequests: number;
  /** What the function printed. */
  readonly lines: readonly string[];
  readonly outcome: 'ok' | { readonly errCode: CallErrorCode; readonly errMsg: string };
}

export interface CallLog {
  readonly add: (entry: LogEntry) => void;
  /** The latest, oldest first. */
  readonly entries: () => readonly LogEntry[];
  readonly subscribe: (listener: (entry: LogEntry) => void) => () => void;
}

const KEPT = 200;

const ALL_CALLS = 'local-cloud:call';
const toEverybody = channel(ALL_CALLS);

/** Tells of every call in this process, whichever cloud took it: how the tests read all logs there are. Answers how to stop listening. */
export function subscribeToAllCalls(listener: (entry: LogEntry) => void): () => void {
  const listen = (entry: unknown): void => {
    listener(entry as LogEntry);
  };
  subscribe(ALL_CALLS, listen);
  return () => unsubscribe(ALL_CALLS, listen);
}

export function createCallLog(): CallLog {
  let entries: readonly LogEntry[] = [];
  const listeners = new Set<(entry: LogEntry) => void>();
  return {
    add: (entry) => {
      entries = [...entries.slice(1 - KEPT), entry];
      for (const listener of listeners) listener(entry);
      toEverybody.publish(entry);
    },
    entries: () => entries,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The order id in an event, cut to a line. */
export function orderIdIn(event: unknown): string | null {
  if (typeof event !== 'object' || event === null || !('orderId' in event)) return null;
  return typeof event.orderId === 'string' ? event.orderId.slice(0, 128) : null;
}
