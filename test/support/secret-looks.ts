/** Quoted text of letters, digits and base64 marks, longer than a word. */
const QUOTED = /(["'`])([\w+/=-]{20,})\1/g;
/** The form of keys, hashes and AppSecrets. */
const HEXADECIMAL = /(?<![0-9a-z])[0-9a-f]{32,}(?![0-9a-z])/gi;
/** Share of changes between kinds of characters. Random text has 2/3, names and paths 1/3. */
const LEAST_CHANGES = 0.4;

/** Finds likely secrets: long hexadecimal numbers, and quoted random text. */
export function secretLooksIn(text: string): readonly string[] {
  const numbers = [...text.matchAll(HEXADECIMAL)].map(([number]) => number);
  const quoted = [...text.matchAll(QUOTED)].map(([, , held = '']) => held);
  return [...numbers, ...quoted.filter(isRandom)];
}

function isRandom(text: string): boolean {
  if (!/\d/.test(text) || !/[a-z]/i.test(text)) return false;
  let changes = 0;
  for (let index = 1; index < text.length; index += 1) {
    if (kindOf(text.charAt(index)) !== kindOf(text.charAt(index - 1))) changes += 1;
  }
  return changes >= LEAST_CHANGES * text.length;
}

function kindOf(character: string): string {
  if (/\d/.test(character)) return 'digit';
  if (/[a-z]/.test(character)) return 'letter';
  return /[A-Z]/.test(character) ? 'capital' : 'mark';
}
