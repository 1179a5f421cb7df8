import type { NoAnswer, NoAnswerReason } from '../contract/call-result';
import { readNetwork } from './network';

/** Reasons why an answer is missing, by WeChat's error code [O: wxcloud/reference/errcode]. */
const REASON_BY_CODE: Readonly<Record<number, NoAnswerReason>> = {
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

/** Error code of the cloud or its services. Codes -1 and -40xxxx come from the phone's SDK. */
const CLOUD_ERROR_CODE = /^-[56]0\d{4}$/;
/** Finds the cloud's error code in a message, when `errCode` is only the SDK's own code [R]. */
const CODE_IN_MESSAGE = /service error code (-\d+)/;
/**
 * Messages of a missing cloud environment, which come with -501000, -501005 and -501007 [R:
 * developers.weixin.qq.com/community, docs.cloudbase.net/error-code/INVALID_ENV].
 */
const NO_ENVIRONMENT_MESSAGE = /env(?:ironment)? (?:not (?:found|exists?)|invalid)/i;
/** Words in the message of a request that failed because of the network [R]. */
const NETWORK_FAILURE = /request:fail|net::|network|time(?:d )?-?out|interrupted|socket|ssl/i;

export async function noAnswerOf(failure: unknown): Promise<NoAnswer> {
  const { errCode, errMsg } = (failure ?? {}) as { errCode?: unknown; errMsg?: unknown };
  const message = typeof errMsg === 'string' ? errMsg : String(failure);
  const sdkCode = typeof errCode === 'number' ? errCode : null;
  const code = Number(CODE_IN_MESSAGE.exec(message)?.[1] ?? sdkCode ?? 0);
  const isCodeInMessage = sdkCode === null || new RegExp(`${sdkCode}(?!\\d)`).test(message);
  const detail = isCodeInMessage ? message : `${message} (${sdkCode})`;
  return { ok: false, noAnswer: await noAnswerReasonOf(code, message), detail };
}

async function noAnswerReasonOf(code: number, message: string): Promise<NoAnswerReason> {
  if (NO_ENVIRONMENT_MESSAGE.test(message)) return 'environment-missing';
  const knownReason = REASON_BY_CODE[code];
  if (CLOUD_ERROR_CODE.test(String(code))) return knownReason ?? 'cloud-failed';
  // An error code of the phone's SDK says little, so network and message decide, too.
  const network = await readNetwork();
  if (network === 'none') return 'offline';
  if (knownReason !== undefined) return knownReason;
  return network === 'weak' || NETWORK_FAILURE.test(message) ? 'weak-network' : 'call-failed';
}
