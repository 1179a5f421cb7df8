/**
 * Writes a straight-line distance from the store, rounded because positions are not exact: `距店 350
 * 米（直线）`, `距店 1.2 公里（直线）`.
 */
export function fromStore(metres: number): string {
  const tens = Math.round(metres / 10) * 10;
  const distance = tens < 1000 ? `${tens} 米` : `${(metres / 1000).toFixed(1)} 公里`;
  return `距店 ${distance}（直线）`;
}
