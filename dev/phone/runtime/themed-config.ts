import type { PhoneManifest } from '../manifest';
import { phone } from './phone';
import { isRecord } from './values';

/** A part of app.json or a page's JSON with what `@names` of theme.json mean in the phone's theme now. */
export function themedConfig(
  config: Readonly<Record<string, unknown>>,
  theme: PhoneManifest['theme'],
): Record<string, unknown> {
  const colours: unknown = theme?.[phone.settings.theme];
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => {
      const name = typeof value === 'string' && value.startsWith('@') ? value.slice(1) : null;
      return [key, name !== null && isRecord(colours) ? colours[name] : value];
    }),
  );
}
