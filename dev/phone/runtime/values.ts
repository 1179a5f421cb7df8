/** Unchecked values from product code: attributes of WXML, options of `wx` calls. */
export type Options = Readonly<Record<string, unknown>>;

/** A position in degrees of GCJ-02, the coordinate system of Chinese maps. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textOf(value: unknown, otherwise = ''): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : otherwise;
}

/** Reads a finite number, also from text. */
export function numberOf(value: unknown, otherwise: number): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : otherwise;
}

/** Reads a flag. As in WeChat an empty attribute and any text are true, even `"false"`. */
export function flagOf(value: unknown, otherwise = false): boolean {
  return value === undefined || value === null ? otherwise : value === '' || Boolean(value);
}

export function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

export function placeOf(value: unknown): Place | null {
  if (!isRecord(value)) return null;
  const latitude = numberOf(value['latitude'], NaN);
  const longitude = numberOf(value['longitude'], NaN);
  return Number.isNaN(latitude) || Number.isNaN(longitude) ? null : { latitude, longitude };
}

/** Returns `value` if it is a function, else undefined. */
export function callable(value: unknown): ((...args: unknown[]) => unknown) | undefined {
  return typeof value === 'function' ? (value as (...args: unknown[]) => unknown) : undefined;
}

/** Returns the URL of a file of the mini-program, such as `/images/x.png`. */
export function assetUrl(file: string): string {
  return new URL(file.replace(/^\//, ''), new URL('app/', document.baseURI)).href;
}
