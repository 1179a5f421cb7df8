/** Style sheet of vant's icon component, relative to `miniprogram_npm`. */
const ICON_STYLES = '@vant/weapp/icon/index.wxss';
const GLYPH = /\.van-icon-[\w-]+:before\{content:"\\[0-9a-f]+"\}/g;
const FONT = /@font-face\{[^}]*\}/g;

/**
 * Removes vant's icon font: about 250 glyphs, loaded from a public host. The mini-program has its
 * own icons (ui/icon).
 *
 * @param file path relative to `miniprogram_npm`
 * @returns the text, unchanged for any other file
 */
export function withoutIconFont(file: string, text: string): string {
  return file === ICON_STYLES ? text.replace(GLYPH, '').replace(FONT, '') : text;
}
