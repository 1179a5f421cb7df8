import type { NoAnswer, NoAnswerReason } from '../contract/call-result';
import { networkNow } from './network';

/** Reasons for a missing answer, by WeChat's error code [O: wxcloud/reference/errcode]. */
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
 * Messages of a missing cloud environment, which come with -501000, -501005 and -501007 [R:
 * developers.weixin.qq.com/community, docs.cloudbase.net/error-code/INVALID_ENV].
 */
const NO_ENVIRONMENT = /env(?:ironment)? (?:not (?:found|exists?)|invalid)/i;
/** Words in the error message of a request that failed because of the network [R]. */
const NETWORK_WORDS = /request:fail|net::|network|time(?:d )?-?out|interrupted|socket|ssl/i;

export async function failedCall(failure: unknown): Promise<NoAnswer> {
  const { errCode, errMsg } = (failure ?? {}) as { errCode?: unknown; errMsg?: unknown };
  const words = typeof errMsg === 'string' ? errMsg : String(failure);
  const sdkCode = typeof errCode === 'number' ? errCode : null;
  const code = Number(INNER_CODE.exec(words)?.[1] ?? sdkCode ?? 0);
  const isInWords = sdkCode === null || new RegExp(`${sdkCode}(?!\\d)`).test(words);
  const detail = isInWords ? words : `${words} (${sdkCode})`;
  return { ok: false, noAnswer: await reasonOf(code, words), detail };
}

async function reasonOf(code: number, words: string): Promise<NoAnswerReason> {
  if (NO_ENVIRONMENT.test(words)) return 'environment-missing';
  const known = REASONS[code];
  if (CLOUD_CODE.test(String(code))) return known ?? 'cloud-failed';
  // For a code of the phone, the network and the message decide.
  const network = await networkNow();
  if (network === 'none') return 'offline';
  if (known !== undefined) return known;
  return network === 'weak' || NETWORK_WORDS.test(words) ? 'weak-network' : 'call-failed';
}
