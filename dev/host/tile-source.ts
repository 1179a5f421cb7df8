/** An online map to draw instead of the demo district. */
export interface TileSource {
  /** With {z}, {x} and {y}, and perhaps {s} for one of the servers a, b and c. */
  readonly template: string;
  /** How its tiles are laid: most of the world by WGS-84, maps of Chinese companies by GCJ-02. */
  readonly system: TileSystem;
}

export type TileSystem = 'wgs84' | 'gcj02';

/** @throws Error with a sentence for the person at the terminal */
export function tileSourceFrom(template: string, system: string): TileSource {
  if (system !== 'wgs84' && system !== 'gcj02')
    throw new Error(`--tiles-system takes wgs84 or gcj02, not "${system}".`);
  const hasAll = ['{z}', '{x}', '{y}'].every((part) => template.includes(part));
  if (!hasAll || !/^https?:\/\/[^/]+\//.test(template))
    throw new Error(
      `--tiles takes an address with {z}, {x} and {y}, as https://tile.openstreetmap.org/{z}/{x}/{y}.png, not "${template}".`,
    );
  return { template, system };
}

/** Where its tiles come from, as a source of a Content-Security-Policy. */
export function originOf({ template }: TileSource): string {
  const [scheme = '', host = ''] = template.split(/:\/\/|\//, 2);
  return `${scheme}://${host.replace('{s}', '*')}`;
}
