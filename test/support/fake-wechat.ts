import type { Token } from '../../cloudfunctions/core/providers/wechat/stored-token';
import type { WeChat } from '../../cloudfunctions/core/providers/wechat/wechat';
import { createEncryption } from '../../cloudfunctions/core/secrets/encryption';
import { memoryDocuments } from './memory-documents';

export const ENCRYPTION = createEncryption({ current: Buffer.alloc(32, 0x5c), previous: null });

/** WeChat for an instance that has a token of `wx-demo`. Tests pass only what matters to them. */
export function fakeWeChat(
  given: Partial<WeChat> = {},
  token: Token | null = lastingToken(given.now),
): WeChat {
  const now = given.now ?? (() => 5000);
  return {
    apiBaseUrl: 'https://api.example',
    appSecret: () => Promise.resolve('secret'),
    post: () => Promise.reject(new Error('not asked')),
    exchange: () => Promise.reject(new Error('not asked')),
    tokens: { documents: memoryDocuments(), encryption: () => ENCRYPTION },
    now,
    sleep: () => Promise.resolve(),
    memory: new Map(token === null ? [] : [['wx-demo', token]]),
    ...given,
  };
}

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
