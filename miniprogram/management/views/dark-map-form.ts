import { type DarkMap, LARGEST_MAP_STYLE, LONGEST_MAP_KEY } from '../../contract/shop';
import { accepted, joinForms, readNumber, readText } from './typed-text';

export type DarkMapForm = Readonly<Record<keyof DarkMap, string>>;

/** @param darkMap stored style; undefined for none */
export function darkMapFormOf(darkMap: DarkMap | undefined): DarkMapForm {
  return { key: darkMap?.key ?? '', style: darkMap === undefined ? '' : String(darkMap.style) };
}

/** Reads the style to save. An empty key gives null, which removes the stored style. */
export function readDarkMapForm({ key, style }: DarkMapForm) {
  return joinForms<{ darkMap: DarkMap | null }, keyof DarkMap>({
    darkMap:
      key.trim() === ''
        ? accepted(null)
        : joinForms({
            key: readText('key', key, LONGEST_MAP_KEY, ''),
            style: readNumber('style', style, LARGEST_MAP_STYLE),
          }),
  });
}
