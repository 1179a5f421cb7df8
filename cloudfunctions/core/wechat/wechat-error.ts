import type { CloudErrorCode } from '../../../miniprogram/shared/cloud-error';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Wire } from './wire';

/** `errcode`s that mean something of their own to us (docs/getorder-contract.md §4, §5 [O]); all others are told by their number. */
const MEANINGS: Readonly<Record<number, CloudErrorCode>> = {
  40001: 'token-rejected',
  40013: 'token-rejected',
  40014: 'token-rejected',
  40125: 'token-rejected',
  41002: 'token-rejected',
  41004: 'token-rejected',
  42001: 'token-rejected',
  930556: 'upstream-timeout',
  930557: 'upstream-timeout',
  930563: 'order-not-found',
};

/** `errcode`s of a token that has died: a new one heals them (§4 [O]). */
const DEAD_TOKEN = [40001, 40014, 42001];

/** `errcode` was present and not 0: WeChat itself refused. */
export class WeChatError extends CloudFailure {
  readonly errcode: number;

  constructor(errcode: number, errmsg: string | null) {
    const code = MEANINGS[errcode] ?? 'wechat-refused';
    super(code, {
      ...(code === 'wechat-refused' ? { message: `微信没有给出结果（错误码 ${errcode}）。` } : {}),
      rid: ridOf(errmsg),
    });
    this.name = 'WeChatError';
    this.errcode = errcode;
  }

  get isDeadToken(): boolean {
    return DEAD_TOKEN.includes(this.errcode);
  }
}

/**
 * Throws when an answer holds WeChat's own error. `errcode` 0 or none is no success yet: the delivery company's `resultcode` decides.
 *
 * @throws WeChatError
 */
export function throwIfWeChatError(wire: Wire): void {
  const errcode = wire.number('errcode');
  if (errcode !== null && errcode !== 0) throw new WeChatError(errcode, wire.text('errmsg'));
}

/** `errmsg` often ends in `rid: …`, which WeChat's staff can look up for 7 days (§1 [R]). */
export function ridOf(errmsg: string | null): string | undefined {
  return /rid:\s*([\w-]+)/.exec(errmsg ?? '')?.[1];
}
