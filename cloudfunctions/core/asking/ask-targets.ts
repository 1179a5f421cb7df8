import type { CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import { CloudFailure } from '../runtime/cloud-failure';
import { type CallContext, callForOneQuestion } from '../runtime/define-function';
import { PROVIDERS } from '../providers/providers';
import { concernsOneMiniProgram } from '../providers/wechat/mini-program-failure';
import type { ConnectWeChat, WeChat } from '../providers/wechat/wechat';
import type { Attempt } from '../records/attempt';
import type { FoundAnswer } from '../records/cached-answer';
import type { LookUpTarget } from '../shop/look-up-targets';
import { type QuotaOwner, isAmong } from '../providers/wechat/mini-program-quota';
import type { FetchToken } from './tokens';

/** Answer of one look-up target (delivery account and store number): a delivery or a failure. */
export type TargetAnswer =
  FoundAnswer | { readonly target: LookUpTarget; readonly failure: CloudFailure };

export interface AskedOrder {
  readonly orderId: string;
  readonly attempts: readonly Pick<Attempt, 'targetKey' | 'storeOrderId'>[];
}

/** Result of counting questions: quotas without room, or a failure if no question may be asked. */
export type Counted = readonly QuotaOwner[] | CloudFailure;

export type ConsumeQuestions = (asked: readonly QuotaOwner[]) => Promise<Counted>;

/** Maximum number of requests to WeChat at the same time. */
export const REQUESTS_AT_ONCE = 5;
/** Minimum time (ms) that a call must have left to begin another round of requests. */
export const LEAST_ROUND_MS = 300;

export interface RoundOptions {
  readonly fetchToken: FetchToken;
  readonly call: CallContext;
  readonly consume: ConsumeQuestions;
  /** Number of first targets that are asked one at a time; after a time-out, several are asked. */
  readonly singles?: number;
}

/**
 * Asks look-up targets in rounds of parallel requests, until a target has the delivery in progress.
 * Only targets with a secret and an access token are asked and counted.
 *
 * @returns one answer for each target, in the same order; none for targets after the round with a
 * delivery in progress; `upstream-timeout` where time was short
 */
export async function askInRounds(
  wechat: ConnectWeChat,
  targets: readonly LookUpTarget[],
  order: AskedOrder,
  { fetchToken, call, consume, singles = 0 }: RoundOptions,
): Promise<readonly TargetAnswer[]> {
  const answers: TargetAnswer[] = [];
  let start = 0;
  while (start < targets.length) {
    const isSingle = start < singles && !answers.some(isTimeout);
    const round = targets.slice(start, start + (isSingle ? 1 : REQUESTS_AT_ONCE));
    const failures = await Promise.all(round.map((target) => failureBefore(target, fetchToken)));
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
        const isLacking = isAmong(counted, target.account);
        return askTarget(wechat, target, order, call, isLacking);
      }),
    );
    answers.push(...asked);
    if (asked.some((answer) => 'found' in answer && !answer.found.delivery.status.isFinal)) break;
    start += round.length;
  }
  return answers;
}

function isTimeout(answer: TargetAnswer): boolean {
  return 'failure' in answer && answer.failure.code === 'upstream-timeout';
}

/** Returns why a look-up target cannot be asked; null when it can be asked. */
async function failureBefore(
  { account: { secret, label, appId } }: LookUpTarget,
  fetchToken: FetchToken,
): Promise<CloudFailure | null> {
  if (secret === null) return new CloudFailure('secret-needed', { account: label });
  return fetchToken(appId);
}

/** Asks one look-up target for an order; fails at once if the quota has no room (`isLacking`). */
async function askTarget(
  connect: ConnectWeChat,
  target: LookUpTarget,
  { orderId, attempts }: AskedOrder,
  call: CallContext,
  isLacking: boolean,
): Promise<TargetAnswer> {
  const { key, shopNo, account } = target;
  const { appId, provider, shopId, secret } = account;
  const wechat = connect(appId);
  const asked = { shopId, shopNo, secret: secret ?? '' };
  const storeOrderId = attempts.find(({ targetKey }) => targetKey === key)?.storeOrderId;
  try {
    if (isLacking) throw await quotaUsed(wechat);
    const { ask } = PROVIDERS[provider];
    const found = await ask(wechat, asked, { orderId, storeOrderId }, callForOneQuestion(call));
    return { target, found };
  } catch (error) {
    if (!(error instanceof CloudFailure)) throw error;
    return { target, failure: error };
  }
}

/** Creates the failure for questions of a mini-program whose daily quota is used up. */
async function quotaUsed({ appId, nameOf }: WeChat): Promise<CloudFailure> {
  const message = '这个小程序今天留给查单的次数用完了；明天再查，别的小程序照常。';
  return new CloudFailure('quota-exceeded', { message, miniProgram: await nameOf(appId) });
}

/** Codes of failures that concern a single account and that only the owner can repair. */
const ABOUT_AN_ACCOUNT: readonly CloudErrorCode[] = [
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

/** Codes by which a target says that it lacks the order; then other targets may be asked. */
const NOT_FOUND: readonly CloudErrorCode[] = ['order-not-found', 'wechat-store-wrong'];

/** Tells whether a failure means that a target lacks the order. A signing error proves nothing. */
export function saysNotFound({ code }: CloudFailure): boolean {
  return NOT_FOUND.includes(code);
}

/**
 * Picks the failure to report when no target found the order. A failure that the owner has to
 * repair comes first, `order-not-found` last.
 */
export function failureToReport(answers: readonly TargetAnswer[]): CloudFailure {
  const failed = answers.flatMap((one) => ('failure' in one ? [one] : []));
  const telling = failed.filter(({ failure }) => failure.code !== 'order-not-found');
  const first = telling.find(({ failure }) => isForOwner(failure)) ?? telling[0] ?? failed[0];
  if (first === undefined) return new CloudFailure('order-not-found');
  const { failure, target } = first;
  const { label: account } = target.account;
  if (account === '' || !ABOUT_AN_ACCOUNT.includes(failure.code)) return failure;
  return failure.with({ account });
}

/** Tells whether a failure concerns only one account, company or mini-program, not the others. */
export function concernsOneAccount(failure: CloudFailure): boolean {
  return isForOwner(failure) || failure.code === 'courier-refused';
}

function isForOwner(failure: CloudFailure): boolean {
  return concernsOneMiniProgram(failure) || ABOUT_AN_ACCOUNT.includes(failure.code);
}
