import type { CloudErrorCode } from '../../../../miniprogram/contract/cloud-error';
import { CloudFailure } from '../../runtime/cloud-failure';
import { type AnswerPart, TEXT_BOUNDS } from './wire';
import { maskText } from './mask';

interface Meaning {
  readonly code: CloudErrorCode;
  /** Returns a message for the user. Missing if the usual text of the error code fits. */
  readonly message?: (errcode: number, words: string) => string;
}

export type Meanings = Readonly<Record<number, Meaning>>;

export function sameMeaning(errcodes: readonly number[], meaning: Meaning): Meanings {
  return Object.fromEntries(errcodes.map((errcode) => [errcode, meaning]));
}

const otherMeaning: Meaning = {
  code: 'wechat-refused',
  message: (errcode) => `微信没有给出结果（错误码 ${errcode}）。`,
};

/**
 * Meanings of WeChat's `errcode` (docs/getorder-contract.md §4, §5 [O]; 40243 and 61004:
 * developers.weixin.qq.com/doc/oplatform/developers/dev/api [O]).
 */
const MEANINGS: Meanings = {
  [-1]: { code: 'wechat-busy' },
  ...sameMeaning([40001, 40013, 40014, 40125, 41002, 41004, 42001], { code: 'token-rejected' }),
  40164: { code: 'ip-not-allowed' },
  40243: { code: 'app-secret-frozen' },
  45009: { code: 'quota-exceeded' },
  45011: { code: 'too-frequent' },
  48001: { code: 'api-not-opened' },
  61004: { code: 'ip-not-allowed' },
  ...sameMeaning([930555, 930556, 930557], {
    code: 'upstream-timeout',
    message: (errcode) => `微信或配送公司出错，或没有及时回答（${errcode}）。`,
  }),
  930558: {
    code: 'courier-refused',
    message: (errcode, words) => `配送公司答复：${words}（${errcode}）。`,
  },
  930560: { code: 'account-not-bound' },
  930561: {
    code: 'bad-order-id',
    message: (errcode) => `微信不接受这次请求的参数（${errcode}）。`,
  },
  930563: { code: 'order-not-found' },
  930565: { code: 'order-over' },
  ...sameMeaning([930566, 930568, 930571], { code: 'account-not-admitted' }),
};

/** Codes (`errcode`) after which a token must be replaced (docs/getorder-contract.md §4 [O]). */
const DEAD_TOKEN_CODES = [40001, 40014, 42001];

/** Error of WeChat itself, not of the delivery company: `errcode` was present and not 0. */
export class WeChatError extends CloudFailure {
  readonly errcode: number;

  constructor(errcode: number, errmsg: string | null, apiMeanings: Meanings = {}) {
    const { code, message } = apiMeanings[errcode] ?? MEANINGS[errcode] ?? otherMeaning;
    super(code, {
      ...(message === undefined ? {} : { message: message(errcode, shownMessageOf(errmsg)) }),
      ...(code === 'ip-not-allowed' ? { address: findAddress(errmsg) } : {}),
      rid: findRequestId(errmsg),
    });
    this.name = 'WeChatError';
    this.errcode = errcode;
  }
}

/** Tells whether WeChat has refused an access token that must be replaced. */
export function isDeadToken(error: unknown): error is WeChatError {
  return error instanceof WeChatError && DEAD_TOKEN_CODES.includes(error.errcode);
}

/** Makes the failure of tokens that another program replaces (docs/getorder-contract.md §5 [I]). */
export function tokensRefusedFailure(refusal?: WeChatError): CloudFailure {
  return new CloudFailure('token-exchanged-elsewhere', { rid: refusal?.rid, cause: refusal });
}

/** Throws a WeChatError if an answer reports one. `own`: meanings for this API, tried first. */
export function throwIfWeChatError(answer: AnswerPart, own: Meanings = {}): void {
  const errcode = answer.code('errcode');
  if (errcode !== null && errcode !== 0) throw new WeChatError(errcode, answer.text('errmsg'), own);
}

/** Pattern of the request id at the end of `errmsg` [R]. It is strict, because the id is logged. */
const REQUEST_ID = /\brid:\s*([\da-f]{8}-[\da-f]{8}-[\da-f]{8})\s*$/;

/** Finds the request id in `errmsg`, for WeChat's support (docs/getorder-contract.md §1 [R]). */
export function findRequestId(errmsg: string | null): string | undefined {
  return REQUEST_ID.exec(errmsg ?? '')?.[1];
}

/** Finds the IP address that WeChat refused (docs/getorder-contract.md §10 [R]). */
function findAddress(errmsg: string | null): string | undefined {
  return /\binvalid ip (\d{1,3}(?:\.\d{1,3}){3})\b/.exec(errmsg ?? '')?.[1];
}

/** Returns the text of `errmsg` without the request id, and with possible phone numbers masked. */
function shownMessageOf(errmsg: string | null): string {
  const message = (errmsg ?? '').replace(REQUEST_ID, '').trim();
  return message === '' ? '没有说明原因' : maskText(message, TEXT_BOUNDS.words);
}
