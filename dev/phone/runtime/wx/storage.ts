import { phone } from '../phone';
import { isRecord } from '../values';

const PHONES = 'phone:';
/** Prefix of keys in localStorage, which keeps the data of different people apart. */
const prefix = `${PHONES}${phone.person}:`;

/** Empties the storage of everybody's phone in this browser. */
export function forgetAllPhones(): void {
  for (const key of keysAfter(PHONES)) localStorage.removeItem(PHONES + key);
}

/** What the person always answers about a template (总是保持); null when WeChat asks. */
export const alwaysAnswered = {
  read: (templateId: string) => localStorage.getItem(alwaysKey(templateId)),
  write: (templateId: string, answer: string) => {
    localStorage.setItem(alwaysKey(templateId), answer);
  },
};

function alwaysKey(templateId: string): string {
  // Beside the mini-program's own storage, which begins with the person and a colon.
  return `${PHONES}${phone.person} always ${templateId}`;
}

function keysAfter(start: string): string[] {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(start))
    .map((key) => key.slice(start.length));
}

/** Storage of JSON values. A missing key reads as ''. Only tests and benchmarks clear it. */
export const storageApis: Readonly<Record<string, unknown>> = {
  setStorageSync: (key: string, value: unknown) => {
    localStorage.setItem(prefix + key, JSON.stringify({ value }));
  },
  getStorageSync: (key: string) => {
    const text = localStorage.getItem(prefix + key);
    const stored: unknown = text === null ? null : JSON.parse(text);
    return isRecord(stored) ? stored['value'] : '';
  },
  removeStorageSync: (key: string) => {
    localStorage.removeItem(prefix + key);
  },
  clearStorageSync: () => {
    for (const key of keysAfter(prefix)) localStorage.removeItem(prefix + key);
  },
  getStorageInfoSync: () => ({ keys: keysAfter(prefix) }),
};
