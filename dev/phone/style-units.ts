const UNITS =
  /url\([^)]*\)|"[^"]*"|'[^']*'|(?<![\w.-])(-?(?:\d+\.?\d*|\.\d+))(rpx|rem|vh|vw)\b|\benv\(\s*safe-area-inset-(top|right|bottom|left)[^)]*\)/g;

/**
 * Translates WeChat's units to CSS: rpx and rem to multiples of variables (phone width, text size),
 * vh and vw to parts of the page's area (a CSS container), safe areas to those of the drawn phone.
 */
export function phoneUnits(value: string): string {
  return value.replace(
    UNITS,
    (token, number: string | undefined, unit: string | undefined, side: string | undefined) => {
      if (side !== undefined) return `var(--phone-safe-${side}, 0px)`;
      if (number === undefined || unit === undefined) return token;
      if (unit === 'vh') return `${number}cqh`;
      if (unit === 'vw') return `${number}cqw`;
      return `calc(var(--phone-${unit}) * ${number})`;
    },
  );
}
