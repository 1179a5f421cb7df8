/** What keys have typed that no field has taken: the buffer of a scanner that types beside it. */
export interface TypedKeys {
  readonly text: string;
  /** A key is held that makes a shortcut of the next character. */
  readonly isShortcut: boolean;
}

export const NO_KEYS: TypedKeys = { text: '', isShortcut: false };

/** WeChat tells of these when they go down only, and not with the key that they are held for. */
const SHORTCUT_KEYS: readonly string[] = ['Control', 'Meta', 'Alt'];

/** @param key its character, or its name (`Backspace`, `Shift`) */
export function withKey(typed: TypedKeys, key: string): TypedKeys {
  if (SHORTCUT_KEYS.includes(key)) return { ...typed, isShortcut: true };
  if (key === 'Backspace') return { text: typed.text.slice(0, -1), isShortcut: false };
  if (key.length !== 1) return typed;
  return { text: typed.isShortcut ? typed.text : typed.text + key, isShortcut: false };
}
