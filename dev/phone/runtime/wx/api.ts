import { reportError } from '../errors';
import { callable, isRecord, type Options } from '../values';

/** How an API says that it failed: `errMsg` becomes `<api>:fail <words>`; other fields go along. */
export class ApiFailure extends Error {
  constructor(
    words: string,
    readonly fields: Readonly<Record<string, unknown>> = {},
  ) {
    super(words);
  }
}

/** Does the work; an object that it answers goes to success. Throws ApiFailure. */
type Run = (options: Options) => unknown;
/** An API of `wx` that reports through callbacks, or through a promise when it is given none. */
export type AsyncApi = (options?: unknown) => Promise<unknown> | undefined;

/**
 * Makes an API in WeChat's manner: success, fail and complete are called with `errMsg`; without any of them a promise is returned,
 * and it rejects with the same object that fail would get.
 */
export function asyncApi(name: string, run: Run): AsyncApi {
  return (given) => {
    const options = isRecord(given) ? given : {};
    const callbacks = ['success', 'fail', 'complete'].map((key) => callable(options[key]));
    const result = settle(name, run, options);
    if (callbacks.every((callback) => callback === undefined)) {
      return result.then((outcome) => {
        if (outcome.ok) return outcome.answer;
        // WeChat rejects with a plain object that holds errMsg.
        // eslint-disable-next-line @typescript-eslint/only-throw-error
        throw outcome.answer;
      });
    }
    void result.then(({ ok, answer }) => {
      const [success, fail, complete] = callbacks;
      for (const callback of [ok ? success : fail, complete]) {
        try {
          callback?.(answer);
        } catch (error) {
          reportError(error, `a callback of wx.${name}`);
        }
      }
    });
    return undefined;
  };
}

async function settle(
  name: string,
  run: Run,
  options: Options,
): Promise<{ readonly ok: boolean; readonly answer: Record<string, unknown> }> {
  try {
    const answer: unknown = await run(options);
    return { ok: true, answer: { ...(isRecord(answer) ? answer : {}), errMsg: `${name}:ok` } };
  } catch (error) {
    if (error instanceof ApiFailure) {
      return { ok: false, answer: { ...error.fields, errMsg: `${name}:fail ${error.message}` } };
    }
    reportError(error, `wx.${name}`);
    return { ok: false, answer: { errMsg: `${name}:fail ${String(error)}` } };
  }
}
