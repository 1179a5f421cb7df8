import { expiryOf } from '../../../../miniprogram/contract/certificate-expiry';
import {
  type CheckLine,
  type CheckName,
  type FindingName,
  checkLine,
} from '../../../../miniprogram/contract/self-check';
import type { StoreBinding } from '../../../../miniprogram/contract/shop-settings';
import type { WeChatStore } from '../../../../miniprogram/contract/shop-api';
import { CloudFailure } from '../../runtime/cloud-failure';
import type { CallContext } from '../../runtime/define-function';
import { orUpstreamTimeout } from '../../runtime/in-time';
import { failedCheck } from '../failed-check';
import type { CheckedAccount, CheckDependencies } from '../provider';
import type { WeChat } from '../wechat/wechat';
import { listCertificates } from './api-keys';
import { queryStores } from './query-stores';

/** Checks that one signed question decides. The check `certificate` needs no question. */
const CHECKS_BY_QUESTION: readonly CheckName[] = ['intracity', 'api-keys', 'cloud-clock'];
const ALL_CHECKS: readonly CheckName[] = [...CHECKS_BY_QUESTION, 'certificate'];

export async function checkAccounts(
  accounts: readonly CheckedAccount[],
  { wechat }: CheckDependencies,
  call: CallContext,
): Promise<readonly CheckLine[]> {
  return (await Promise.all(accounts.map((account) => checkAccount(account, wechat, call)))).flat();
}

/** Checks an account by asking WeChat for its stores (signed), and checks WeChat's certificates. */
async function checkAccount(
  { label: about, secret, bindings }: CheckedAccount,
  wechat: WeChat,
  call: CallContext,
): Promise<readonly CheckLine[]> {
  if (secret === null) return linesReportedBy('api-keys', 'keys-lost', ALL_CHECKS, about);
  let expiryLine: CheckLine;
  try {
    const expiryTimes = listCertificates(secret).map(({ expiresAt }) => expiresAt);
    const { state, days } = expiryOf(expiryTimes, wechat.now());
    expiryLine = checkLine('certificate', `certificate-${state}`, { about, value: String(days) });
  } catch (error) {
    return ALL_CHECKS.map((name) => failedCheck(name, error, about));
  }
  try {
    const question = queryStores(wechat, secret, call);
    const stores = await orUpstreamTimeout(question, call.timeLeftMs());
    return [
      storesLine(stores, bindings, about),
      checkLine('api-keys', 'keys-accepted', { about }),
      expiryLine,
      checkLine('cloud-clock', 'cloud-clock-right', { about }),
    ];
  } catch (error) {
    return [...refusedLines(error, about), expiryLine];
  }
}

function storesLine(
  stores: readonly WeChatStore[],
  bindings: readonly StoreBinding[],
  about: string,
): CheckLine {
  if (stores.length === 0) return checkLine('intracity', 'intracity-stores-missing', { about });
  const isListed = ({ shopNo }: StoreBinding): boolean =>
    shopNo === null || stores.some(({ wxStoreId }) => wxStoreId === shopNo);
  if (!bindings.every(isListed)) return checkLine('intracity', 'intracity-stores-gone', { about });
  return checkLine('intracity', 'intracity-opened', { about, value: String(stores.length) });
}

/** Returns the lines of a refused question: one check reports the failure, the others wait. */
function refusedLines(error: unknown, accountLabel: string): readonly CheckLine[] {
  // For 即时配送 the check `accounts` reports this code. Here `intracity` reports it.
  if (error instanceof CloudFailure && error.code === 'account-not-admitted')
    return linesReportedBy('intracity', 'intracity-not-admitted', CHECKS_BY_QUESTION, accountLabel);
  return CHECKS_BY_QUESTION.map((name) => failedCheck(name, error, accountLabel));
}

function linesReportedBy(
  reporter: CheckName,
  finding: FindingName,
  checks: readonly CheckName[],
  accountLabel: string,
): readonly CheckLine[] {
  return checks.map((check) =>
    check === reporter
      ? checkLine(check, finding, { about: accountLabel })
      : checkLine(check, 'waits', { about: accountLabel, value: reporter }),
  );
}
