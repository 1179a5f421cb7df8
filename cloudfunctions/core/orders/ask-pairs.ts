import { CLOUD_ERRORS } from '../../../miniprogram/shared/cloud-error';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Call } from '../runtime/define-function';
import type { GetOrder, LookedUp } from '../wechat/get-order';
import type { Pair } from './pairs';

/** What a pair answered. */
export type Outcome =
  | { readonly pair: Pair; readonly found: LookedUp }
  | { readonly pair: Pair; readonly failure: CloudFailure };

/** So many questions to WeChat at once. */
const AT_ONCE = 5;
/** With less time left no further round is begun. */
const ROUND_MS = 300;

/** Asks pairs for an order, side by side, all that there is time for; in their order. */
export async function askPairs(
  getOrder: GetOrder,
  pairs: readonly Pair[],
  orderId: string,
  call: Call,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let start = 0; start < pairs.length; start += AT_ONCE) {
    const round = pairs.slice(start, start + AT_ONCE);
    if (start > 0 && call.timeLeftMs() < ROUND_MS) {
      const failure = new CloudFailure('upstream-timeout');
      outcomes.push(...round.map((pair) => ({ pair, failure })));
    } else {
      outcomes.push(
        ...(await Promise.all(round.map((pair) => askPair(getOrder, pair, orderId, call)))),
      );
    }
  }
  return outcomes;
}

async function askPair(
  getOrder: GetOrder,
  pair: Pair,
  orderId: string,
  call: Call,
): Promise<Outcome> {
  const { shopId, secret, label } = pair.account;
  if (secret === null) {
    return { pair, failure: new CloudFailure('secret-needed', { message: named(label) }) };
  }
  try {
    return { pair, found: await getOrder({ shopId, shopNo: pair.shopNo, secret }, orderId, call) };
  } catch (error) {
    if (error instanceof CloudFailure) return { pair, failure: error };
    throw error;
  }
}

function named(label: string): string {
  return `配送账号“${label}”：请重新填写密钥。`;
}

/** What can be mended only by the owner, and is about one account: it says which. */
const ABOUT_AN_ACCOUNT = ['sign-rejected', 'account-not-bound', 'account-not-admitted'];

/**
 * Of failures of which none found the order, the one that says most: what an account's owner has to mend; else an outage, since the order may be there;
 * else that nobody knows it.
 */
export function tellingFailure(outcomes: readonly Outcome[]): CloudFailure {
  const failed = outcomes.flatMap((one) => ('failure' in one ? [one] : []));
  const telling = failed.filter(({ failure }) => failure.code !== 'order-not-found');
  const first = telling.find(({ failure }) => isForOwner(failure)) ?? telling[0] ?? failed[0];
  if (first === undefined) return new CloudFailure('order-not-found');
  const { failure, pair } = first;
  const { label } = pair.account;
  const { code, said } = failure;
  if (label === '' || !ABOUT_AN_ACCOUNT.includes(code)) return failure;
  return new CloudFailure(code, {
    message: `配送账号“${label}”：${said ?? CLOUD_ERRORS[code].message}`,
    rid: failure.rid,
    cause: failure,
  });
}

function isForOwner({ code }: CloudFailure): boolean {
  return code === 'secret-needed' || ABOUT_AN_ACCOUNT.includes(code);
}
