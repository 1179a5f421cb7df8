import type { ScreenSettings } from './settings-card';
import { CLIENTS, SCREENS, TEXTS, THEMES } from './settings-card';

/** Key in localStorage. */
const KEPT = 'screen';

/** Reads the screen settings from localStorage. A missing or unknown value gets its default. */
export function keptScreen(): ScreenSettings {
  const kept = new Map(Object.entries(storedFields()));
  return {
    screen: chosenOf(SCREENS, kept.get('screen')),
    theme: chosenOf(THEMES, kept.get('theme')),
    text: chosenOf(TEXTS, kept.get('text')),
    client: chosenOf(CLIENTS, kept.get('client')),
  };
}

export function keepScreen({ screen, theme, text, client }: ScreenSettings): void {
  localStorage.setItem(KEPT, JSON.stringify({ screen, theme, text, client }));
}

function storedFields(): object {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEPT) ?? '{}');
    return typeof stored === 'object' && stored !== null ? stored : {};
  } catch {
    return {};
  }
}

/** Returns the stored option, or the first one, which is the default. */
function chosenOf<Value>(
  options: readonly [{ readonly value: Value }, ...{ readonly value: Value }[]],
  kept: unknown,
): Value {
  return (options.find(({ value }) => value === kept) ?? options[0]).value;
}
