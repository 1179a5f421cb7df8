/** Writes a straight-line distance from the store: `距店 350 米（直线）`, `距店 1.2 公里（直线）`. */
export function fromStore(metres: number): string {
  return `距店 ${lengthWords(metres)}（直线）`;
}

/**
 * Writes a length: `350 米`, `1.2 公里`.
 *
 * @param step metres to which it is rounded below a kilometre, because positions are not exact
 */
export function lengthWords(metres: number, step = 10): string {
  const rounded = Math.round(metres / step) * step;
  return rounded < 1000 ? `${rounded} 米` : `${(metres / 1000).toFixed(1)} 公里`;
}
