const UNITS =
  /url\([^)]*\)|"[^"]*"|'[^']*'|(?<![\w.-])(-?(?:\d+\.?\d*|\.\d+))(rpx|rem|vh|vw)\b|\benv\(\s*safe-area-inset-(top|right|bottom|left)[^)]*\)/g;

/**
 * Translates WeChat's units: rpx and rem become variables (phone width, text size), vh and vw refer
 * to the page's area (a container), and the safe area is the drawn phone's.
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
