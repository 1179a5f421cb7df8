/** Time for which a person has waited for an answer: `long` from 1.5 s on, `very-long` from 5 s. */
export type Waited = 'long' | 'very-long';

/** Writes what a person who waits is told; empty in the first moments. */
export function waitingWords(waited: Waited | null): string {
  if (waited === null) return '';
  return waited === 'long' ? '正在问微信…' : '比平时慢，还在等';
}
