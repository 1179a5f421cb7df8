import type { QuietHours } from '../../../miniprogram/contract/notices';
import type { Fields } from './documents';

/** Reads quiet hours from the flat fields of a store or a person; null if none are set. */
export function quietHoursOf(from: unknown, to: unknown): QuietHours | null {
  return typeof from === 'number' && typeof to === 'number' ? { from, to } : null;
}

export function quietHoursFields(quiet: QuietHours | null): Fields {
  return { quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null };
}
