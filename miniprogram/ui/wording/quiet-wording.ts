import type { QuietHours } from '../../contract/notices';

/** Formats quiet hours: `23:00–8:00`, or `不设` without any. */
export function quietWords(quiet: QuietHours | null): string {
  return quiet === null ? '不设' : `${quiet.from}:00–${quiet.to}:00`;
}

const QUIET_HOURS: readonly (QuietHours | null)[] = [
  null,
  { from: 22, to: 7 },
  { from: 23, to: 8 },
  { from: 0, to: 9 },
];

/** Quiet hours to choose from, for the board's bell and for the robot of a group. */
export const QUIET_CHOICES = QUIET_HOURS.map((quiet) => ({ text: quietWords(quiet), quiet }));
