import { boolean, is, number, optional, string, type } from 'superstruct';
import { parsedJson } from '../check/json-text';
import type { LogEntry } from '../cloud/cloud';
import { codeOf } from '../protocol/delivery-status';
import type { ShownCall } from '../protocol/host-state';
import { PEOPLE } from './people';

/** Used fields of a function's log line (cloudfunctions/core/runtime/define-function.ts). */
const callLine = type({
  fn: string(),
  code: string(),
  action: optional(string()),
  upstream: number(),
  status: optional(string()),
  choices: optional(number()),
  reveal: optional(string()),
  deadToken: optional(number()),
  tokenFetched: optional(boolean()),
});

/**
 * Describes a call for the console, from the cloud's log entry and the function's log line.
 *
 * @param isIntracity says whether an order is of 同城配送, whose codes are others
 */
export function shownCall(
  entry: LogEntry,
  isIntracity: (orderId: string) => boolean = () => false,
): ShownCall {
  // A function may print other lines than JSON.
  const line = entry.lines.map(parsedJson).find((value) => is(value, callLine));
  const written = is(line, callLine) ? line : null;
  const isOk = entry.outcome === 'ok' && written?.code === 'ok';
  const status =
    written?.status === undefined
      ? undefined
      : codeOf(written.status, isIntracity(entry.orderId ?? ''))?.toString();
  const choices = written?.choices === undefined ? null : `${written.choices} 单可选`;
  return {
    at: entry.at,
    name: entry.name,
    who: whoIs(entry.openId),
    orderId: entry.orderId,
    action: written?.action ?? null,
    outcome:
      entry.outcome === 'ok'
        ? isOk
          ? (choices ?? status ?? (entry.orderId === null ? 'ok' : '状态未知'))
          : (written?.code ?? '没有日志')
        : String(entry.outcome.errCode),
    isOk,
    ms: entry.ms,
    upstream: written?.upstream ?? 0,
    database: entry.databaseRequests,
    isReveal: written?.reveal !== undefined,
    deadToken: written?.deadToken ?? null,
    isTokenFetched: written?.tokenFetched === true,
  };
}

function whoIs(openId: string): string {
  // The cloud's timer has no openid.
  if (openId === '') return '定时器';
  return PEOPLE.find((person) => person.openId === openId)?.name ?? openId;
}
