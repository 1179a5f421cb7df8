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
import type { CheckAccounts, CheckPorts } from '../providers/provider';
import { PROVIDERS } from '../providers/providers';
import * as instant from '../providers/wechat-instant/check-accounts';
import * as intracity from '../providers/wechat-intracity/check-accounts';
import { obtainToken } from '../providers/wechat/access-token';
import type { QuestionBudget } from '../asking/question-budget';
import { getQuota } from '../providers/wechat/quota';
import type { ConnectWeChat, WeChat } from '../providers/wechat/wechat';
import { WeChatError } from '../providers/wechat/wechat-error';
import type { UsableAccount } from '../shop/account-book';

export interface SelfCheckPorts extends Omit<CheckPorts, 'wechat'> {
  readonly wechat: ConnectWeChat;
  readonly accounts: () => Promise<readonly UsableAccount[]>;
  readonly miniPrograms: () => Promise<readonly Pick<MiniProgram, 'appId' | 'name'>[]>;
  readonly storeQuota: QuestionBudget['storeQuota'];
}

/** Share of the daily quota. The owner is warned when less is left. */
const LOW_QUOTA_SHARE = 0.1;
/** Checks by service. They are not in `PROVIDERS`, because look-ups need no such code. */
const PROVIDER_CHECKS: Readonly<Record<ProviderName, CheckAccounts>> = {
  'wechat-instant': instant.checkAccounts,
  'wechat-intracity': intracity.checkAccounts,
};

/** Fraction of the remaining time that fetching the access token may take. */
const TOKEN_TIME_SHARE = 0.4;

/** Checks all mini-programs. With several, a line without an account names its mini-program. */
export async function checkWeChat(
  ports: SelfCheckPorts,
  call: CallContext,
): Promise<readonly CheckLine[]> {
  const miniPrograms = await ports.miniPrograms();
  const reading = orUpstreamTimeout(ports.accounts(), call.timeLeftMs());
  const lines = await Promise.all(
    miniPrograms.map(async ({ appId, name }) => {
      const found = await checkMiniProgram(ports.wechat(appId), reading, ports, call);
      if (miniPrograms.length === 1) return found;
      return found.map((line) => {
        const isOfAccount = line.about !== '' && line.check !== 'quota';
        return isOfAccount ? line : { ...line, about: `${name} ${line.about}`.trim() };
      });
    }),
  );
  return lines.flat();
}

async function checkMiniProgram(
  wechat: WeChat,
  all: Promise<readonly UsableAccount[]>,
  ports: SelfCheckPorts,
  call: CallContext,
): Promise<readonly CheckLine[]> {
  const reading = all.then((accounts) => accounts.filter(({ appId }) => appId === wechat.appId));
  const [tokenLines, used] = await Promise.all([
    checkToken(wechat, call),
    reading.catch(() => []).then(providersOf),
  ]);
  if (!tokenLines.some(({ finding }) => finding === 'token-obtained')) {
    const names = [...used.flatMap((name) => factsOf(name).checks), 'quota' as const];
    return [...tokenLines, ...names.map((name) => checkLine(name, 'waits', { value: 'token' }))];
  }
  const lines = await Promise.all([
    ...used.map((name) => checkQuota(name, wechat, ports, call)),
    ...used.map((name) => checkProvider(name, reading, { ...ports, wechat }, call)),
  ]);
  return [...tokenLines, ...lines.flat()];
}

function providersOf(accounts: readonly UsableAccount[]): readonly ProviderName[] {
  const inUse = accounts.map(({ provider }) => provider);
  return inUse.length > 0
    ? PROVIDER_NAMES.filter((name) => inUse.includes(name))
    : [USUAL_PROVIDER];
}

async function checkProvider(
  name: ProviderName,
  reading: Promise<readonly UsableAccount[]>,
  ports: CheckPorts,
  call: CallContext,
): Promise<readonly CheckLine[]> {
  try {
    const accounts = (await reading).filter(({ provider }) => provider === name);
    return await PROVIDER_CHECKS[name](accounts, ports, call);
  } catch (error) {
    return factsOf(name).checks.map((check) => failedCheck(check, error));
  }
}

async function checkToken(wechat: WeChat, call: CallContext): Promise<readonly CheckLine[]> {
  const limitMs = call.timeLeftMs() * TOKEN_TIME_SHARE;
  const hurried = withLessTime(call, call.timeLeftMs() - limitMs);
  try {
    await orUpstreamTimeout(obtainToken(wechat, hurried), limitMs);
    return [checkLine('ip', 'ip-allowed'), checkLine('token', 'token-obtained')];
  } catch (error) {
    if (error instanceof CloudFailure && error.code === 'ip-not-allowed') {
      return [checkLine('ip', 'ip-not-allowed'), failedCheck('token', error)];
    }
    return [checkLine('ip', 'waits', { value: 'token' }), tokenLine(error)];
  }
}

/** Values of `errcode` for an unknown or missing AppID (docs/getorder-contract.md §5 [O]). */
const APP_ID_ERRORS = [40013, 41002];

function tokenLine(error: unknown): CheckLine {
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
  const about = provider === USUAL_PROVIDER ? '' : factsOf(provider).title;
  try {
    const reading = getQuota(wechat, PROVIDERS[provider].path, call);
    const quota = await orUpstreamTimeout(reading, call.timeLeftMs());
    if (quota === null) return checkLine('quota', 'quota-untold', { about });
    const storing = storeQuota({ appId: wechat.appId, provider }, quota);
    await orUpstreamTimeout(storing, call.timeLeftMs()).catch(() => {
      // The check of the shop's own use (`questions`) reports a database that fails.
      call.note({ quotaStore: 'failed' });
    });
    const { left, limit } = quota;
    const value = `${left} / ${limit}`;
    if (left === 0) return checkLine('quota', 'quota-used-up', { about });
    const finding = left < limit * LOW_QUOTA_SHARE ? 'quota-low' : 'quota-ample';
    return checkLine('quota', finding, { about, value });
  } catch (error) {
    // Even without the quota look-ups may still work.
    if (error instanceof WeChatError) {
      return checkLine('quota', 'quota-untold', { about, value: String(error.errcode) });
    }
    return failedCheck('quota', error, about);
  }
}
