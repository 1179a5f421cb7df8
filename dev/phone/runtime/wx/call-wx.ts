import { callable, type Options } from '../values';

/** The `wx` of the mini-program; filled once at the start. */
export const wx: Record<string, unknown> = {};

/** Calls an API of `wx` as product code would, without waiting; its failure is that API's own business. */
export function callWx(name: string, options: Options): void {
  callable(wx[name])?.({ ...options, fail: () => undefined });
}
