import type { Token } from '../../cloudfunctions/core/providers/wechat/stored-token';
import type { ConnectWeChat, WeChat } from '../../cloudfunctions/core/providers/wechat/wechat';
import { createEncryption } from '../../cloudfunctions/core/secrets/encryption';
import { memoryDocuments } from './memory-documents';

/** AppID of the mini-program by which the tests' orders are placed. */
export const APP_ID = 'wxde00000000000000';
/** Another mini-program, by which a mall's orders are placed. */
export const MALL = {
  appId: 'wx6d20000000041c8a',
  name: '茶小满点单',
  secret: 'secret-of-the-mall',
};
export const ENCRYPTION = createEncryption({ current: Buffer.alloc(32, 0x5c), previous: null });

/** WeChat for an instance that has a token of `APP_ID`. Tests pass only what matters to them. */
export function fakeWeChat(
  given: Partial<WeChat> = {},
  token: Token | null = lastingToken(given.now),
): WeChat {
  const now = given.now ?? (() => 5000);
  return {
    apiBaseUrl: 'https://api.example',
    appId: APP_ID,
    appSecret: () => Promise.resolve('secret'),
    nameOf: () => Promise.resolve('茶小满点单'),
    post: () => Promise.reject(new Error('not asked')),
    get: () => Promise.reject(new Error('not asked')),
    postOnce: () => Promise.reject(new Error('not asked')),
    postBody: () => Promise.reject(new Error('not asked')),
    tokens: { documents: memoryDocuments(), encryption: () => ENCRYPTION },
    now,
    tokensInMemory: new Map(token === null ? [] : [[APP_ID, token]]),
    ...given,
  };
}

/** Connects to the same WeChat in the name of each mini-program. */
export function connecting(wechat: WeChat): ConnectWeChat {
  return (appId) => ({ ...wechat, appId });
}

/** Fields of the budget's document: the quota that WeChat has told of `APP_ID`. */
export const toldLimit = (limit: number, aMinute = 0) => ({
  [`limit ${APP_ID} wechat-instant`]: limit,
  [`rate ${APP_ID} wechat-instant`]: aMinute,
});

/** A token that outlasts all tests. */
function lastingToken(now = () => 5000): Token {
  return {
    token: 'T 1',
    deadUntil: 0,
    get expiresAt() {
      return now() + 1000;
    },
  };
}
