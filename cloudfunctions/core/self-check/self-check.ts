import type { MiniProgram } from '../../../miniprogram/contract/mini-programs';
import {
  type ProviderName,
  factsOf,
  PROVIDER_NAMES,
  USUAL_PROVIDER,
} from '../../../miniprogram/contract/providers';
import { type CheckLine, checkLine } from '../../../miniprogram/contract/self-check';
import { CloudFailure } from '../runtime/cloud-failure';
import { type CallContext, withLessTime } from '../runtime/define-function';
import { orUpstreamTimeout } from '../runtime/in-time';
import { failedCheck } from '../providers/failed-check';
import type { CheckAccounts, CheckDependencies } from '../providers/provider';
import { PROVIDERS } from '../providers/providers';
import * as instant from '../providers/wechat-instant/check-accounts';
import * as intracity from '../providers/wechat-intracity/check-accounts';
import { fetchTokenForCheck } from '../providers/wechat/access-token';
import type { QuestionBudget } from '../asking/question-budget';
import { getQuota } from '../providers/wechat/quota';
import type { ConnectWeChat, WeChat } from '../providers/wechat/wechat';
import { WeChatError } from '../providers/wechat/wechat-error';
import type { UsableAccount } from '../shop/account-book';

export interface SelfCheckPorts extends Omit<CheckDependencies, 'wechat'> {
  readonly wechat: ConnectWeChat;
  readonly accounts: () => Promise<readonly UsableAccount[]>;
  readonly miniPrograms: () => Promise<readonly Pick<MiniProgram, 'appId' | 'name'>[]>;
  readonly storeQuota: QuestionBudget['storeQuota'];
}

/** Share of WeChat's daily quota: when less is left, the self-check warns the owner. */
const LOW_QUOTA_SHARE = 0.1;
/** Checks of accounts by service; not in `PROVIDERS`, so that look-ups do not load this code. */
const PROVIDER_CHECKS: Readonly<Record<ProviderName, CheckAccounts>> = {
  'wechat-instant': instant.checkAccounts,
  'wechat-intracity': intracity.checkAccounts,
};

/** Fraction of the remaining time that fetching the access token may take. */
const TOKEN_TIME_SHARE = 0.4;

/** Checks all mini-programs. If there are several, each line names its account or mini-program. */
export async function checkWeChat(
  ports: SelfCheckPorts,
  call: CallContext,
): Promise<readonly CheckLine[]> {
  const miniPrograms = await ports.miniPrograms();
  const readingAccounts = orUpstreamTimeout(ports.accounts(), call.timeLeftMs());
  const lines = await Promise.all(
    miniPrograms.map(async ({ appId, name }) => {
      const lines = await checkMiniProgram(ports.wechat(appId), readingAccounts, ports, call);
      if (miniPrograms.length === 1) return lines;
      return lines.map((line) => {
        const isOfAccount = line.about !== '' && line.check !== 'quota';
        return isOfAccount ? line : { ...line, about: `${name} ${line.about}`.trim() };
      });
    }),
  );
  return lines.flat();
}

async function checkMiniProgram(
  wechat: WeChat,
  allAccounts: Promise<readonly UsableAccount[]>,
  ports: SelfCheckPorts,
  call: CallContext,
): Promise<readonly CheckLine[]> {
  const accounts = allAccounts.then((all) => all.filter(({ appId }) => appId === wechat.appId));
  const [tokenLines, providerNames] = await Promise.all([
    checkToken(wechat, call),
    accounts.catch(() => []).then(providersInUse),
  ]);
  if (!tokenLines.some(({ finding }) => finding === 'token-obtained')) {
    const skipped = [...providerNames.flatMap((name) => factsOf(name).checks), 'quota' as const];
    return [...tokenLines, ...skipped.map((name) => checkLine(name, 'waits', { value: 'token' }))];
  }
  const lines = await Promise.all([
    ...providerNames.map((name) => checkQuota(name, wechat, ports, call)),
    ...providerNames.map((name) => checkProvider(name, accounts, { ...ports, wechat }, call)),
  ]);
  return [...tokenLines, ...lines.flat()];
}

