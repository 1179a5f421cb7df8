import { randomUUID } from 'crypto';
import type { Answer } from '../../../miniprogram/contract/cloud-api';
import { CLOUD_ERRORS } from '../../../miniprogram/contract/cloud-error';
import { causeCodeOf } from './log';
import { CloudFailure } from './cloud-failure';
import { within } from './in-time';
import type { Log, LogFields } from './log';

/** Who calls, as the cloud tells it. Never taken from the event, which the caller writes. */
export interface Caller {
  /** Empty for the cloud's own timer. */
  readonly openId: string;
  /** Of the mini-program. */
  readonly appId: string;
  readonly source: string;
}

/** What a handler knows of the call that it answers. */
export interface Call {
  readonly caller: Caller;
  /** How long upstream may still take, in ms, so that the answer leaves before the cloud ends the function. */
  readonly timeLeftMs: () => number;
  /** The time-out in force, in ms; null when the cloud does not say. */
  readonly timeLimitMs: number | null;
  /** Adds facts to the call's log line. */
  readonly note: (fields: LogFields) => void;
  /** Counts one more of something in the call's log line. */
  readonly count: (what: 'upstream') => void;
}

/** A person with the mini-program open: on a phone or PC, or in the simulator of DevTools. WeChat vouches for the openid of both [O]. */
export const CLIENT_SOURCES: readonly string[] = ['wx_client', 'wx_devtools'];

export interface FunctionParts<Data> {
  readonly name: string;
  /** The SOURCEs that the function accepts (`wx_client`, `wx_trigger`, `wx_http`); all else is refused. */
  readonly sources: readonly string[];
  readonly caller: () => Caller;
  readonly handle: (event: unknown, call: Call) => Promise<Data>;
  readonly now: () => number;
  readonly log: Log;
}

/** The time-out that WeChat sets when nobody has set one, in ms (docs/getorder-contract.md §9). */
const DEFAULT_TIME_LIMIT_MS = 3000;
/** What upstream leaves of the time-out to what is still to be done. */
const ANSWER_RESERVE_MS = 500;
/** What is kept back of the time-out for the answer itself: the cloud's own word for a time-out tells nobody what to do. */
const SEND_RESERVE_MS = 250;

/**
 * Makes a cloud function of a handler: who may call, the envelope, the server's time, and one log line a call. It never throws at the client.
 */
export function defineFunction<Data>(parts: FunctionParts<Data>) {
  return async (event: unknown, context: unknown): Promise<Answer<Data>> => {
    const startedAt = performance.now();
    const toldLimitMs = numberOf(context, 'time_limit_in_ms') ?? null;
    const timeLimitMs = toldLimitMs ?? DEFAULT_TIME_LIMIT_MS;
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
        timeLimitMs: toldLimitMs,
        note: (fields) => {
          noted = { ...noted, ...fields };
        },
        count: (what) => {
          counts[what] += 1;
        },
      });
      // Upstream has been given up by then: what has not answered is the database.
      const data = await within(handled, leftMs(SEND_RESERVE_MS), () => {
        noted = { ...noted, late: true };
        return new CloudFailure('database-failed');
      });
      finish('ok');
      return { ok: true, serverTime: parts.now(), data };
    } catch (error) {
      const failure = failureOf(error);
      const { code, said: message, account, rid } = failure;
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

/** Refuses a caller by its SOURCE, and logs which: WeChat's list of them may grow. */
export function refusedSource({ source }: Caller): CloudFailure {
  return new CloudFailure('not-staff', { logged: { source: source.slice(0, 40) } });
}

/** The SDK's own `errCode`s: what begins with -502 is the database's, with -501 the cloud's; and nothing but the database is asked through the SDK. */
function failureOf(error: unknown): CloudFailure {
  if (error instanceof CloudFailure) return error;
  const errCode =
    typeof error === 'object' && error !== null && 'errCode' in error ? error.errCode : null;
  const isDatabase = typeof errCode === 'number' && /^-50[12]\d{3}$/.test(String(errCode));
  return new CloudFailure(isDatabase ? 'database-failed' : 'unexpected', { cause: error });
}

/** Where an unexpected error came from. Its message stays out: it may quote what was being worked on. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  // Whoever throws an error may have put anything there.
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
