import { readFileSync } from 'node:fs';
import path from 'node:path';
import postcss from 'postcss';

const FILE = path.join(__dirname, '../../../miniprogram/styles/tokens.wxss');

type Tokens = ReadonlyMap<string, string>;

/** Colour tokens of a theme; the dark ones stand in a media query and override the light ones. */
function tokensOf(theme: 'light' | 'dark'): Tokens {
  const tokens = new Map<string, string>();
  const root = postcss.parse(readFileSync(FILE, 'utf8'));
  root.walkDecls(/^--/, (declaration) => {
    const around = declaration.parent?.parent;
    const isDark =
      around?.type === 'atrule' && around.params.includes('prefers-color-scheme: dark');
    if (!isDark || theme === 'dark') tokens.set(declaration.prop.slice(2), declaration.value);
  });
  return tokens;
}

/** WCAG 2.1: relative luminance of #rrggbb. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(tokens: Tokens, text: string, ground: string): number {
  const [one, other] = [text, ground].map((name) => {
    const value = tokens.get(name);
    if (value === undefined || !/^#[0-9a-f]{6}$/.test(value)) throw new Error(`no colour ${name}`);
    return luminance(value) + 0.05;
  });
  return Math.max(one ?? 0, other ?? 0) / Math.min(one ?? 1, other ?? 1);
}

const TONES = ['go', 'wait', 'done', 'bad', 'back'];
const PAIRS = [
  ['ink', 'bg'],
  ['ink', 'surface'],
  ['ink-2', 'bg'],
  ['ink-2', 'surface'],
  ['ink', 'line'],
  ['ink-2', 'line'],
  ['placeholder', 'surface'],
  ['brand', 'surface'],
  ['on-brand', 'brand'],
  ...TONES.flatMap((tone) => [
    [tone, `${tone}-on`],
    [tone, 'surface'],
    [tone, 'line'],
    ['ink', `${tone}-on`],
  ]),
] as [string, string][];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it.each(PAIRS)('%s on %s can be read: at least 4.5 to 1', (text, ground) => {
    expect(contrast(tokensOf(theme), text, ground)).toBeGreaterThanOrEqual(4.5);
  });
});

it('every colour of the light theme has its twin in the dark one', () => {
  const light = tokensOf('light');
  const dark = tokensOf('dark');
  const colours = [...light].filter(([, value]) => value.startsWith('#')).map(([name]) => name);
  expect(colours.filter((name) => light.get(name) === dark.get(name))).toEqual([]);
});
