/** Style sheet of vant's icon, below `miniprogram_npm`. */
const ICON_STYLES = '@vant/weapp/icon/index.wxss';
const GLYPH = /\.van-icon-[\w-]+:before\{content:"\\[0-9a-f]+"\}/g;
const FONT = /@font-face\{[^}]*\}/g;

/**
 * Removes vant's icon font, about 250 glyphs on a public host. The product has icons of its own
 * (components/icon).
 *
 * @param file path below `miniprogram_npm`
 * @returns the text, unchanged for any other file
 */
export function withoutIconFont(file: string, text: string): string {
  return file === ICON_STYLES ? text.replace(GLYPH, '').replace(FONT, '') : text;
}
