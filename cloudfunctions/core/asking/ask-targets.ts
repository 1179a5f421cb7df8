import type { CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Call } from '../runtime/define-function';
import { forOneQuestion } from '../runtime/define-function';
import { PROVIDERS } from '../providers/providers';
import { isOfOneMiniProgram, namedFailure } from '../providers/wechat/of-mini-program';
import type { WeChat } from '../providers/wechat/wechat';
import type { Attempt } from '../records/attempt';
import type { FoundAnswer } from '../records/cached-answer';
import type { LookUpTarget } from '../shop/look-up-targets';
import type { QuotaOwner } from '../providers/wechat/mini-program-quota';
import type { Tokens } from './tokens';

/** Answer of one look-up target (delivery account and store number): a delivery or a failure. */
export type TargetAnswer =
  FoundAnswer | { readonly target: LookUpTarget; readonly failure: CloudFailure };

/** Order that is asked for, with what is recorded of it. */
export interface AskedOrder {
  readonly orderId: string;
  readonly attempts: readonly Pick<Attempt, 'targetKey' | 'storeOrderId'>[];
}

/** Why questions were refused. */
export interface Refusal {
  readonly failure: CloudFailure;
  /** Mini-program whose quota is used; missing where the limit is one of the shop's. */
  readonly owner?: QuotaOwner;
}

/** Counts questions before they are asked; returns why they are refused. */
export type Consume = (asked: readonly QuotaOwner[]) => Promise<Refusal | null>;

/** Maximum number of requests to WeChat at the same time. */
export const AT_ONCE = 5;
/** Minimum time (ms) that must be left to begin another round of requests. */
export const ROUND_MS = 300;

/**
 * Asks look-up targets for an order, in rounds of parallel requests, until one of them has the
 * delivery in progress, the questions are refused, or the time runs out. Each round fetches the
 * tokens of its mini-programs first: without one a target is not asked, and nothing counted.
 *
 * @returns answers in the order of the targets. Targets that were refused have that failure, those
 *   not asked in time `upstream-timeout`, and those behind a delivery in progress no answer
 */
export async function askInRounds(
  wechat: WeChat,
  targets: readonly LookUpTarget[],
  order: AskedOrder,
  tokens: Tokens,
  call: Call,
  consume: Consume,
): Promise<readonly TargetAnswer[]> {
  const answers: TargetAnswer[] = [];
  for (let start = 0; start < targets.length; start += AT_ONCE) {
    const round = targets.slice(start, start + AT_ONCE);
    const failures = await Promise.all(round.map((target) => failureBefore(target, tokens)));
    const toAsk = round.filter((_target, index) => failures[index] === null);
    const isLate = start > 0 && call.timeLeftMs() < ROUND_MS;
    const { refused, all } = isLate
      ? { refused: [], all: new CloudFailure('upstream-timeout') }
      : await countEach(
          toAsk.map(({ account }) => account),
          consume,
        );
    if (all !== null)
      return [...answers, ...targets.slice(start).map((target) => ({ target, failure: all }))];
    const asked = await Promise.all(
      round.map(async (target, index) => {
        const { appId } = target.account;
        const before = failures[index] ?? failureAmong(refused, target.account);
        if (before === null) return askTarget(wechat, target, order, call);
        return { target, failure: await namedFailure(wechat, appId, before) };
      }),
    );
    answers.push(...asked);
    if (asked.some(isInProgress)) break;
  }
  return answers;
}

/**
 * Counts questions, without those of mini-programs whose quota is used.
 *
 * @returns refusals of mini-programs; `all`: why none may be asked
 */
export async function countEach(
  asked: readonly QuotaOwner[],
  consume: (asked: readonly QuotaOwner[]) => Promise<Refusal | null>,
): Promise<{ readonly refused: readonly Refusal[]; readonly all: CloudFailure | null }> {
  const refused: Refusal[] = [];
  for (;;) {
    const rest = asked.filter((owner) => failureAmong(refused, owner) === null);
    const refusal = rest.length === 0 ? null : await consume(rest);
    if (refusal === null) return { refused, all: null };
    if (refusal.owner === undefined) return { refused, all: refusal.failure };
    refused.push(refusal);
  }
}

/** Returns why questions of a mini-program were refused; null when they were not. */
export function failureAmong(
  refused: readonly Refusal[],
  { appId, provider }: QuotaOwner,
): CloudFailure | null {
  const found = refused.find(({ owner }) => owner?.appId === appId && owner.provider === provider);
  return found?.failure ?? null;
}

function isInProgress(answer: TargetAnswer): boolean {
  return 'found' in answer && !answer.found.delivery.status.isFinal;
}

/** Returns why a look-up target cannot be asked; null when it can. */
async function failureBefore(
  { account: { secret, label, appId } }: LookUpTarget,
  tokens: Tokens,
): Promise<CloudFailure | null> {
  if (secret === null) return new CloudFailure('secret-needed', { account: label });
  return tokens.failureOf(appId);
}

/** Asks one look-up target for an order, by the service of its account. */
async function askTarget(
  wechat: WeChat,
  target: LookUpTarget,
  { orderId, attempts }: AskedOrder,
  call: Call,
): Promise<TargetAnswer> {
  const { key, shopNo, account } = target;
  const { appId, provider, shopId, secret } = account;
  const asked = { appId, shopId, shopNo, secret: secret ?? '' };
  const storeOrderId = attempts.find(({ targetKey }) => targetKey === key)?.storeOrderId;
  try {
    const { ask } = PROVIDERS[provider];
    const found = await ask(wechat, asked, { orderId, storeOrderId }, forOneQuestion(call));
    return { target, found };
  } catch (error) {
    if (!(error instanceof CloudFailure)) throw error;
    return { target, failure: await namedFailure(wechat, target.account.appId, error) };
  }
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

/** Codes by which a target says that it does not have the order, so that others may be asked. */
const NOT_FOUND: readonly CloudErrorCode[] = ['order-not-found', 'wechat-store-wrong'];

/** Tells whether a target does not have the order. A signing error does not tell that. */
export function saysNotFound({ code }: CloudFailure): boolean {
  return NOT_FOUND.includes(code);
}

/**
 * Picks the failure to report when no target found the order: one that the owner has to repair;
 * else any other one, since the order may exist; else `order-not-found`.
 */
export function tellingFailure(answers: readonly TargetAnswer[]): CloudFailure {
  const failed = answers.flatMap((one) => ('failure' in one ? [one] : []));
  const telling = failed.filter(({ failure }) => failure.code !== 'order-not-found');
  const first = telling.find(({ failure }) => isForOwner(failure)) ?? telling[0] ?? failed[0];
  if (first === undefined) return new CloudFailure('order-not-found');
  const { failure, target } = first;
  const { label: account } = target.account;
  if (account === '' || !ABOUT_AN_ACCOUNT.includes(failure.code)) return failure;
  return failure.with({ account });
}

/** Tells whether a failure concerns one account, company or mini-program: others may answer. */
export function isOfOneAccount(failure: CloudFailure): boolean {
  return isForOwner(failure) || failure.code === 'courier-refused';
}

function isForOwner(failure: CloudFailure): boolean {
  return isOfOneMiniProgram(failure) || ABOUT_AN_ACCOUNT.includes(failure.code);
}
