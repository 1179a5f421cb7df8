import { reportError } from '../errors';
import { callable, isRecord, type Options } from '../values';

/** A failure of an API. `errMsg` is `<api>:fail <words>`. Other fields are added. */
export class ApiFailure extends Error {
  constructor(
    words: string,
    readonly fields: Readonly<Record<string, unknown>> = {},
  ) {
    super(words);
  }
}

/** Does the work. A returned object goes to success. @throws ApiFailure */
type Run = (options: Options) => unknown;
/** An API of `wx` that reports through callbacks, or else through a promise. */
type AsyncApi = (options?: unknown) => Promise<unknown> | undefined;

const NOT_SUPPORTED = 'not supported by the local phone';

/**
 * Makes APIs by name, as WeChat's: success, fail and complete get `errMsg`. Without callbacks they
 * return a promise, which rejects with the object that fail would get.
 *
 * @param prefix text before the name in `errMsg`: `cloud.`
 */
export function asyncApis<Name extends string>(
  apis: Readonly<Record<Name, Run>>,
  prefix = '',
): Record<Name, AsyncApi> {
  const made = Object.entries<Run>(apis).map(([name, run]) => [name, asyncApi(prefix + name, run)]);
  return Object.fromEntries(made) as Record<Name, AsyncApi>;
}

/** Makes APIs that the phone lacks. Each fails as in WeChat. */
export function failingApis(names: readonly string[], prefix = ''): Record<string, AsyncApi> {
  const fail = (): never => {
    throw new ApiFailure(NOT_SUPPORTED);
  };
  return asyncApis(Object.fromEntries(names.map((name) => [name, fail])), prefix);
}

/** Makes a synchronous API that throws as a failing one. */
export function throwing(name: string): () => never {
  return () => {
    throw new Error(`${name}:fail ${NOT_SUPPORTED}`);
  };
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
