/** What came of a call. */
export type Outcome =
  { readonly result: unknown } | { readonly errCode: CallErrorCode; readonly errMsg: string };

/** Codes that `wx.cloud.callFunction` fails with. */
export type CallErrorCode =
  /** No such function. */
  | -501000
  /** Too many calls at once. */
  | -501004
  /** It threw, or its process ended. */
  | -504002
  /** It took longer than its time-out. */
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
