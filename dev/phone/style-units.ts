const UNITS =
  /url\([^)]*\)|"[^"]*"|'[^']*'|(?<![\w.-])(-?(?:\d+\.?\d*|\.\d+))(rpx|rem|vh|vw)\b|\benv\(\s*safe-area-inset-(top|right|bottom|left)[^)]*\)/g;

/**
 * What WeChat's units mean on the local phone: rpx and rem are variables (the phone's width, its
 * text size), vh and vw are of the page's area (a container), and the safe area is the drawn
 * phone's.
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
