import { randomUUID } from 'crypto';
import type { Answer } from '../../../miniprogram/contract/cloud-api';
import { CLOUD_ERRORS, PRODUCT_VERSION } from '../../../miniprogram/contract/cloud-error';
import { type Log, type LogFields, causeCodeOf, sdkCodeOf } from './log';
import { CloudFailure } from './cloud-failure';
import { processUptimeMs, withinLimit } from './in-time';

/** Caller of a cloud function, as WeChat's context names it: an event could name anybody. */
export interface Caller {
  /** Openid of the caller; empty when the cloud's own timer calls. */
  readonly openId: string;
  readonly appId: string;
  readonly source: string;
}

export interface CallContext {
  readonly caller: Caller;
  /** Returns the time (ms) that is left for requests to WeChat before the answer must be sent. */
  readonly timeLeftMs: () => number;
  /** Time-out (ms) of the function; null when the cloud does not state it. */
  readonly timeLimitMs: number | null;
  /** Adds fields to the log line of this call. */
  readonly note: (fields: LogFields) => void;
  /** Adds 1 to a counter in the log line of this call; `upstream` counts requests to WeChat. */
  readonly count: (counterName: 'upstream') => void;
}

/** SOURCEs of phones and of WeChat DevTools. For these, WeChat guarantees the openid [O]. */
export const CLIENT_SOURCES: readonly string[] = ['wx_client', 'wx_devtools'];

export interface FunctionDefinition<Data> {
  readonly name: string;
  readonly sources: readonly string[];
  readonly caller: () => Caller;
  readonly handle: (event: unknown, call: CallContext) => Promise<Data>;
  readonly now: () => number;
  readonly log: Log;
}

/** Default time-out of a cloud function at WeChat, in ms (docs/getorder-contract.md §9). */
const DEFAULT_TIME_LIMIT_MS = 3000;
/** Maximum time (ms) of one question to WeChat, including the fetch of a token. */
const MAX_QUESTION_MS = 5000;
/** Time (ms) kept for the work after the last answer from WeChat, such as database writes. */
const ANSWER_RESERVE_MS = 500;
/** Time (ms) kept to send the answer before the cloud's time-out, whose message helps no user. */
const SEND_RESERVE_MS = 250;
/** Time (ms) that WeChat waits for the answer to a call over HTTP (docs/register.md). */
const HTTP_LIMIT_MS = 5000;

export function withLessTime(call: CallContext, reserveMs: number): CallContext {
  return { ...call, timeLeftMs: () => Math.max(0, call.timeLeftMs() - Math.max(0, reserveMs)) };
}

/** Limits the time of a call, so that a question to WeChat ends before the call's lease does. */
export function callForOneQuestion(call: CallContext): CallContext {
  return withLessTime(call, call.timeLeftMs() - MAX_QUESTION_MS);
}

/** Makes a cloud function. It checks the SOURCE, turns errors into answers, logs each call. */
export function defineFunction<Data>(definition: FunctionDefinition<Data>) {
  const { name, sources, handle, now, log } = definition;
  let isFirstCall = true;
  return async (event: unknown, context: unknown): Promise<Answer<Data>> => {
    const startedAt = processUptimeMs();
    // WeChat has waited since a new process started. An older process was idle before the call.
    const waitStartedAt = isFirstCall && startedAt < HTTP_LIMIT_MS / 2 ? 0 : startedAt;
    isFirstCall = false;
    const statedLimit = contextField(context, 'time_limit_in_ms');
    const statedLimitMs = typeof statedLimit === 'number' ? statedLimit : null;
    const timeLimitMs = statedLimitMs ?? DEFAULT_TIME_LIMIT_MS;
    const requestId = contextField(context, 'request_id');
    const traceId = typeof requestId === 'string' && requestId ? requestId : randomUUID();
    let notes: LogFields = {};
    const counters = { upstream: 0 };
    const writeLogLine = (code: string): void => {
      const ms = Math.round(processUptimeMs() - startedAt);
      log({ fn: name, v: PRODUCT_VERSION, traceId, code, ms, ...counters, ...notes });
    };

    try {
      const caller = definition.caller();
      if (!sources.includes(caller.source)) throw refusedSourceFailure(caller);
      const httpEndsAt = caller.source === 'wx_http' ? waitStartedAt + HTTP_LIMIT_MS : Infinity;
      const endsAt = Math.min(startedAt + timeLimitMs, httpEndsAt);
      const msLeftUntil = (reserveMs: number): number => endsAt - reserveMs - processUptimeMs();
      const handling = handle(event, {
        caller,
        timeLeftMs: () => msLeftUntil(ANSWER_RESERVE_MS),
        timeLimitMs: statedLimitMs,
        note: (fields) => {
          notes = { ...notes, ...fields };
        },
        count: (counterName) => {
          counters[counterName] += 1;
        },
      });
      // Requests to WeChat end earlier (ANSWER_RESERVE_MS), so only the database can be too late.
      const data = await withinLimit(handling, msLeftUntil(SEND_RESERVE_MS), () => {
        notes = { ...notes, late: true };
        return new CloudFailure('database-failed');
      });
      writeLogLine('ok');
      return { ok: true, serverTime: now(), data };
    } catch (error) {
      const failure = cloudFailureOf(error);
      const { code, rid, sentDetails } = failure;
      const { message, account, miniProgram, address } = sentDetails;
      const { isMaybeElsewhere, withoutShopNo, waitSeconds } = sentDetails;
      const details = { account, miniProgram, address, isMaybeElsewhere, withoutShopNo };
      if (failure !== error) notes = { ...notes, stack: stackOf(error) };
      notes = { ...notes, ...logFieldsOf(failure) };
      writeLogLine(code);
      return {
        ok: false,
        serverTime: now(),
        error: { code, ...CLOUD_ERRORS[code], message, ...details, waitSeconds, rid, traceId },
      };
    }
  };
}

/** Makes the failure for a wrong SOURCE: not `not-staff`, at which phones delete their data. */
export function refusedSourceFailure({ source }: Caller): CloudFailure {
  return new CloudFailure('source-not-accepted', { logged: { source: source.slice(0, 40) } });
}

/** Returns a failure's log fields besides its code, such as WeChat's request id and the cause. */
export function logFieldsOf(failure: CloudFailure): LogFields {
  const { rid, logged } = failure;
  const cause = causeCodeOf(failure);
  return { ...logged, ...(rid !== undefined && { rid }), ...(cause !== undefined && { cause }) };
}

/** Converts any error to a failure: `database-failed` for the SDK's `errCode` -501… or -502…. */
export function cloudFailureOf(error: unknown): CloudFailure {
  if (error instanceof CloudFailure) return error;
  const isDatabase = /^-50[12]\d{3}$/.test(String(sdkCodeOf(error)));
  return new CloudFailure(isDatabase ? 'database-failed' : 'unexpected', { cause: error });
}

/** Returns an error's name and up to 8 stack frames, without the message: it may be private. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  // Any code can overwrite the fields of an Error, so their types are checked.
  const { name, stack }: { name: unknown; stack?: unknown } = error;
  const stackLines = typeof stack === 'string' ? stack.split('\n') : [];
  const frames = stackLines.filter((line) => /^\s+at /.test(line)).map((line) => line.trim());
  return [typeof name === 'string' ? name : 'Error', ...frames.slice(0, 8)].join(' | ');
}

function contextField(context: unknown, name: string): unknown {
  if (typeof context !== 'object' || context === null) return undefined;
  return new Map<string, unknown>(Object.entries(context)).get(name);
}
