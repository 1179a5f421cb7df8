import { readApiBaseUrl, readSettingsKeys } from '../runtime/settings';
import { failedCheck } from '../providers/failed-check';
import { decryptRobot, listRobots } from '../notices/robots';
import { decryptSecret, listAccounts, readAccounts } from '../shop/accounts';
import { appSecretSubject, listMiniPrograms } from '../shop/mini-programs';
import { listStores } from '../shop/stores';
import {
  type CheckLine,
  type CheckName,
  type CheckedLines,
  checkLine,
  FINDINGS,
} from '../../../miniprogram/contract/self-check';
import { isScopeWithin } from '../../../miniprogram/contract/shop';
import type { CallContext } from '../runtime/define-function';
import { orUpstreamTimeout } from '../runtime/in-time';
import { type Action, OWNER_ONLY, staffAction } from '../access/access';
import { nothing } from '../access/input-shapes';
import type { ShopContext } from '../access/shop-context';

export function functionCheckAction(context: ShopContext, functionName: string): Action {
  return staffAction({
    ...OWNER_ONLY,
    input: nothing,
    handle: async (_input, { call }) =>
      logWrong(call, await checkItself(context, functionName, call)),
  });
}

export function checkItself(
  context: ShopContext,
  name: string,
  call: CallContext,
): Promise<readonly CheckLine[]> {
  const check = async () => [...(await checkSettings(context, name)), timeLimitLine(name, call)];
  return runChecks(['settings', 'time-limit'], call, check, name);
}

/** Runs checks within the time of the call. After an error or a time-out, all count as failed. */
export async function runChecks(
  checkNames: readonly CheckName[],
  call: CallContext,
  run: () => Promise<readonly CheckLine[]>,
  about = '',
): Promise<readonly CheckLine[]> {
  try {
    return await orUpstreamTimeout(run(), call.timeLeftMs());
  } catch (error) {
    return checkNames.map((name) => failedCheck(name, error, about));
  }
}

/** Logs which findings are `wrong`, and returns the lines as the answer of a self-check. */
export function logWrong(call: CallContext, lines: readonly CheckLine[]): CheckedLines {
  const wrong = lines.flatMap(({ finding }) => (FINDINGS[finding] === 'wrong' ? [finding] : []));
  call.note({ wrong: wrong.join(' ') });
  return { lines };
}

export function minutesSince(timeMs: number, nowMs: number): string {
  return String(Math.max(0, Math.round((nowMs - timeMs) / 60_000)));
}

/** Minimum time limit (ms) of a function. Requests to WeChat may use up the default of 3 s. */
const MIN_TIME_LIMIT_MS = 10_000;

type SettingsContext = Pick<ShopContext, 'collections' | 'encryption' | 'environment' | 'shop'>;

function timeLimitLine(about: string, { timeLimitMs }: CallContext): CheckLine {
  if (timeLimitMs === null) return checkLine('time-limit', 'time-limit-untold', { about });
  const isEnough = timeLimitMs >= MIN_TIME_LIMIT_MS;
  const finding = isEnough ? 'time-limit-enough' : 'time-limit-short';
  return checkLine('time-limit', finding, { about, value: String(timeLimitMs / 1000) });
}

async function checkSettings(context: SettingsContext, about: string) {
  const { environment } = context;
  const badKeyLine = badKeyLineOf(context, about);
  const lines: CheckLine[] = [
    ...(doesNotThrow(() => readApiBaseUrl(environment))
      ? []
      : [checkLine('settings', 'base-url-invalid', { about })]),
    ...(badKeyLine === null ? await checkSecrets(context, about) : [badKeyLine]),
  ];
  const isWrong = lines.some(({ finding }) => FINDINGS[finding] === 'wrong');
  return isWrong ? lines : [checkLine('settings', 'settings-complete', { about }), ...lines];
}