function providersInUse(accounts: readonly UsableAccount[]): readonly ProviderName[] {
  const accountProviders = accounts.map(({ provider }) => provider);
  return accountProviders.length > 0
    ? PROVIDER_NAMES.filter((name) => accountProviders.includes(name))
    : [USUAL_PROVIDER];
}

async function checkProvider(
  name: ProviderName,
  readingAccounts: Promise<readonly UsableAccount[]>,
  ports: CheckDependencies,
  call: CallContext,
): Promise<readonly CheckLine[]> {
  try {
    const accounts = (await readingAccounts).filter(({ provider }) => provider === name);
    return await PROVIDER_CHECKS[name](accounts, ports, call);
  } catch (error) {
    return factsOf(name).checks.map((checkName) => failedCheck(checkName, error));
  }
}

async function checkToken(wechat: WeChat, call: CallContext): Promise<readonly CheckLine[]> {
  const tokenLimitMs = call.timeLeftMs() * TOKEN_TIME_SHARE;
  const shorterCall = withLessTime(call, call.timeLeftMs() - tokenLimitMs);
  try {
    await orUpstreamTimeout(fetchTokenForCheck(wechat, shorterCall), tokenLimitMs);
    return [checkLine('ip', 'ip-allowed'), checkLine('token', 'token-obtained')];
  } catch (error) {
    if (error instanceof CloudFailure && error.code === 'ip-not-allowed') {
      return [checkLine('ip', 'ip-not-allowed'), failedCheck('token', error)];
    }
    return [checkLine('ip', 'waits', { value: 'token' }), failedTokenLine(error)];
  }
}

/** WeChat's `errcode`s for an unknown AppID or a missing one (docs/getorder-contract.md §5 [O]). */
const APP_ID_ERRORS = [40013, 41002];

function failedTokenLine(error: unknown): CheckLine {
  if (!(error instanceof WeChatError && error.code === 'token-rejected')) {
    return failedCheck('token', error);
  }
  const finding = APP_ID_ERRORS.includes(error.errcode) ? 'app-id-rejected' : 'app-secret-rejected';
  return checkLine('token', finding, { value: String(error.errcode) });
}

async function checkQuota(
  provider: ProviderName,
  wechat: WeChat,
  { storeQuota }: SelfCheckPorts,
  call: CallContext,
): Promise<CheckLine> {
  const title = provider === USUAL_PROVIDER ? '' : factsOf(provider).title;
  try {
    const readingQuota = getQuota(wechat, PROVIDERS[provider].path, call);
    const quota = await orUpstreamTimeout(readingQuota, call.timeLeftMs());
    if (quota === null) return checkLine('quota', 'quota-untold', { about: title });
    const storingQuota = storeQuota({ appId: wechat.appId, provider }, quota);
    await orUpstreamTimeout(storingQuota, call.timeLeftMs()).catch(() => {
      // A failure to store is only logged: the check `questions` reports a failing database.
      call.note({ quotaStore: 'failed' });
    });
    const { leftToday: left, dailyLimit: limit } = quota;
    const leftOfLimit = `${left} / ${limit}`;
    if (left === 0) return checkLine('quota', 'quota-used-up', { about: title });
    const finding = left < limit * LOW_QUOTA_SHARE ? 'quota-low' : 'quota-ample';
    return checkLine('quota', finding, { about: title, value: leftOfLimit });
  } catch (error) {
    // Look-ups may work even if WeChat does not send the quota, so this is no failed check.
    if (error instanceof WeChatError) {
      return checkLine('quota', 'quota-untold', { about: title, value: String(error.errcode) });
    }
    return failedCheck('quota', error, title);
  }
}
