import { phone } from '../phone';
import { isRecord } from '../values';

/** WeChat's limit per key, bytes. Its 10 MB in total are not checked: a browser keeps less. */
const MOST_KEY_BYTES = 1024 * 1024;

const PHONES = 'phone:';
/** Prefix of keys in localStorage, which keeps the data of different people apart. */
const prefix = `${PHONES}${phone.person}:`;

/** Empties the storage of everybody's phone in this browser. */
export function forgetAllPhones(): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PHONES)) localStorage.removeItem(key);
  }
}

function keys(): string[] {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length));
}

/** Returns the key in localStorage. @throws Error with WeChat's message for an invalid key */
function browserKey(api: string, key: unknown): string {
  if (typeof key === 'string' && key !== '') return prefix + key;
  throw new Error(`${api}:fail parameter error: key should be a non-empty string`);
}

/** Stores a JSON value or a date, both of which WeChat stores. */
function write(key: unknown, value: unknown): void {
  const place = browserKey('setStorageSync', key);
  const text = JSON.stringify(value instanceof Date ? { date: value.getTime() } : { value });
  const size = new TextEncoder().encode(text).length;
  if (size > MOST_KEY_BYTES) throw new Error('setStorageSync:fail exceed storage max size 1MB');
  localStorage.setItem(place, text);
}

/** Returns the stored value, or '' for a missing key. */
function read(key: unknown): unknown {
  const text = localStorage.getItem(browserKey('getStorageSync', key));
  const held: unknown = text === null ? null : JSON.parse(text);
  if (!isRecord(held)) return '';
  return 'date' in held ? new Date(Number(held['date'])) : held['value'];
}

export const storageApis: Readonly<Record<string, unknown>> = {
  setStorageSync: write,
  getStorageSync: read,
  removeStorageSync: (key: unknown) => {
    localStorage.removeItem(browserKey('removeStorageSync', key));
  },
  clearStorageSync: () => {
    for (const key of keys()) localStorage.removeItem(prefix + key);
  },
  getStorageInfoSync: () => ({ keys: keys() }),
};
