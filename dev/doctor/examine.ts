import type { Call } from '../../cloudfunctions/core/runtime/define-function';
import { checkWeChat } from '../../cloudfunctions/core/shop/self-check';
import { connectMiniProgram } from '../../cloudfunctions/core/wechat/connect-wechat';
import { deliverySign } from '../../cloudfunctions/core/wechat/delivery-sign';
import type { StoredToken, TokenStore } from '../../cloudfunctions/core/wechat/token-store';
import type { CheckLine } from '../../miniprogram/shared/self-check';
import type { DoctorSettings } from './settings';

/** The same as a function has. */
const TIME_LIMIT_MS = 10_000;

/** What the cloud's own checks find from here; they end in ten seconds. */
export function examine({
  account,
  orders,
  ...miniProgram
}: DoctorSettings): Promise<readonly CheckLine[]> {
  const { appId, appSecret, apiBaseUrl } = miniProgram;
  const wechat = connectMiniProgram({
    appId,
    appSecret: () => Promise.resolve(appSecret),
    apiBaseUrl,
    store: forgetfulStore(),
    now: Date.now,
  });
  const endsAt = performance.now() + TIME_LIMIT_MS;
  const call: Call = {
    caller: { openId: '', appId, source: '' },
    timeLeftMs: () => Math.max(0, endsAt - performance.now()),
    timeLimitMs: TIME_LIMIT_MS,
    note: () => undefined,
    count: () => undefined,
  };
  const ports = {
    wechat,
    accounts: () => Promise.resolve(account === null ? [] : [account]),
    knownOrders: () => Promise.resolve(orders),
    sign: deliverySign,
  };
  return checkWeChat(ports, call);
}

/** The token is of this one run. */
function forgetfulStore(): TokenStore {
  let stored: StoredToken = { version: 0, token: null, forcedAt: 0, leaseUntil: 0 };
  return {
    read: () => Promise.resolve(stored),
    replace: (token) => {
      stored = { ...token, version: stored.version + 1 };
      return Promise.resolve(stored);
    },
  };
}
