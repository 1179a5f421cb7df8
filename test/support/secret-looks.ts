/** Quoted text of letters, digits and the marks of base64, too long to be a short word. */
const QUOTED = /(["'`])([\w+/=-]{20,})\1/g;
/** As keys, hashes and AppSecrets are written. */
const HEXADECIMAL = /(?<![0-9a-z])[0-9a-f]{32,}(?![0-9a-z])/gi;
/** In random text two characters in three are of another kind than the one before; in names and paths one in three, seldom more. */
const LEAST_CHANGES = 0.4;

/** What in a text looks like a secret: long hexadecimal numbers, and quoted text in which letters, capitals and digits follow each other as by chance. */
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
