import { type } from 'superstruct';
import { type Of, amount, text } from './schema';

/**
 * Dark style for the map, which the owner has bought from Tencent's location service (腾讯位置服务)
 * and entered in 店铺. WeChat's map has no dark style of its own.
 */
export type DarkMap = Of<typeof darkMap>;
export const darkMap = type({
  /** Key of the location service, for `subkey` of `<map>`; it works in this mini-program only. */
  key: text,
  /** Number of the dark style among the styles of the key, for `layer-style` of `<map>`. */
  style: amount,
});

/** Upper limits of what may be entered: characters of the key, and number of the style. */
export const LONGEST_MAP_KEY = 64;
export const LARGEST_MAP_STYLE = 99;