function badKeyLineOf({ environment }: SettingsContext, functionName: string): CheckLine | null {
  const { SETTINGS_KEY: currentKey = '' } = environment;
  if (doesNotThrow(() => readSettingsKeys(environment))) return null;
  if (currentKey.trim() === '')
    return checkLine('settings', 'key-missing', { about: functionName, value: 'SETTINGS_KEY' });
  const isCurrentFine = doesNotThrow(() => readSettingsKeys({ SETTINGS_KEY: currentKey }));
  const keyName = isCurrentFine ? 'SETTINGS_KEY_PREVIOUS' : 'SETTINGS_KEY';
  return checkLine('settings', 'key-invalid', { about: functionName, value: keyName });
}

/** Checks that this function's keys decrypt all secrets, and whether the previous key is needed. */
async function checkSecrets(context: SettingsContext, about: string) {
  const { collections, encryption, environment } = context;
  const [{ ours }, accounts, robots] = await Promise.all([
    listMiniPrograms(context),
    listAccounts(collections.accounts),
    listRobots(collections.stores),
  ]);
  const secrets = [
    ...ours.flatMap(({ appSecret, appId }) =>
      appSecret === null ? [] : [encryption().decrypt(appSecret, appSecretSubject(appId))],
    ),
    ...accounts.map((account) => decryptSecret(encryption(), account)),
    ...robots.flatMap((storedRobot) =>
      storedRobot.encrypted === null ? [] : [decryptRobot(encryption, storedRobot)],
    ),
  ];
  if (secrets.includes(null)) return [checkLine('settings', 'key-differs', { about })];
  if (readSettingsKeys(environment).previous === null) return [];
  const oldCount = secrets.filter((secret) => secret?.isOld === true).length;
  return [
    oldCount === 0
      ? checkLine('settings', 'key-previous-idle', { about })
      : checkLine('settings', 'key-previous-needed', { about, value: String(oldCount) }),
  ];
}

function doesNotThrow(readSetting: () => unknown): boolean {
  try {
    readSetting();
    return true;
  } catch {
    return false;
  }
}

/** Checks what the owner still has to enter, and which stored entries are of another shop. */
export async function checkEnteredData(
  context: Pick<ShopContext, 'collections' | 'shop'>,
): Promise<readonly CheckLine[]> {
  const { collections } = context;
  const [{ ours, foreign }, stores, { accounts, damagedStores }] = await Promise.all([
    listMiniPrograms(context),
    listStores(collections.stores),
    readAccounts(collections.accounts),
  ]);
  // Stores of unreadable accounts are left out: another check reports these accounts.
  const servedStoreIds = new Set(
    accounts.flatMap(({ bindings }) => bindings.map(({ storeId }) => storeId)),
  );
  const unserved = stores.filter(
    ({ storeId }) => !servedStoreIds.has(storeId) && !isScopeWithin([storeId], damagedStores),
  );
  const withSecret = [...ours, ...foreign].filter(({ appSecret }) => appSecret !== null);
  const secrets = withSecret.length + accounts.length;
  const usedAppIds = [...new Set(accounts.map(({ appId }) => appId))];
  const namesWithoutSecret = usedAppIds.flatMap((appId) => {
    const { appSecret = null, name = '' } = ours.find((program) => program.appId === appId) ?? {};
    return appSecret === null ? [name] : [];
  });
  const hasNoSecret = accounts.length === 0 && ours.every(({ appSecret }) => appSecret === null);
  return [
    ...(hasNoSecret ? [''] : namesWithoutSecret).map((about) =>
      checkLine('settings', 'app-secret-missing', { about }),
    ),
    ...(accounts.length > 0 || stores.length > 0 ? [] : [checkLine('settings', 'stores-missing')]),
    ...(accounts.length > 0
      ? unserved.map(({ name }) => checkLine('settings', 'store-without-account', { about: name }))
      : [checkLine('settings', 'accounts-missing')]),
    ...foreign.map(({ name }) => checkLine('settings', 'left-by-another-shop', { value: name })),
    ...(secrets === 0 ? [] : [checkLine('settings', 'secrets-kept', { value: String(secrets) })]),
  ];
}
