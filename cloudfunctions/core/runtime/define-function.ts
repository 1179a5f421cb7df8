import { randomUUID } from 'crypto';
import type { Answer } from '../../../miniprogram/contract/cloud-api';
import { CLOUD_ERRORS } from '../../../miniprogram/contract/cloud-error';
import { causeCodeOf } from './log';
import { CloudFailure } from './cloud-failure';
import { within } from './in-time';
import type { Log, LogFields } from './log';

/**
 * Caller, as the cloud's context names them. It never comes from the event, which callers write.
 */
export interface Caller {
  /** Openid; empty for the cloud's own timer. */
  readonly openId: string;
  /** AppID of the mini-program. */
  readonly appId: string;
  readonly source: string;
}

/** Context of one call, for its handler. */
export interface Call {
  readonly caller: Caller;
  /**
   * Returns how long upstream may still take, in ms, so that the answer leaves before the time-out.
   */
  readonly timeLeftMs: () => number;
  /** Time-out in force, in ms; null when the cloud does not say. */
  readonly timeLimitMs: number | null;
  /** Adds facts to the call's log line. */
  readonly note: (fields: LogFields) => void;
  /** Counts one more event in the call's log line. */
  readonly count: (what: 'upstream') => void;
}

/**
 * Sources of people with the mini-program open: on a phone or PC, or in the simulator of DevTools.
 * WeChat vouches for the openid of both [O].
 */
export const CLIENT_SOURCES: readonly string[] = ['wx_client', 'wx_devtools'];

export interface FunctionParts<Data> {
  readonly name: string;
  /** Values of SOURCE that the function accepts (`wx_client`, `wx_trigger`, `wx_http`). */
  readonly sources: readonly string[];
  readonly caller: () => Caller;
  readonly handle: (event: unknown, call: Call) => Promise<Data>;
  readonly now: () => number;
  readonly log: Log;
}

/** Time-out by WeChat's default, in ms (docs/getorder-contract.md §9). */
const DEFAULT_TIME_LIMIT_MS = 3000;
/** Part of the time-out that is kept for the work after the last answer from upstream. */
const ANSWER_RESERVE_MS = 500;
/**
 * Part of the time-out that is kept for sending the answer: the cloud's own message about a
 * time-out helps nobody.
 */
const SEND_RESERVE_MS = 250;

/**
 * Makes a cloud function of a handler. The function checks the source, wraps the result in an
 * envelope with the server's time, and logs one line per call. It never throws at the client.
 */
export function defineFunction<Data>(parts: FunctionParts<Data>) {
  return async (event: unknown, context: unknown): Promise<Answer<Data>> => {
    const startedAt = performance.now();
    const givenLimitMs = numberOf(context, 'time_limit_in_ms') ?? null;
    const timeLimitMs = givenLimitMs ?? DEFAULT_TIME_LIMIT_MS;
    const traceId = textOf(context, 'request_id') ?? randomUUID();
    let noted: LogFields = {};
    const counts = { upstream: 0 };
    const finish = (code: string): void => {
      const ms = Math.round(performance.now() - startedAt);
      parts.log({ fn: parts.name, traceId, code, ms, ...counts, ...noted });
    };

    try {
      const caller = parts.caller();
      if (!parts.sources.includes(caller.source)) throw refusedSource(caller);
      const leftMs = (reserveMs: number): number =>
        startedAt + timeLimitMs - reserveMs - performance.now();
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
      // Upstream has timed out by now, so only the database can be late.
      const data = await within(handled, leftMs(SEND_RESERVE_MS), () => {
        noted = { ...noted, late: true };
        return new CloudFailure('database-failed');
      });
      finish('ok');
      return { ok: true, serverTime: parts.now(), data };
    } catch (error) {
      const failure = failureOf(error);
      const { code, userMessage: message, account, rid } = failure;
      if (failure !== error) noted = { ...noted, stack: stackOf(error) };
      noted = { ...noted, ...failure.logged };
      if (rid !== undefined) noted = { ...noted, rid };
      const cause = causeCodeOf(failure);
      if (cause !== undefined) noted = { ...noted, cause };
      finish(code);
      return {
        ok: false,
        serverTime: parts.now(),
        error: { code, ...CLOUD_ERRORS[code], message, account, traceId, rid },
      };
    }
  };
}

/** Makes the failure of a refused SOURCE, and logs its name: WeChat's list may grow. */
export function refusedSource({ source }: Caller): CloudFailure {
  return new CloudFailure('not-staff', { logged: { source: source.slice(0, 40) } });
}

/**
 * Maps any error to a failure. The SDK's `errCode` begins with -502 for the database and -501 for
 * the cloud, and the SDK is used for the database only.
 */
function failureOf(error: unknown): CloudFailure {
  if (error instanceof CloudFailure) return error;
  const errCode =
    typeof error === 'object' && error !== null && 'errCode' in error ? error.errCode : null;
  const isDatabase = typeof errCode === 'number' && /^-50[12]\d{3}$/.test(String(errCode));
  return new CloudFailure(isDatabase ? 'database-failed' : 'unexpected', { cause: error });
}

/**
 * Lists where an unexpected error came from. Its message is left out, since it may quote private
 * data.
 */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  // An error's fields may have any type.
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
