import type { NoAnswer, NoAnswerReason } from '../contract/call-result';

/** Network state that the phone reports; flight mode counts as `none`. */
export type Network = 'none' | 'weak' | 'there' | 'unknown';

/**
 * Reasons for a missing answer, by WeChat's error code [O: developers.weixin.qq.com,
 * wxcloud/reference/errcode]. Any other code of the cloud means `cloud-failed`. For any other code
 * of the phone, the network and the message decide.
 */
const REASONS: Readonly<Record<number, NoAnswerReason>> = {
  [-404010]: 'timed-out',
  [-404011]: 'crashed',
  [-404012]: 'timed-out',
  [-501000]: 'not-deployed',
  [-501002]: 'timed-out',
  [-501003]: 'cloud-used-up',
  [-501004]: 'busy',
  [-501005]: 'environment-missing',
  [-504001]: 'crashed',
  [-504002]: 'crashed',
  [-504003]: 'timed-out',
  [-601034]: 'cloud-missing',
  [-604101]: 'not-permitted',
  [-604102]: 'timed-out',
};

/** Error codes of the cloud and its services. (-1 and -40xxxx come from the phone's own SDK.) */
const CLOUD_CODE = /^-[56]0\d{4}$/;
/** Finds the cloud's error code in the message of an error whose `errCode` is the SDK's own [R]. */
const INNER_CODE = /service error code (-\d+)/;
/**
 * Messages with which WeChat reports a missing cloud environment. They come with several codes
 * (-501000, -501005, -501007) [R: developers.weixin.qq.com/community,
 * docs.cloudbase.net/error-code/INVALID_ENV].
 */
const NO_ENVIRONMENT = /env(?:ironment)? (?:not (?:found|exists?)|invalid)/i;
/** Words in the error message of a request that failed because of the network [R]. */
const NETWORK_WORDS = /request:fail|net::|network|time(?:d )?-?out|interrupted|socket|ssl/i;

/**
 * Finds the reason why a call returned no answer.
 *
 * @param networkNow reads the phone's network, in case the error alone is not conclusive
 */
export async function failedCall(
  failure: unknown,
  networkNow: () => Promise<Network>,
): Promise<NoAnswer> {
  const { errCode, errMsg } = (failure ?? {}) as { errCode?: unknown; errMsg?: unknown };
  const words = typeof errMsg === 'string' ? errMsg : String(failure);
  const sdkCode = typeof errCode === 'number' ? errCode : null;
  const code = Number(INNER_CODE.exec(words)?.[1] ?? sdkCode ?? 0);
  const isInWords = sdkCode === null || new RegExp(`${sdkCode}(?!\\d)`).test(words);
  const detail = isInWords ? words : `${words} (${sdkCode})`;
  return { ok: false, noAnswer: await reasonOf(code, words, networkNow), detail };
}

async function reasonOf(
  code: number,
  words: string,
  networkNow: () => Promise<Network>,
): Promise<NoAnswerReason> {
  if (NO_ENVIRONMENT.test(words)) return 'environment-missing';
  const known = REASONS[code];
  if (CLOUD_CODE.test(String(code))) return known ?? 'cloud-failed';
  const network = await networkNow();
  if (network === 'none') return 'offline';
  if (known !== undefined) return known;
  return network === 'weak' || NETWORK_WORDS.test(words) ? 'weak-network' : 'call-failed';
}
