import type { QuietHours } from '../../contract/notices';

/** Formats quiet hours: `23:00–8:00`, or `不设` if there are none. */
export function quietWords(quietHours: QuietHours | null): string {
  return quietHours === null ? '不设' : `${quietHours.from}:00–${quietHours.to}:00`;
}

const QUIET_HOURS: readonly (QuietHours | null)[] = [
  null,
  { from: 22, to: 7 },
  { from: 23, to: 8 },
  { from: 0, to: 9 },
];

/** Options for the quiet hours of the board's sound, a group's robot and subscribe messages. */
export const QUIET_CHOICES = QUIET_HOURS.map((quiet) => ({ text: quietWords(quiet), quiet }));
