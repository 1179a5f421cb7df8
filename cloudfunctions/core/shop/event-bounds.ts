/** The longest event that a page of ours sends is 8 kB: an account with 100 stores. */
const MAX_CHARACTERS = 20_000;
const MAX_DEPTH = 8;
/** Names by which an object would reach into all others. */
const PROTOTYPE_KEYS = ['__proto__', 'constructor', 'prototype'];

/** Whether an event is an object that may be looked at: neither too long nor too deep, and without names that mean more than themselves. */
export function isBounded(event: unknown): event is Readonly<Record<string, unknown>> {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return false;
  try {
    return roomAfter(event, MAX_DEPTH, MAX_CHARACTERS) >= 0;
  } catch {
    return false; // What cannot even be read is nothing that a page of ours sends.
  }
}

/** How much room a value leaves; negative when it has none. Ends as soon as that is so, however great the value. */
function roomAfter(value: unknown, depth: number, room: number): number {
  if (typeof value === 'string') return room - value.length;
  if (typeof value !== 'object' || value === null) return room - 1;
  if (depth === 0) return -1;
  let left = room - 2;
  for (const [key, held] of Object.entries(value)) {
    if (PROTOTYPE_KEYS.includes(key)) return -1;
    left = roomAfter(held, depth - 1, left - key.length);
    if (left < 0) return -1;
  }
  return left;
}
