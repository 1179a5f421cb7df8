import type * as wechatIntracity from './wechat-intracity';

/**
 * Loads the code of 同城配送 at its first use. The build puts that code into a file of its own,
 * beside the function's bundle (dev/build/code-on-use.ts), so that a cold start does not read it.
 */
export function intracity(): Promise<typeof wechatIntracity> {
  return import('./wechat-intracity');
}
