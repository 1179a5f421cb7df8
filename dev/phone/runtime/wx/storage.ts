import { phone } from '../phone';
import { isRecord, textOf } from '../values';
import { ApiFailure, asyncApi } from './api';

/** WeChat: one key holds at most 1 MB, all of them 10 MB. */
const MOST_KEY_BYTES = 1024 * 1024;
const MOST_BYTES = 10 * MOST_KEY_BYTES;

const PHONES = 'phone:';
/** Each person holds a phone of their own. */
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

function bytesUsed(): number {
  return keys().reduce((sum, key) => sum + bytesOf(localStorage.getItem(prefix + key) ?? ''), 0);
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

function checkedKey(key: unknown): string {
  if (typeof key !== 'string' || key === '')
    throw new ApiFailure('parameter error: key should be a non-empty string');
  return key;
}

/** Values keep what JSON keeps, and dates and undefined beside it, as on a phone. */
function write(key: unknown, value: unknown): void {
  const name = checkedKey(key);
  const text = JSON.stringify(value instanceof Date ? { date: value.getTime() } : { value });
  const size = bytesOf(text);
  if (size > MOST_KEY_BYTES) throw new ApiFailure('exceed storage max size 1MB');
  if (bytesUsed() + size > MOST_BYTES) throw new ApiFailure('exceed storage max size 10MB');
  localStorage.setItem(prefix + name, text);
}

/** undefined when there is nothing under the key. */
function read(key: unknown): { readonly found: boolean; readonly value: unknown } {
  const text = localStorage.getItem(prefix + checkedKey(key));
  if (text === null) return { found: false, value: '' };
  const held: unknown = JSON.parse(text);
  if (!isRecord(held)) return { found: false, value: '' };
  return { found: true, value: 'date' in held ? new Date(Number(held['date'])) : held['value'] };
}

function info(): Record<string, unknown> {
  return { keys: keys(), currentSize: Math.ceil(bytesUsed() / 1024), limitSize: MOST_BYTES / 1024 };
}

function clear(): void {
  for (const key of keys()) localStorage.removeItem(prefix + key);
}

function remove(key: unknown): void {
  localStorage.removeItem(prefix + checkedKey(key));
}

/** Runs a synchronous API; its failure is thrown with WeChat's words. */
function sync<T>(name: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof ApiFailure)
      throw new Error(`${name}:fail ${error.message}`, { cause: error });
    throw error;
  }
}

export const storageApis: Readonly<Record<string, unknown>> = {
  setStorageSync: (key: unknown, value: unknown) => {
    sync('setStorageSync', () => {
      write(key, value);
    });
  },
  getStorageSync: (key: unknown) => sync('getStorageSync', () => read(key).value),
  removeStorageSync: (key: unknown) => {
    sync('removeStorageSync', () => {
      remove(key);
    });
  },
  clearStorageSync: clear,
  getStorageInfoSync: info,
  setStorage: asyncApi('setStorage', ({ key, data }) => {
    write(key, data);
  }),
  getStorage: asyncApi('getStorage', ({ key }) => {
    const { found, value } = read(key);
    if (!found) throw new ApiFailure(`data not found: ${textOf(key)}`);
    return { data: value };
  }),
  removeStorage: asyncApi('removeStorage', ({ key }) => {
    remove(key);
  }),
  clearStorage: asyncApi('clearStorage', () => {
    clear();
  }),
  getStorageInfo: asyncApi('getStorageInfo', () => info()),
};
