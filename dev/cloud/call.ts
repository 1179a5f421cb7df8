import type { ClockState } from '../clock/clock';

/** Identity of a function's caller, from which `getWXContext()` is filled. */
export interface Caller {
  readonly openId: string;
  readonly appId: string;
  /** Value of SOURCE in `getWXContext()`: `wx_client` (default), `wx_trigger` or `wx_http`. */
  readonly source?: string;
}

/** The message that starts a call in a function's process. */
export interface CallMessage {
  readonly event: unknown;
  readonly context: FunctionContext;
  /** Environment variables that the function's process sets before this call. */
  readonly environment: Readonly<Record<string, string>>;
  readonly clock: ClockState;
}

/** Second argument of a cloud function, as in Tencent's serverless functions (SCF), in part. */
export interface FunctionContext {
  readonly memory_limit_in_mb: number;
  readonly time_limit_in_ms: number;
  readonly request_id: string;
  readonly function_name: string;
}

/** Message from a function's process to its parent process. */
export type ProcessMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'printed'; readonly text: string }
  | { readonly kind: 'returned'; readonly result: unknown }
  /** The function threw, or could not be loaded. */
  | { readonly kind: 'threw'; readonly error: string };

/** Result of a call, or the error that `wx.cloud.callFunction` reports. */
export type Outcome =
  { readonly result: unknown } | { readonly errCode: CallErrorCode; readonly errMsg: string };

/** Error codes of `wx.cloud.callFunction`. */
export type CallErrorCode =
  /** The function does not exist. */
  | -501000
  /** Too many calls run at once. */
  | -501004
  /** The function threw, or its process ended. */
  | -504002
  /** The function exceeded its time-out. */
  | -504003;

export const NO_SUCH_FUNCTION: Outcome = {
  errCode: -501000,
  errMsg: 'FunctionName parameter could not be found.',
};

export const TOO_MANY_AT_ONCE: Outcome = {
  errCode: -501004,
  errMsg: 'exceed concurrent request limit',
};

export function timedOut(seconds: number): Outcome {
  return { errCode: -504003, errMsg: `Invoking task timed out after ${seconds} seconds` };
}

export function failed(error: string): Outcome {
  return { errCode: -504002, errMsg: `functions execute fail | errMsg: ${error}` };
}
