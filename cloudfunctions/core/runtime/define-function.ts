import { randomUUID } from 'crypto';
import type { Answer } from '../../../miniprogram/contract/cloud-api';
import { CLOUD_ERRORS, PRODUCT_VERSION } from '../../../miniprogram/contract/cloud-error';
import { type Log, type LogFields, causeCodeOf, sdkCodeOf } from './log';
import { CloudFailure } from './cloud-failure';
import { processUptimeMs, withinLimit } from './in-time';

/** Caller of a cloud function, from WeChat's context, because a caller can forge the event. */
export interface Caller {
  /** Openid of the caller; empty when the cloud's own timer calls. */
  readonly openId: string;
  readonly appId: string;
  readonly source: string;
}

export interface CallContext {
  readonly caller: Caller;
  /** Returns the time (ms) left for requests to WeChat, so that the answer leaves in time. */
  readonly timeLeftMs: () => number;
  /** Time-out of the function; null when the cloud does not state it. */
  readonly timeLimitMs: number | null;
  readonly note: (fields: LogFields) => void;
  /** Adds 1 to a counter in the log line of this call; `upstream` counts requests to WeChat. */
  readonly count: (what: 'upstream') => void;
}

/** SOURCEs of phones and of WeChat DevTools, for which WeChat vouches for the openid [O]. */
export const CLIENT_SOURCES: readonly string[] = ['wx_client', 'wx_devtools'];

export interface FunctionParts<Data> {
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

export function withLessTime(call: CallContext, keepMs: number): CallContext {
  return { ...call, timeLeftMs: () => Math.max(0, call.timeLeftMs() - Math.max(0, keepMs)) };
}

/** Limits the time of a call, so that a question ends before its lease does (lease.ts). */
export function callForOneQuestion(call: CallContext): CallContext {
  return withLessTime(call, call.timeLeftMs() - MAX_QUESTION_MS);
}

/** Checks the caller's SOURCE, writes one log line per call, and makes answers of errors, too. */
export function defineFunction<Data>(parts: FunctionParts<Data>) {
  let isFirstCall = true;
  return async (event: unknown, context: unknown): Promise<Answer<Data>> => {
    const startedAt = processUptimeMs();
    // A cold start is part of the time that WeChat waits, unless the process is older.
    const waitsSince = isFirstCall && startedAt < HTTP_LIMIT_MS / 2 ? 0 : startedAt;
    isFirstCall = false;
    const limit = fieldOf(context, 'time_limit_in_ms');
    const givenLimitMs = typeof limit === 'number' ? limit : null;
    const timeLimitMs = givenLimitMs ?? DEFAULT_TIME_LIMIT_MS;
    const requestId = fieldOf(context, 'request_id');
    const traceId = typeof requestId === 'string' && requestId ? requestId : randomUUID();
    let noted: LogFields = {};
    const counts = { upstream: 0 };
    const finish = (code: string): void => {
      const ms = Math.round(processUptimeMs() - startedAt);
      parts.log({ fn: parts.name, v: PRODUCT_VERSION, traceId, code, ms, ...counts, ...noted });
    };

    try {
      const caller = parts.caller();
      if (!parts.sources.includes(caller.source)) throw refusedSourceFailure(caller);
      const httpEndsAt = caller.source === 'wx_http' ? waitsSince + HTTP_LIMIT_MS : Infinity;
      const endsAt = Math.min(startedAt + timeLimitMs, httpEndsAt);
      const leftMs = (reserveMs: number): number => endsAt - reserveMs - processUptimeMs();
      const handled = parts.handle(event, {
        caller,
        timeLeftMs: () => leftMs(ANSWER_RESERVE_MS),
        timeLimitMs: givenLimitMs,
        note: (fields) => {
          noted = { ...noted, ...fields };
        },
        count: (what) => {
          counts[what] += 1;
        },
      });
      // Requests to WeChat end earlier (ANSWER_RESERVE_MS), so only the database can be late here.
      const data = await withinLimit(handled, leftMs(SEND_RESERVE_MS), () => {
        noted = { ...noted, late: true };
        return new CloudFailure('database-failed');
      });
      finish('ok');
      return { ok: true, serverTime: parts.now(), data };
    } catch (error) {
      const failure = cloudFailureOf(error);
      const { code, rid, sentDetails } = failure;
      const { message, account, miniProgram, address } = sentDetails;
      const { isMaybeElsewhere, withoutShopNo, waitSeconds } = sentDetails;
      const about = { account, miniProgram, address, isMaybeElsewhere, withoutShopNo };
      if (failure !== error) noted = { ...noted, stack: stackOf(error) };
      noted = { ...noted, ...loggedOf(failure) };
      finish(code);
      return {
        ok: false,
        serverTime: parts.now(),
        error: { code, ...CLOUD_ERRORS[code], message, ...about, waitSeconds, rid, traceId },
      };
    }
  };
}

/** Makes the failure for a SOURCE; not `not-staff`, at which a phone deletes the shop's data. */
export function refusedSourceFailure({ source }: Caller): CloudFailure {
  return new CloudFailure('source-not-accepted', { logged: { source: source.slice(0, 40) } });
}

/** Returns what the log says of a failure beside its code: WeChat's request id and the cause. */
export function loggedOf(failure: CloudFailure): LogFields {
  const { rid, logged } = failure;
  const cause = causeCodeOf(failure);
  return { ...logged, ...(rid !== undefined && { rid }), ...(cause !== undefined && { cause }) };
}

/** Converts an error. The SDK's `errCode` begins with -502 (database) or -501 (cloud). */
export function cloudFailureOf(error: unknown): CloudFailure {
  if (error instanceof CloudFailure) return error;
  const isDatabase = /^-50[12]\d{3}$/.test(String(sdkCodeOf(error)));
  return new CloudFailure(isDatabase ? 'database-failed' : 'unexpected', { cause: error });
}

/** Returns up to 8 stack frames without the message, which may be private. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  // At run time both fields may have any type, because any code can overwrite them.
  const { name, stack }: { name: unknown; stack?: unknown } = error;
  const lines = typeof stack === 'string' ? stack.split('\n') : [];
  const frames = lines.filter((line) => /^\s+at /.test(line)).map((line) => line.trim());
  return [typeof name === 'string' ? name : 'Error', ...frames.slice(0, 8)].join(' | ');
}

function fieldOf(context: unknown, name: string): unknown {
  if (typeof context !== 'object' || context === null) return undefined;
  return new Map<string, unknown>(Object.entries(context)).get(name);
}
