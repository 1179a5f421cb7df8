import { addBounded } from './bounded-log';

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

/** The latest, oldest first; `__phone.handlerLog`. */
export const handlerLog: HandlerEntry[] = [];

export function logHandler(page: string, name: string, at: number): void {
  addBounded(handlerLog, { page, name, at, ms: performance.now() - at });
}
