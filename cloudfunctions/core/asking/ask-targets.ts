import type { CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import { CloudFailure } from '../runtime/cloud-failure';
import { type CallContext, callForOneQuestion } from '../runtime/define-function';
import { PROVIDERS } from '../providers/providers';
import { currentToken } from '../providers/wechat/access-token';
import { concernsOneMiniProgram, namingMiniProgram } from '../providers/wechat/ask-wechat';
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

export type QuotaCheck = readonly QuotaOwner[] | CloudFailure;

export type ConsumeQuestions = (asked: readonly QuotaOwner[]) => Promise<QuotaCheck>;

/** Fetches a mini-program's access token. Returns null, or a failure that names the program. */
export type FetchToken = (appId: string) => Promise<CloudFailure | null>;

export function createTokenFetcher(wechat: ConnectWeChat, call: CallContext): FetchToken {
  const fetched = new Map<string, Promise<CloudFailure | null>>();
  const fetch = async (appId: string): Promise<CloudFailure | null> => {
    try {
      const one = wechat(appId);
      await namingMiniProgram(one, currentToken(one, call));
      return null;
    } catch (error) {
      if (error instanceof CloudFailure) return error;
      throw error;
    }
  };
  return (appId) => {
    const fetching = fetched.get(appId) ?? fetch(appId);
    fetched.set(appId, fetching);
    return fetching;
  };
}

export const REQUESTS_AT_ONCE = 5;
/** Minimum time (ms) that a call must have left to begin another round of requests. */
export const LEAST_ROUND_MS = 300;

interface RoundOptions {
  readonly fetchToken: FetchToken;
  readonly call: CallContext;
  readonly consume: ConsumeQuestions;
  /** Number of targets that are asked one by one at first, until one of them times out. */
  readonly askedSingly?: number;
}

/**
 * Asks targets in rounds, until one has the delivery in progress. Targets without a secret or token
 * are not asked or counted. When time runs out, the other targets get `upstream-timeout`.
 */
export async function askInRounds(
  wechat: ConnectWeChat,
  targets: readonly LookUpTarget[],
  order: AskedOrder,
  { fetchToken, call, consume, askedSingly = 0 }: RoundOptions,
): Promise<readonly TargetAnswer[]> {
  const answers: TargetAnswer[] = [];
  let start = 0;
  while (start < targets.length) {
    const isSingle =
      start < askedSingly && !answers.some((one) => failsWith(one, 'upstream-timeout'));
    const round = targets.slice(start, start + (isSingle ? 1 : REQUESTS_AT_ONCE));
    const failures = await Promise.all(round.map((target) => earlyFailure(target, fetchToken)));
    const owners = round.flatMap(({ account }, n) => (failures[n] === null ? [account] : []));
    const isLate = start > 0 && call.timeLeftMs() < LEAST_ROUND_MS;
    const refusal = isLate ? new CloudFailure('upstream-timeout') : null;
    const counted = refusal ?? (owners.length === 0 ? [] : await consume(owners));
    if (counted instanceof CloudFailure)
      return [...answers, ...targets.slice(start).map((target) => ({ target, failure: counted }))];
    const asked = await Promise.all(
      round.map(async (target, index) => {
        const failure = failures[index];
        if (failure) return { target, failure };
        return askTarget(wechat, target, order, call, isAmong(counted, target.account));
      }),
    );
    answers.push(...asked);
    if (asked.some((answer) => 'found' in answer && !answer.found.delivery.status.isFinal)) break;
    start += round.length;
  }
  return answers;
}

export function failsWith(answer: TargetAnswer, code: CloudErrorCode): boolean {
  return 'failure' in answer && answer.failure.code === code;
}

async function earlyFailure(
  { account: { secret, label, appId } }: LookUpTarget,
  fetchToken: FetchToken,
): Promise<CloudFailure | null> {
  if (secret === null) return new CloudFailure('secret-needed', { account: label });
  return fetchToken(appId);
}

/** Asks one look-up target for an order; fails at once if the quota is used up. */
async function askTarget(
  connect: ConnectWeChat,
  target: LookUpTarget,
  { orderId, attempts }: AskedOrder,
  call: CallContext,
  isQuotaUsedUp: boolean,
): Promise<TargetAnswer> {
  const { key, shopNo, account } = target;
  const { appId, provider, shopId, secret } = account;
  const wechat = connect(appId);
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

/** Tells whether a failure means that a target lacks the order. A signing error proves nothing. */
export function saysNotFound({ code }: CloudFailure): boolean {
  return code === 'order-not-found' || code === 'wechat-store-wrong';
}

/** Picks the failure to report. What the owner must repair comes first, `order-not-found` last. */
export function failureToReport(answers: readonly TargetAnswer[]): CloudFailure {
  const failed = answers.flatMap((one) => ('failure' in one ? [one] : []));
  const telling = failed.filter(({ failure }) => failure.code !== 'order-not-found');
  const first = telling.find(({ failure }) => needsOwner(failure)) ?? telling[0] ?? failed[0];
  if (first === undefined) return new CloudFailure('order-not-found');
  const { failure, target } = first;
  const { label: account } = target.account;
  if (account === '' || !ACCOUNT_ERROR_CODES.includes(failure.code)) return failure;
  return failure.withDetails({ account });
}

/** Tells whether a failure is due to one account, company or mini-program: others may answer. */
export function concernsOneAccount(failure: CloudFailure): boolean {
  return needsOwner(failure) || failure.code === 'courier-refused';
}

function needsOwner(failure: CloudFailure): boolean {
  return concernsOneMiniProgram(failure) || ACCOUNT_ERROR_CODES.includes(failure.code);
}
