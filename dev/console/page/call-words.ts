import type { ShownCall } from '../../host/host-state';
import { CLOUD_ERRORS } from '../../../miniprogram/shared/cloud-error';
import { tagOf } from './delivery-words';

export interface CallWords {
  /** What came of it, step by step: `40001`, `换令牌`, `304 返还中`. */
  readonly steps: readonly string[];
  readonly tone: 'done' | 'wait' | 'bad';
  /** What was done, and what it took: `询问`, `41 ms`, `上游 1`, `数据库 4`. */
  readonly extras: readonly string[];
}

/** Codes of the cloud itself, by which a call fails that no function has answered (dev/cloud/call-outcome.ts). */
const CLOUD_FAILURES: Readonly<Record<string, string>> = {
  '-501000': '没有这个云函数',
  '-501004': '同时调用太多',
  '-504002': '云函数出错',
  '-504003': '云函数超时',
};

/** A call of a function in words. */
export function callWords(call: ShownCall): CallWords {
  const healing = call.deadToken === null ? [] : [String(call.deadToken), '换令牌'];
  return {
    steps: [...healing, outcomeOf(call)],
    tone: !call.isOk ? toneOfFailure(call.outcome) : healing.length > 0 ? 'wait' : 'done',
    extras: [
      ...(call.outcome === 'not-staff' ? [] : [call.isReveal ? '取号码拨打' : '询问']),
      ...(call.isTokenFetched && call.deadToken === null ? ['取令牌'] : []),
      `${call.ms} ms`,
      `上游 ${call.upstream}`,
      `数据库 ${call.database}`,
    ],
  };
}

function outcomeOf({ isOk, isReveal, outcome }: ShownCall): string {
  if (isOk) {
    if (isReveal) return '给了号码';
    return /^\d+$/.test(outcome) ? `${outcome} ${tagOf(Number(outcome))}` : outcome;
  }
  if (outcome === 'not-staff') return '拒绝';
  return errorNamed(outcome)?.message.replace(/。$/, '') ?? CLOUD_FAILURES[outcome] ?? outcome;
}

/** What heals by itself is a warning. */
function toneOfFailure(outcome: string): 'wait' | 'bad' {
  return errorNamed(outcome)?.retryable === true ? 'wait' : 'bad';
}

function errorNamed(
  code: string,
): { readonly message: string; readonly retryable: boolean } | undefined {
  return Object.entries(CLOUD_ERRORS).find(([name]) => name === code)?.[1];
}
