/** The style sheet of vant's icon, below `miniprogram_npm`. */
const ICON_STYLES = '@vant/weapp/icon/index.wxss';
const GLYPH = /\.van-icon-[\w-]+:before\{content:"\\[0-9a-f]+"\}/g;
const FONT = /@font-face\{[^}]*\}/g;

/**
 * Leaves vant's icon font out of what is packed: some 250 glyphs, on a public host. The product
 * shows icons of its own (components/icon).
 *
 * @param file below `miniprogram_npm`
 * @returns the text as it is, of any other file
 */
export function withoutIconFont(file: string, text: string): string {
  return file === ICON_STYLES ? text.replace(GLYPH, '').replace(FONT, '') : text;
}
