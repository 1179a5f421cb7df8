import { currentToken } from '../providers/wechat/access-token';
import { namingMiniProgram } from '../providers/wechat/mini-program-failure';
import type { ConnectWeChat } from '../providers/wechat/wechat';
import { CloudFailure } from '../runtime/cloud-failure';
import type { CallContext } from '../runtime/define-function';

/**
 * Fetches the access token of a mini-program into memory.
 *
 * @returns failure, which names the mini-program; null when there is a token
 */
export type FetchToken = (appId: string) => Promise<CloudFailure | null>;

/** Creates the function that fetches the access tokens that one call needs, each only once. */
export function createTokenFetcher(wechat: ConnectWeChat, call: CallContext): FetchToken {
  const fetched = new Map<string, Promise<CloudFailure | null>>();
  const fetch = async (appId: string): Promise<CloudFailure | null> => {
    try {
      const one = wechat(appId);
      await namingMiniProgram(one, currentToken(one, call));
      return null;
    } catch (error) {
      if (error instanceof CloudFailure) return error;
      throw error;
    }
  };
  return (appId) => {
    const fetching = fetched.get(appId) ?? fetch(appId);
    fetched.set(appId, fetching);
    return fetching;
  };
}
