import { currentToken } from '../providers/wechat/access-token';
import { namedFailure } from '../providers/wechat/of-mini-program';
import type { WeChat } from '../providers/wechat/wechat';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Call } from '../runtime/define-function';

/** Access tokens that the questions of one call need, one for each mini-program. */
export class Tokens {
  readonly #wechat: () => WeChat;
  readonly #call: Call;
  readonly #failures = new Map<string, Promise<CloudFailure | null>>();

  constructor(wechat: () => WeChat, call: Call) {
    this.#wechat = wechat;
    this.#call = call;
  }

  /**
   * Fetches the token of a mini-program, once, so that questions find it in memory.
   *
   * @returns failure when it cannot be had, which names the mini-program; null when it is there
   */
  failureOf(appId: string): Promise<CloudFailure | null> {
    const known = this.#failures.get(appId);
    if (known !== undefined) return known;
    const fetching = this.#fetch(appId);
    this.#failures.set(appId, fetching);
    return fetching;
  }

  /** Tells whether a mini-program has a token, for lists, which are worth no failure. */
  async has(appId: string): Promise<boolean> {
    return this.failureOf(appId).then(
      (failure) => failure === null,
      () => false,
    );
  }

  async #fetch(appId: string): Promise<CloudFailure | null> {
    const wechat = this.#wechat();
    try {
      await currentToken(wechat, appId, this.#call);
      return null;
    } catch (error) {
      if (error instanceof CloudFailure) return namedFailure(wechat, appId, error);
      throw error;
    }
  }
}
