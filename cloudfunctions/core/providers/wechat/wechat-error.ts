import type { CloudErrorCode } from '../../../../miniprogram/contract/cloud-error';
import { CloudFailure } from '../../runtime/cloud-failure';
import { type WireObject, TEXT_BOUNDS } from './wire';
import { maskedText } from './mask';

interface Meaning {
  readonly code: CloudErrorCode;
  /** Returns a message for the user, where the standard text of the code does not fit. */
  readonly message?: (errcode: number, words: string) => string;
}

export type Meanings = Readonly<Record<number, Meaning>>;

/** Gives several values of `errcode` the same meaning. */
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

/** Values of `errcode` for a token that must be replaced (docs/getorder-contract.md §4 [O]). */
const DEAD_TOKEN_CODES = [40001, 40014, 42001];

/** Error of WeChat itself, not of the delivery company: `errcode` was present and not 0. */
export class WeChatError extends CloudFailure {
  readonly errcode: number;

  constructor(errcode: number, errmsg: string | null, own: Meanings = {}) {
    const { code, message } = own[errcode] ?? MEANINGS[errcode] ?? otherMeaning;
    super(code, {
      ...(message === undefined ? {} : { message: message(errcode, messageIn(errmsg)) }),
      ...(code === 'ip-not-allowed' ? { address: addressIn(errmsg) } : {}),
      rid: requestIdIn(errmsg),
    });
    this.name = 'WeChatError';
    this.errcode = errcode;
  }
}

/** Tells whether WeChat has refused an access token that must be replaced. */
export function isDeadToken(error: unknown): error is WeChatError {
  return error instanceof WeChatError && DEAD_TOKEN_CODES.includes(error.errcode);
}

/** Makes the failure: another program replaces our tokens (docs/getorder-contract.md §5 [I]). */
export function bothTokensRefused(refused?: WeChatError): CloudFailure {
  return new CloudFailure('token-exchanged-elsewhere', { rid: refused?.rid, cause: refused });
}

/** Throws a WeChatError for an error of WeChat itself. `own` meanings of an API come first. */
export function throwIfWeChatError(wire: WireObject, own: Meanings = {}): void {
  const errcode = wire.code('errcode');
  if (errcode !== null && errcode !== 0) throw new WeChatError(errcode, wire.text('errmsg'), own);
}

/** Pattern of the request id at the end of `errmsg` [R]. It is strict, because the id is logged. */
const REQUEST_ID = /\brid:\s*([\da-f]{8}-[\da-f]{8}-[\da-f]{8})\s*$/;

/** Finds the request id in `errmsg`, for WeChat's support (docs/getorder-contract.md §1 [R]). */
export function requestIdIn(errmsg: string | null): string | undefined {
  return REQUEST_ID.exec(errmsg ?? '')?.[1];
}

/** Finds the IP address that WeChat refused (docs/getorder-contract.md §10 [R]). */
function addressIn(errmsg: string | null): string | undefined {
  return /\binvalid ip (\d{1,3}(?:\.\d{1,3}){3})\b/.exec(errmsg ?? '')?.[1];
}

/** Returns the text of `errmsg` without the request id, and with possible phone numbers masked. */
function messageIn(errmsg: string | null): string {
  const words = (errmsg ?? '').replace(REQUEST_ID, '').trim();
  return words === '' ? '没有说明原因' : maskedText(words, TEXT_BOUNDS.words);
}
