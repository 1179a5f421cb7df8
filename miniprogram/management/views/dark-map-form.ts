import { type DarkMap, LARGEST_MAP_STYLE, LONGEST_MAP_KEY } from '../../contract/shop';
import { type ReadForm, nameReason, wholeNumberIn } from './typed-text';

/** Form of the map's dark style: all fields are text. */
export type DarkMapForm = { readonly [Field in keyof DarkMap]: string };

/** @param darkMap stored style; undefined without one */
export function darkMapFormOf(darkMap: DarkMap | undefined): DarkMapForm {
  return { key: darkMap?.key ?? '', style: darkMap === undefined ? '' : String(darkMap.style) };
}

/** @returns the style to save; null when the key is empty, which removes the stored style */
export function readDarkMapForm(
  form: DarkMapForm,
): ReadForm<{ readonly darkMap: DarkMap | null }, keyof DarkMap> {
  if (form.key.trim() === '') return { ok: true, value: { darkMap: null } };
  const style = wholeNumberIn(form.style, 1, LARGEST_MAP_STYLE);
  const reasons = {
    ...nameReason('key', form.key, LONGEST_MAP_KEY, ''),
    ...(style === null ? { style: `请填 1 到 ${LARGEST_MAP_STYLE} 的整数。` } : {}),
  };
  if (style === null || Object.keys(reasons).length > 0) return { ok: false, reasons };
  return { ok: true, value: { darkMap: { key: form.key.trim(), style } } };
}
