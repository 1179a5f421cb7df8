import { expiryOf } from '../../../../miniprogram/contract/certificate-expiry';
import type {
  CheckLine,
  CheckName,
  FindingName,
} from '../../../../miniprogram/contract/self-check';
import { checkLine } from '../../../../miniprogram/contract/self-check';
import type { WeChatStore } from '../../../../miniprogram/contract/shop-api';
import { CloudFailure } from '../../runtime/cloud-failure';
import type { Call } from '../../runtime/define-function';
import { orTimeout } from '../../runtime/in-time';
import { failedCheck } from '../failed-check';
import type { CheckedAccount, CheckPorts } from '../provider';
import type { WeChat } from '../wechat/wechat';
import { certificatesOf } from './api-keys';
import { queryStores } from './query-stores';

/** Checks that one signed question answers; the certificate's expiry needs no question. */
const ASKED: readonly CheckName[] = ['intracity', 'api-keys', 'cloud-clock'];

/** Checks accounts of 同城配送. A mini-program has one at most. */
export async function checkAccounts(
  accounts: readonly CheckedAccount[],
  { wechat }: CheckPorts,
  call: Call,
): Promise<readonly CheckLine[]> {
  return (await Promise.all(accounts.map((one) => checkAccount(one, wechat, call)))).flat();
}

/**
 * Checks an account: its keys, the expiry of WeChat's certificates, the cloud's clock,
 * and whether the service is opened, by one signed question for the stores (`querystore`).
 *
 * @returns at least one line for each of `intracity`, `api-keys`, `certificate` and `cloud-clock`
 */
async function checkAccount(
  { label: about, shopId: appId, secret, bindings }: CheckedAccount,
  wechat: WeChat,
  call: Call,
): Promise<readonly CheckLine[]> {
  if (secret === null) return lostLines(about);
  let expiry: CheckLine;
  try {
    expiry = expiryLine(certificatesOf(secret), wechat.now(), about);
  } catch (error) {
    return [...ASKED, 'certificate' as const].map((name) => failedCheck(name, error, about));
  }
  try {
    const asked = queryStores(wechat, { appId, secret }, call);
    const stores = await orTimeout(asked, call.timeLeftMs());
    const numbers = bindings.flatMap(({ shopNo }) => (shopNo === null ? [] : [shopNo]));
    return [
      storesLine(stores, numbers, about),
      checkLine('api-keys', 'keys-accepted', { about }),
      expiry,
      checkLine('cloud-clock', 'cloud-clock-right', { about }),
    ];
  } catch (error) {
    return [...refusedLines(error, about), expiry];
  }
}

function lostLines(about: string): readonly CheckLine[] {
  const waits = (check: CheckName) => checkLine(check, 'waits', { about, value: 'api-keys' });
  return [
    checkLine('api-keys', 'keys-lost', { about }),
    ...(['intracity', 'certificate', 'cloud-clock'] as const).map(waits),
  ];
}

function storesLine(
  stores: readonly WeChatStore[],
  numbers: readonly string[],
  about: string,
): CheckLine {
  if (stores.length === 0) return checkLine('intracity', 'intracity-stores-missing', { about });
  const isThere = (number: string): boolean => stores.some((one) => one.wxStoreId === number);
  if (!numbers.every(isThere)) return checkLine('intracity', 'intracity-stores-gone', { about });
  return checkLine('intracity', 'intracity-opened', { about, value: String(stores.length) });
}

const EXPIRY_FINDINGS = {
  far: 'certificate-far',
  near: 'certificate-near',
  urgent: 'certificate-urgent',
  over: 'certificate-over',
} as const satisfies Readonly<Record<string, FindingName>>;

/** Value of the line: days that are left. */
function expiryLine(
  certificates: readonly { readonly expiresAt: number }[],
  now: number,
  about: string,
): CheckLine {
  const { state, days } = expiryOf(
    certificates.map(({ expiresAt }) => expiresAt),
    now,
  );
  return checkLine('certificate', EXPIRY_FINDINGS[state], { about, value: String(days) });
}

/** Returns the lines of a refused question: one check reports it, and the others wait for that. */
function refusedLines(error: unknown, about: string): readonly CheckLine[] {
  if (!(error instanceof CloudFailure && error.code === 'account-not-admitted'))
    return ASKED.map((name) => failedCheck(name, error, about));
  // The code is that of 即时配送, too, whose check would report it there.
  return ASKED.map((name) =>
    name === 'intracity'
      ? checkLine(name, 'intracity-not-admitted', { about })
      : checkLine(name, 'waits', { about, value: 'intracity' }),
  );
}
