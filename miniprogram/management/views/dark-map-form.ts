import { type DarkMap, MAX_MAP_STYLE, MAX_MAP_KEY_LENGTH } from '../../contract/shop';
import { accept, joinForms, readNumber, readText } from './typed-text';

export type DarkMapForm = Readonly<Record<keyof DarkMap, string>>;

/** Fills the form with the stored dark map style, or with nothing if no style is stored. */
export function darkMapFormOf(darkMap: DarkMap | undefined): DarkMapForm {
  return { key: darkMap?.key ?? '', style: darkMap === undefined ? '' : String(darkMap.style) };
}

/** Reads the dark map style to save. An empty key gives null, which removes the stored style. */
export function readDarkMapForm({ key, style }: DarkMapForm) {
  return joinForms<{ darkMap: DarkMap | null }, keyof DarkMap>({
    darkMap:
      key.trim() === ''
        ? accept(null)
        : joinForms({
            key: readText('key', key, MAX_MAP_KEY_LENGTH, ''),
            style: readNumber('style', style, MAX_MAP_STYLE),
          }),
  });
}
