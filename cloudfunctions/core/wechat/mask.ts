/**
 * A phone number as it may leave the cloud: of a run of 11 digits the first three and the last four, of a shorter one less; what follows (an
 * extension) is hidden whole.
 */
export function maskedPhone(phone: string): string {
  const [first = '', ...rest] = phone.split(/(?<=\d{5,})(?!\d)/);
  return maskedRuns(first, 5) + rest.join('').replace(/\d/g, '*');
}

/** Words of a delivery company with every run of 7 digits or more masked: they may hold phone numbers [I]. */
export function maskedDigits(words: string): string {
  return maskedRuns(words, 7);
}

function maskedRuns(text: string, length: number): string {
  return text.replace(new RegExp(`\\d{${length},}`, 'g'), (digits) => {
    const shown = digits.length >= 11 ? { head: 3, tail: 4 } : { head: 0, tail: 2 };
    const hidden = digits.length - shown.head - shown.tail;
    return digits.slice(0, shown.head) + '*'.repeat(hidden) + digits.slice(-shown.tail);
  });
}
