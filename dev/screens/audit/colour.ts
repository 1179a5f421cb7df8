/** Red, green, blue from 0 to 1, multiplied by alpha, and alpha. */
export type Colour = readonly [red: number, green: number, blue: number, alpha: number];

export const NOTHING: Colour = [0, 0, 0, 0];
export const WHITE: Colour = [1, 1, 1, 1];

const known = new Map<string, Colour>();
let context: CanvasRenderingContext2D | null = null;

/** Any colour that CSS can write, as the browser paints it. */
export function colourOf(css: string): Colour {
  const before = known.get(css);
  if (before !== undefined) return before;
  context ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('This browser does not paint.');
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
  const part = alpha / 255;
  const colour: Colour = [(red / 255) * part, (green / 255) * part, (blue / 255) * part, part];
  known.set(css, colour);
  return colour;
}

/** One colour over another. */
export function over(upper: Colour, lower: Colour): Colour {
  const through = 1 - upper[3];
  return [
    upper[0] + lower[0] * through,
    upper[1] + lower[1] * through,
    upper[2] + lower[2] * through,
    upper[3] + lower[3] * through,
  ];
}

export function faded(colour: Colour, opacity: number): Colour {
  return [colour[0] * opacity, colour[1] * opacity, colour[2] * opacity, colour[3] * opacity];
}

/** WCAG 2's contrast of two opaque colours, 1 to 21. */
export function contrastOf(one: Colour, other: Colour): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance([red, green, blue]: Colour): number {
  const linear = (value: number): number =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
