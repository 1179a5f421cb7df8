import type { Options } from '../values';

/** The `wx` of the mini-program; filled once at the start. */
export const wx: Record<string, unknown> = {};

/** Calls an API of `wx` as product code would, without waiting; its failure is that API's own business. */
export function callWx(name: string, options: Options): void {
  const api = wx[name];
  if (typeof api === 'function') api({ ...options, fail: () => undefined });
}
