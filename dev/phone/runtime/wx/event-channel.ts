import { callable } from '../values';

type Listener = (...values: unknown[]) => unknown;

/** What navigateTo gives to both pages to talk through. */
export interface EventChannel {
  on(name: string, listener: Listener): void;
  once(name: string, listener: Listener): void;
  off(name: string, listener?: Listener): void;
  emit(name: string, ...values: unknown[]): void;
}

/** `events`: listeners of the page that opens the other. */
export function createEventChannel(events: Readonly<Record<string, unknown>>): EventChannel {
  const listeners = new Map<string, Set<Listener>>();
  const on = (name: string, listener: Listener): void => {
    listeners.set(name, (listeners.get(name) ?? new Set()).add(listener));
  };
  const off = (name: string, listener?: Listener): void => {
    if (listener === undefined) listeners.delete(name);
    else listeners.get(name)?.delete(listener);
  };
  for (const [name, handler] of Object.entries(events)) {
    const listener = callable(handler);
    if (listener !== undefined) on(name, listener);
  }
  return {
    on,
    off,
    once: (name, listener) => {
      const first: Listener = (...values) => {
        off(name, first);
        return listener(...values);
      };
      on(name, first);
    },
    emit: (name, ...values) => {
      for (const listener of [...(listeners.get(name) ?? [])]) listener(...values);
    },
  };
}
