import type { CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import { CloudFailure } from '../runtime/cloud-failure';
import { type CallContext, callForOneQuestion } from '../runtime/define-function';
import { PROVIDERS } from '../providers/providers';
import { currentToken } from '../providers/wechat/access-token';
import { concernsOneMiniProgram, addMiniProgramName } from '../providers/wechat/ask-wechat';
import type { ConnectWeChat } from '../providers/wechat/wechat';
import type { DeliveryAttempt } from '../records/attempt';
import type { FoundAnswer } from '../records/cached-answer';
import type { LookUpTarget } from '../shop/look-up-targets';
import { type QuotaOwner, isAmong } from '../providers/wechat/mini-program-quota';

/** Answer of one look-up target (delivery account and store number): a delivery or a failure. */
export type TargetAnswer =
  FoundAnswer | { readonly target: LookUpTarget; readonly failure: CloudFailure };

interface AskedOrder {
  readonly orderId: string;
  readonly attempts: readonly Pick<DeliveryAttempt, 'targetKey' | 'storeOrderId'>[];
}

/** Result of counting questions: quotas that are used up, or a failure that refuses them all. */
export type UsedUpQuotas = readonly QuotaOwner[] | CloudFailure;

export type ConsumeQuestions = (owners: readonly QuotaOwner[]) => Promise<UsedUpQuotas>;

/** Makes sure that a mini-program has an access token; returns null if so, else the failure. */
export type FetchToken = (appId: string) => Promise<CloudFailure | null>;

export function createTokenFetcher(wechat: ConnectWeChat, call: CallContext): FetchToken {
  const fetches = new Map<string, Promise<CloudFailure | null>>();
  const fetchOnce = async (appId: string): Promise<CloudFailure | null> => {
    try {
      const connection = wechat(appId);
      await addMiniProgramName(connection, currentToken(connection, call));
      return null;
    } catch (error) {
      if (error instanceof CloudFailure) return error;
      throw error;
    }
  };
  return (appId) => {
    const fetching = fetches.get(appId) ?? fetchOnce(appId);
    fetches.set(appId, fetching);
    return fetching;
  };
}

export const REQUESTS_AT_ONCE = 5;
/** Least time (ms) that a call must have left to begin another round of requests. */
export const LEAST_ROUND_MS = 300;

interface RoundOptions {
  readonly fetchToken: FetchToken;
  readonly call: CallContext;
  readonly consume: ConsumeQuestions;
  /** Number of targets, from the first, that are asked one at a time, until one times out. */
  readonly askedSinglyCount?: number;
}

/**
 * Asks look-up targets in rounds, until one has the delivery in progress. Targets without a secret
 * or token are neither asked nor counted. Targets for which no time is left get `upstream-timeout`.
 */
export async function askInRounds(
  wechat: ConnectWeChat,
  targets: readonly LookUpTarget[],
  order: AskedOrder,
  { fetchToken, call, consume, askedSinglyCount = 0 }: RoundOptions,
): Promise<readonly TargetAnswer[]> {
  const answers: TargetAnswer[] = [];
  let index = 0;
  while (index < targets.length) {
    const isSingle =
      index < askedSinglyCount && !answers.some((answer) => failsWith(answer, 'upstream-timeout'));
    const round = targets.slice(index, index + (isSingle ? 1 : REQUESTS_AT_ONCE));
    const setupFailures = await Promise.all(round.map((one) => setupFailure(one, fetchToken)));
    const owners = round.flatMap(({ account }, n) => (setupFailures[n] === null ? [account] : []));
    const isTooLate = index > 0 && call.timeLeftMs() < LEAST_ROUND_MS;
    const refusal = isTooLate ? new CloudFailure('upstream-timeout') : null;
    const usedUp = refusal ?? (owners.length === 0 ? owners : await consume(owners));
    if (usedUp instanceof CloudFailure)
      return [...answers, ...targets.slice(index).map((target) => ({ target, failure: usedUp }))];
    const roundAnswers = await Promise.all(
      round.map(async (target, n) => {
        const failure = setupFailures[n];
        if (failure) return { target, failure };
        return askTarget(wechat, target, order, call, isAmong(usedUp, target.account));
      }),
    );
    answers.push(...roundAnswers);
    if (roundAnswers.some((one) => 'found' in one && !one.found.delivery.status.isFinal)) break;
    index += round.length;
  }
  return answers;
}

export function failsWith(answer: TargetAnswer, code: CloudErrorCode): boolean {
  return 'failure' in answer && answer.failure.code === code;
}

async function setupFailure(
  { account: { secret, label, appId } }: LookUpTarget,
  fetchToken: FetchToken,
): Promise<CloudFailure | null> {
  if (secret === null) return new CloudFailure('secret-needed', { account: label });
  return fetchToken(appId);
}

async function askTarget(
  connectWeChat: ConnectWeChat,
  target: LookUpTarget,
  { orderId, attempts }: AskedOrder,
  call: CallContext,
  isQuotaUsedUp: boolean,
): Promise<TargetAnswer> {
  const { key, shopNo, account } = target;
  const { appId, provider, shopId, secret } = account;
  const wechat = connectWeChat(appId);
  const asked = { shopId, shopNo, secret: secret ?? '' };
  const storeOrderId = attempts.find(({ targetKey }) => targetKey === key)?.storeOrderId;
  try {
    if (isQuotaUsedUp) {
      const message = '这个小程序今天留给查单的次数用完了；明天再查，别的小程序照常。';
      const miniProgram = await wechat.nameOf(appId);
      return { target, failure: new CloudFailure('quota-exceeded', { message, miniProgram }) };
    }
    const { ask } = PROVIDERS[provider];
    const found = await ask(wechat, asked, { orderId, storeOrderId }, callForOneQuestion(call));
    return { target, found };
  } catch (error) {
    if (!(error instanceof CloudFailure)) throw error;
    return { target, failure: error };
  }
}

/** Failures of a single account that only the owner can repair. */
const ACCOUNT_ERROR_CODES: readonly CloudErrorCode[] = [
  'sign-rejected',
  'account-not-bound',
  'account-not-admitted',
  'keys-malformed',
  'api-keys-missing',
  'signature-missing',
  'signature-rejected',
  'encryption-rejected',
  'clock-rejected',
  'certificate-unknown',
  'answer-unverified',
  'intracity-not-opened',
  'wechat-store-wrong',
];

/** Tells whether a failure means that the asked account does not have the order. */
export function saysNotFound({ code }: CloudFailure): boolean {
  return code === 'order-not-found' || code === 'wechat-store-wrong';
}

/** Picks the failure to show: one for the owner to repair, else another, else `order-not-found`. */
export function failureToReport(answers: readonly TargetAnswer[]): CloudFailure {
  const failedAnswers = answers.flatMap((answer) => ('failure' in answer ? [answer] : []));
  const others = failedAnswers.filter(({ failure }) => failure.code !== 'order-not-found');
  const reported =
    others.find(({ failure }) => needsRepair(failure)) ?? others[0] ?? failedAnswers[0];
  if (reported === undefined) return new CloudFailure('order-not-found');
  const { failure, target } = reported;
  const { label: account } = target.account;
  if (account === '' || !ACCOUNT_ERROR_CODES.includes(failure.code)) return failure;
  return failure.withDetails({ account });
}

/** Tells whether a failure concerns one account, company or mini-program, not every question. */
export function concernsOneAccount(failure: CloudFailure): boolean {
  return needsRepair(failure) || failure.code === 'courier-refused';
}

function needsRepair(failure: CloudFailure): boolean {
  return concernsOneMiniProgram(failure) || ACCOUNT_ERROR_CODES.includes(failure.code);
}
