import type { Colour } from './colour';
import { colourOf, contrastOf, faded, NOTHING, over, WHITE } from './colour';
import type { Finding } from './finding';
import { finding } from './finding';
import type { TextLine } from './text-boxes';
import { isShown } from './text-boxes';

const ENOUGH = 4.5;
/** For large text: 24 px, or 18.66 px in bold (WCAG 1.4.3). */
const ENOUGH_FOR_LARGE = 3;
/** Fields that show what is in them as text. */
const WITH_TEXT =
  'textarea, input:not([type="range"], [type="checkbox"], [type="radio"], [type="hidden"])';

/**
 * Text that is hard to tell from its ground, by the colours that the browser paints: the text's own, the grounds of all elements around it, see-through
 * ones too, and their opacity. What merely lies below without being around it does not count.
 */
export function lowContrast(root: Element, lines: readonly TextLine[]): Finding[] {
  const elements = [...new Set(lines.map(({ element }) => element))];
  const fields = [...root.querySelectorAll(WITH_TEXT)].filter(isShown);
  return [
    ...elements.flatMap((element) => {
      const style = getComputedStyle(element);
      return check(element, style, colourOf(style.color), undefined);
    }),
    ...fields.flatMap((field) => {
      if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return [];
      const isEmpty = field.value === '';
      const style = getComputedStyle(field, isEmpty ? '::placeholder' : null);
      const text = faded(colourOf(style.color), isEmpty ? Number(style.opacity) : 1);
      return check(field, style, text, isEmpty ? field.placeholder : field.value);
    }),
  ];
}

function check(
  element: Element,
  style: CSSStyleDeclaration,
  colour: Colour,
  text: string | undefined,
): Finding[] {
  if (text === '' || element.closest('[disabled], [aria-disabled="true"]') !== null) return [];
  const needed = isLarge(style) ? ENOUGH_FOR_LARGE : ENOUGH;
  const ratio = Math.min(
    ...Array.from({ length: variety(element) }, (_, variant) =>
      contrastOf(painted(element, colour, variant), painted(element, NOTHING, variant)),
    ),
  );
  if (ratio >= needed) return [];
  return [finding('contrast', element, `${ratio.toFixed(2)} of ${needed}`, text)];
}

function isLarge({ fontSize, fontWeight }: CSSStyleDeclaration): boolean {
  const px = Number.parseFloat(fontSize);
  return px >= 24 || (px >= 18.66 && Number(fontWeight) >= 700);
}

/** What reaches the eye where something of a colour stands in an element: elements are groups that are painted whole, then faded, over what is below. */
function painted(element: Element, colour: Colour, variant: number): Colour {
  let seen = colour;
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const grounds = groundsOf(at);
    seen = over(seen, grounds[Math.min(variant, grounds.length - 1)] ?? NOTHING);
    seen = faded(seen, Number(getComputedStyle(at).opacity));
  }
  return over(seen, WHITE);
}

/** How many colours the grounds around an element have at most. */
function variety(element: Element): number {
  let most = 1;
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    most = Math.max(most, groundsOf(at).length);
  }
  return most;
}

/** One colour, or all those of a gradient. Pictures are not looked into. */
function groundsOf(element: Element): readonly Colour[] {
  const { backgroundColor, backgroundImage } = getComputedStyle(element);
  const plain = colourOf(backgroundColor);
  const stops = backgroundImage.includes('gradient(')
    ? (backgroundImage.match(/(?:rgba?|color|oklab|oklch)\([^)]*\)/g) ?? [])
    : [];
  return stops.length === 0 ? [plain] : stops.map((stop) => over(colourOf(stop), plain));
}
