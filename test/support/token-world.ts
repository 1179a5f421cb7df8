import type { CallContext } from '../../cloudfunctions/core/runtime/define-function';
import type { Documents } from '../../cloudfunctions/core/storage/documents';
import {
  currentToken,
  fetchTokenForCheck,
  getTokenExcept,
} from '../../cloudfunctions/core/providers/wechat/access-token';
import {
  type Token,
  readToken,
  replaceToken,
} from '../../cloudfunctions/core/providers/wechat/stored-token';
import { WeChatError } from '../../cloudfunctions/core/providers/wechat/wechat-error';
import { APP_ID, ENCRYPTION, fakeWeChat } from './fake-wechat';
import { memoryDocuments } from './memory-documents';

/** WeChat's refusal of a token. */
const REFUSED = new WeChatError(40001, 'invalid credential rid: 65fe1f9e-0c5b7a5d-1a2b3c4d');

/** A world of several instances with one store, one clock, and a WeChat that issues T1, T2 … */
export function createTokenWorld() {
  const clock = { now: 1_000_000_000 };
  const documents = memoryDocuments();
  const wechat = { serial: 1, rotates: true, down: false };
  const post = jest.fn(async (_url: string, _body: unknown) => {
    await Promise.resolve();
    if (wechat.down) throw new Error('down');
    const token = `T${wechat.serial}`;
    if (wechat.rotates) wechat.serial += 1;
    return JSON.stringify({ access_token: token, expires_in: 7200 });
  });
  const instance = (store: Partial<Documents> = {}) => {
    const parts = {
      tokens: { documents: { ...documents, ...store }, encryption: () => ENCRYPTION },
      post,
      now: () => clock.now,
    };
    const wechat = fakeWeChat(parts, null);
    return {
      wechat,
      current: (call: CallContext) => currentToken(wechat, call),
      replace: (refused: string, call: CallContext) =>
        getTokenExcept(refused, wechat, call, REFUSED),
      obtain: (call: CallContext) => fetchTokenForCheck(wechat, call),
    };
  };
  return { clock, documents, wechat, post, instance };
}

/** An instance's stored token. */
export const storedIn = (documents: Documents, encryption = ENCRYPTION, appId = APP_ID) => {
  const store = { documents, encryption: () => encryption };
  return {
    read: () => readToken(store, appId),
    replace: (before: number, token: Token) => replaceToken(store, appId, before, token),
  };
};
