import type { Shot } from './take';

/** Returns one line per distinct finding, with the scenes and layouts where it occurs. */
export function reportOf(shots: readonly Shot[]): readonly string[] {
  const places = new Map<string, string[]>();
  for (const { scene, layout, findings } of shots) {
    for (const { check, selector, text, detail } of findings) {
      const what = `${check}: ${selector} “${text}” ${detail}`.trim();
      places.set(what, [...(places.get(what) ?? []), `${scene} ${layout}`]);
    }
  }
  return [...places].map(([what, where]) => `${what}  [${[...new Set(where)].join(', ')}]`);
}

export function pictureName({ scene, layout }: Shot): string {
  return `${scene}--${layout}.png`;
}
