import { reportError } from '../errors';
import { callable, isRecord, type Options } from '../values';

/** Failure of a `wx` API. The caller gets `errMsg` (`<api>:fail <words>`) and `fields`. */
export class ApiFailure extends Error {
  constructor(
    words: string,
    readonly fields: Readonly<Record<string, unknown>> = {},
  ) {
    super(words);
  }
}

/** Implementation of an API. `success` receives the returned object. @throws ApiFailure */
type Run = (options: Options) => unknown;
/** An API of `wx` that reports through callbacks, or else through a promise. */
type AsyncApi = (options?: unknown) => Promise<unknown> | undefined;

/**
 * Creates APIs by name, as WeChat's: success, fail and complete receive `errMsg`. A call without
 * callbacks returns a promise, which rejects with the object that fail would receive.
 *
 * @param prefix text before the API's name in `errMsg`, such as `cloud.`
 */
export function asyncApis<Name extends string>(
  apis: Readonly<Record<Name, Run>>,
  prefix = '',
): Record<Name, AsyncApi> {
  const made = Object.entries<Run>(apis).map(([name, run]) => [name, asyncApi(prefix + name, run)]);
  return Object.fromEntries(made) as Record<Name, AsyncApi>;
}

function asyncApi(name: string, run: Run): AsyncApi {
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
