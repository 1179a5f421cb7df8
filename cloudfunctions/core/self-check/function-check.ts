import type {
  CheckLine,
  FindingName,
  CheckName,
  CheckedLines,
} from '../../../miniprogram/contract/self-check';
import {
  readApiBaseUrl,
  readSettingsKeys,
  readAppSecret,
  readEnvironmentAccount,
} from '../runtime/settings';
import { listAccounts, decryptSecret } from '../shop/accounts';
import { appSecretState } from '../shop/app-secret';
import { checkLine, FINDINGS } from '../../../miniprogram/contract/self-check';
import { readShop } from '../storage/shop-document';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Call } from '../runtime/define-function';
import { CLIENT_SOURCES } from '../runtime/define-function';
import { within } from '../runtime/in-time';
import type { Action } from '../access/access';
import { ownStores, staffAction } from '../access/access';
import { nothing } from '../access/input-shapes';
import type { ShopParts } from '../access/shop-context';
import { failedCheck } from './failed-check';

/** Access to checks: for the owner only, about all stores. */
export const OWNER_ONLY = {
  sources: CLIENT_SOURCES,
  grants: { owner: 'all' },
  about: ownStores,
} as const;

/** Makes the action by which a function checks itself, for the owner. */
export function functionCheckAction(parts: ShopParts, name: string): Action {
  return staffAction({
    ...OWNER_ONLY,
    input: nothing,
    handle: async (_input, _about, { call }) => noted(call, await checkItself(parts, name, call)),
  });
}

export function checkItself(
  parts: ShopParts,
  name: string,
  call: Call,
): Promise<readonly CheckLine[]> {
  return linesOf(['settings', 'time-limit'], call, () => checkFunction(parts, name, call), name);
}

/**
 * Runs some checks.
 *
 * @returns their lines; a line of failure for each when they throw or take too long
 */
export async function linesOf(
  checks: readonly CheckName[],
  call: Call,
  check: () => Promise<readonly CheckLine[]>,
  about = '',
): Promise<readonly CheckLine[]> {
  try {
    return await within(check(), call.timeLeftMs(), () => new CloudFailure('upstream-timeout'));
  } catch (error) {
    return checks.map((name) => failedCheck(name, error, about));
  }
}

/** Logs the findings that are wrong, by name. */
export function noted(call: Call, lines: readonly CheckLine[]): CheckedLines {
  const wrong = lines.flatMap(({ finding }) => (FINDINGS[finding] === 'wrong' ? [finding] : []));
  call.note({ wrong: wrong.join(' ') });
  return { lines };
}

/**
 * Least time-out of a function that people call. WeChat may take most of it; its default of 3 s
 * leaves too little.
 */
const LEAST_TIME_LIMIT_MS = 10_000;

type Parts = Pick<ShopParts, 'collections' | 'encryption' | 'environment'>;

/**
 * Checks what each function has of its own: the time-out, and the settings that decrypt what the
 * owner has entered.
 */
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
    ...(key === null ? await undecryptedLines(parts, about, call) : []),
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

/**
 * Checks that the function's key decrypts the stored secrets: another function may have encrypted
 * them with another key.
 */
async function undecryptedLines(
  { collections, encryption, environment }: Parts,
  about: string,
  { caller: { appId } }: Call,
): Promise<readonly CheckLine[]> {
  const [shop, accounts] = await Promise.all([
    readShop(collections.shop),
    listAccounts(collections.accounts),
  ]);
  const isUndecrypted =
    appSecretState(shop, appId, encryption, environment) === 'lost' ||
    accounts.some((account) => decryptSecret(encryption(), account) === null);
  return isUndecrypted ? [checkLine('settings', 'key-differs', { about })] : [];
}

function isFine(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

/**
 * Checks what the owner still has to enter.
 *
 * @returns empty when nothing is missing
 */
export async function checkEntries({
  collections,
  environment,
}: Pick<ShopParts, 'collections' | 'environment'>): Promise<readonly CheckLine[]> {
  const [{ appSecret }, stores, accounts] = await Promise.all([
    readShop(collections.shop),
    collections.stores.list({ limit: 1 }),
    collections.accounts.list({ limit: 1 }),
  ]);
  const hasAppSecret = appSecret !== null || readAppSecret(environment) !== null;
  return [
    ...(hasAppSecret ? [] : [checkLine('settings', 'app-secret-missing')]),
    ...(accounts.length > 0 ? [] : accountLines(environment, stores.length > 0)),
  ];
}

/** Checks the accounts while the owner has entered none. One in the environment is enough. */
function accountLines(
  environment: ShopParts['environment'],
  hasStores: boolean,
): readonly CheckLine[] {
  try {
    if (readEnvironmentAccount(environment) !== null) return [];
  } catch {
    return [checkLine('settings', 'account-incomplete')];
  }
  return [
    ...(hasStores ? [] : [checkLine('settings', 'stores-missing')]),
    checkLine('settings', 'accounts-missing'),
  ];
}
