import type { PlacedText, placeLabels, WorldPoint } from './map-labels';

/** Names by zoom level. Levels that differ by less than a hundredth share one placing. */
export class PlacedLabels {
  private readonly placed = new Map<number, readonly PlacedText[]>();

  constructor(private readonly place: typeof placeLabels) {}

  /**
   * Returns the names where they lie at a zoom level: the world is so large there that a thousandth
   * of a level moves them by hundreds of pixels.
   */
  at(
    zoom: number,
    project: (position: readonly [number, number], zoom: number) => WorldPoint,
  ): readonly PlacedText[] {
    const shared = Math.round(zoom * 100) / 100;
    const known = this.placed.get(shared);
    const labels = known ?? this.place(shared, (position) => project(position, shared));
    if (this.placed.size > 20) this.placed.clear();
    this.placed.set(shared, labels);
    const factor = 2 ** (zoom - shared);
    return labels.map((one) => ({ ...one, at: { x: one.at.x * factor, y: one.at.y * factor } }));
  }
}
