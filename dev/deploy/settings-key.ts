import { createHash } from 'node:crypto';
import type { DeployRecord } from './record';
import type { DeploySettings } from './settings';

const MARK = 'settings-key';

/**
 * With another SETTINGS_KEY nobody can read the secrets that the owner has entered.
 *
 * @throws Error when the key is not the one that was deployed before, and the one before it is not given along
 */
export function refuseLostKey(settings: DeploySettings, { marks }: DeployRecord): void {
  const { SETTINGS_KEY, SETTINGS_KEY_PREVIOUS } = settings.functionEnvironment;
  const before = marks[MARK];
  if (before === undefined || SETTINGS_KEY === undefined) return;
  if (markOf(SETTINGS_KEY) === before) return;
  if (SETTINGS_KEY_PREVIOUS !== undefined && markOf(SETTINGS_KEY_PREVIOUS) === before) return;
  throw new Error(
    'SETTINGS_KEY is another than the one that was deployed before: all secrets in the shop would have to be entered again. Give the old one as SETTINGS_KEY_PREVIOUS, or leave SETTINGS_KEY out.',
  );
}

/** The record with the key that is about to be deployed. */
export function withKey(settings: DeploySettings, record: DeployRecord): DeployRecord {
  const { SETTINGS_KEY } = settings.functionEnvironment;
  if (SETTINGS_KEY === undefined) return record;
  return { marks: { ...record.marks, [MARK]: markOf(SETTINGS_KEY) } };
}

/** Of 32 random bytes: they cannot be guessed from it. */
function markOf(key: string): string {
  return createHash('sha256').update(`settings key ${key}`).digest('hex');
}
