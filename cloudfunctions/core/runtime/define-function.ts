import { randomUUID } from 'crypto';
import type { Answer } from '../../../miniprogram/contract/cloud-api';
import { CLOUD_ERRORS } from '../../../miniprogram/contract/cloud-error';
import { type Log, type LogFields, causeCodeOf } from './log';
import { CloudFailure } from './cloud-failure';
import { processMs, withinLimit } from './in-time';

/** Caller of a cloud function, from WeChat's context, because a caller can forge the event. */
export interface Caller {
  /** Openid of the caller; empty when the cloud's own timer calls. */
  readonly openId: string;
  readonly appId: string;
  readonly source: string;
}

/** Context of one call of a cloud function, passed to its handler. */
export interface CallContext {
  readonly caller: Caller;
  /** Returns the time (ms) left for requests to WeChat, so that the answer leaves in time. */
  readonly timeLeftMs: () => number;
  /** Time-out of the cloud function, in ms; null when the cloud's context does not state it. */
  readonly timeLimitMs: number | null;
  readonly note: (fields: LogFields) => void;
  /** Adds 1 to a counter in the log line of this call; `upstream` counts requests to WeChat. */
  readonly count: (what: 'upstream') => void;
}

/**
 * Values of WeChat's SOURCE for calls by people who have the mini-program open: on a phone or PC,
 * or in the simulator of WeChat DevTools. WeChat vouches for the openid in both cases [O].
 */
export const CLIENT_SOURCES: readonly string[] = ['wx_client', 'wx_devtools'];

export interface FunctionParts<Data> {
  readonly name: string;
  /** Values of WeChat's SOURCE that the function accepts, such as `wx_client` or `wx_trigger`. */
  readonly sources: readonly string[];
  readonly caller: () => Caller;
  readonly handle: (event: unknown, call: CallContext) => Promise<Data>;
  readonly now: () => number;
  readonly log: Log;
}

/** Default time-out of a cloud function at WeChat, in ms (docs/getorder-contract.md §9). */
const DEFAULT_TIME_LIMIT_MS = 3000;
/** Maximum time (ms) of one question to WeChat, including the fetch of a token. */
const QUESTION_MS = 5000;
/** Time (ms) kept for the work after the last answer from WeChat, such as database writes. */
const ANSWER_RESERVE_MS = 500;
/** Time (ms) kept to send the answer before the cloud's time-out, whose message helps no user. */
const SEND_RESERVE_MS = 250;
/** Time (ms) that WeChat waits for the answer to a call over HTTP (docs/register.md). */
const HTTP_LIMIT_MS = 5000;

/** Returns the same call with less time: `keepMs` stays unused. */
export function withLessTime(call: CallContext, keepMs: number): CallContext {
  return { ...call, timeLeftMs: () => Math.max(0, call.timeLeftMs() - Math.max(0, keepMs)) };
}

/** Limits a call to the time of one question, which is shorter than a lease (single-flight.ts). */
export function callForOneQuestion(call: CallContext): CallContext {
  return withLessTime(call, call.timeLeftMs() - QUESTION_MS);
}

/**
 * Turns a handler into a cloud function that checks the caller's SOURCE, wraps the result in an
 * `Answer` with the server's time, and writes one log line per call. Errors become answers, too.
 */
export function defineFunction<Data>(parts: FunctionParts<Data>) {
  let isFirstCall = true;
  return async (event: unknown, context: unknown): Promise<Answer<Data>> => {
    const startedAt = processMs();
    // A cold start is part of the time that WeChat waits. A process older than half the limit was
    // started before this call.
    const waitsSince = isFirstCall && startedAt < HTTP_LIMIT_MS / 2 ? 0 : startedAt;
    isFirstCall = false;
    const givenLimitMs = numberOf(context, 'time_limit_in_ms') ?? null;
    const timeLimitMs = givenLimitMs ?? DEFAULT_TIME_LIMIT_MS;
    const traceId = textOf(context, 'request_id') ?? randomUUID();
    let noted: LogFields = {};
    const counts = { upstream: 0 };
    const finish = (code: string): void => {
      const ms = Math.round(processMs() - startedAt);
      parts.log({ fn: parts.name, traceId, code, ms, ...counts, ...noted });
    };

    try {
      const caller = parts.caller();
      if (!parts.sources.includes(caller.source)) throw refusedSourceFailure(caller);
      const httpEndsAt = caller.source === 'wx_http' ? waitsSince + HTTP_LIMIT_MS : Infinity;
      const endsAt = Math.min(startedAt + timeLimitMs, httpEndsAt);
      const leftMs = (reserveMs: number): number => endsAt - reserveMs - processMs();
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
      const { code, rid } = failure;
      const { message, account, miniProgram, address } = failure.sentDetails;
      const { isMaybeElsewhere, withoutShopNo, waitSeconds } = failure.sentDetails;
      const sent = {
        message,
        account,
        miniProgram,
        address,
        isMaybeElsewhere,
        withoutShopNo,
        waitSeconds,
        rid,
      };
      if (failure !== error) noted = { ...noted, stack: stackOf(error) };
      noted = { ...noted, ...failure.logged };
      if (rid !== undefined) noted = { ...noted, rid };
      const cause = causeCodeOf(failure);
      if (cause !== undefined) noted = { ...noted, cause };
      finish(code);
      return {
        ok: false,
        serverTime: parts.now(),
        error: { code, ...CLOUD_ERRORS[code], ...sent, traceId },
      };
    }
  };
}

/**
 * Creates the failure for a SOURCE that is not accepted, and logs the SOURCE, which may be new at
 * WeChat. The code is not `not-staff`, because that deletes all shop data from a phone, and a new
 * kind of WeChat client says nothing about the person.
 */
export function refusedSourceFailure({ source }: Caller): CloudFailure {
  return new CloudFailure('source-not-accepted', { logged: { source: source.slice(0, 40) } });
}

/**
 * Converts any error to a CloudFailure. The SDK's `errCode` begins with -502 for the database and
 * -501 for the cloud; both count as database failures, because the SDK is used for nothing else.
 */
export function cloudFailureOf(error: unknown): CloudFailure {
  if (error instanceof CloudFailure) return error;
  const errCode =
    typeof error === 'object' && error !== null && 'errCode' in error ? error.errCode : null;
  const isDatabase = typeof errCode === 'number' && /^-50[12]\d{3}$/.test(String(errCode));
  return new CloudFailure(isDatabase ? 'database-failed' : 'unexpected', { cause: error });
}

/**
 * Returns the name and up to 8 stack frames of an error, without its message: it may be private.
 */
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

function numberOf(context: unknown, name: string): number | undefined {
  const value = fieldOf(context, name);
  return typeof value === 'number' ? value : undefined;
}

function textOf(context: unknown, name: string): string | undefined {
  const value = fieldOf(context, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
