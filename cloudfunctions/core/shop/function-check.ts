import type { CheckLine, FindingName } from '../../../miniprogram/shared/self-check';
import { checkLine } from '../../../miniprogram/shared/self-check';
import type { Call } from '../runtime/define-function';
import { readApiBaseUrl, readSettingsKeys } from '../runtime/settings';
import { listAccounts, openSecret } from './accounts';
import { appSecretState } from './app-secret';
import { readShop } from './shop-document';
import type { ShopParts } from './shop-parts';

/** Functions that people call need at least so long: WeChat itself may take most of it. Of the 3 s that are WeChat's own default too little is left. */
const LEAST_TIME_LIMIT_MS = 10_000;

type Parts = Pick<ShopParts, 'collections' | 'seal' | 'environment'>;

/** What each function that people call has of its own: its time-out, and its settings, by which it opens what the owner has entered. */
export async function checkFunction(
  parts: Parts,
  name: string,
  call: Call,
): Promise<readonly CheckLine[]> {
  return [...(await checkSettings(parts, name, call)), timeLimitLine(name, call)];
}

function timeLimitLine(about: string, { timeLimitMs }: Call): CheckLine {
  if (timeLimitMs === null) return checkLine('time-limit', 'time-limit-untold', { about });
  const isEnough = timeLimitMs >= LEAST_TIME_LIMIT_MS;
  const finding = isEnough ? 'time-limit-enough' : 'time-limit-short';
  return checkLine('time-limit', finding, { about, value: String(timeLimitMs / 1000) });
}

async function checkSettings(
  parts: Parts,
  about: string,
  call: Call,
): Promise<readonly CheckLine[]> {
  const { environment } = parts;
  const key = keyProblem(parts);
  const wrong: (CheckLine | null)[] = [
    isFine(() => readApiBaseUrl(environment))
      ? null
      : checkLine('settings', 'base-url-invalid', { about }),
    key === null ? null : checkLine('settings', key.finding, { about, value: key.value }),
    ...(key === null ? await closedLines(parts, about, call) : []),
  ];
  const found = wrong.filter((line) => line !== null);
  return found.length > 0 ? found : [checkLine('settings', 'settings-complete', { about })];
}

function keyProblem({
  environment,
}: Parts): { readonly finding: FindingName; readonly value: string } | null {
  if (isFine(() => readSettingsKeys(environment))) return null;
  if ((environment['SETTINGS_KEY'] ?? '').trim() === '') {
    return { finding: 'key-missing', value: 'SETTINGS_KEY' };
  }
  const isCurrent = !isFine(() => readSettingsKeys({ SETTINGS_KEY: environment['SETTINGS_KEY'] }));
  return {
    finding: 'key-invalid',
    value: isCurrent ? 'SETTINGS_KEY' : 'SETTINGS_KEY_PREVIOUS',
  };
}

/** Of secrets that are stored and that this function's key does not open: another function may have stored them with another key. */
async function closedLines(
  { collections, seal, environment }: Parts,
  about: string,
  { caller: { appId } }: Call,
): Promise<readonly CheckLine[]> {
  const [shop, accounts] = await Promise.all([
    readShop(collections.shop),
    listAccounts(collections.accounts),
  ]);
  const isClosed =
    appSecretState(shop, appId, seal, environment) === 'lost' ||
    accounts.some((account) => openSecret(seal(), account) === null);
  return isClosed ? [checkLine('settings', 'key-differs', { about })] : [];
}

function isFine(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
