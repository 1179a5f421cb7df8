import type { Stage, Tone } from '../../miniprogram/contract/delivery-status';
import { toneOf } from '../../miniprogram/contract/delivery-status';
import { statusOfCode } from '../../cloudfunctions/core/providers/wechat-instant/status-codes';

/** What the console and the host know of a delivery's status. */
export interface CodeStatus {
  readonly stage: Stage;
  readonly tone: Tone;
  readonly isFinal: boolean;
}

/** Statuses of 同城配送 (docs/intracity-contract.md §2 [O]). 即时配送 has none of these codes. */
const INTRACITY: Readonly<Record<number, CodeStatus>> = {
  10000: { stage: 'accepting', tone: 'wait', isFinal: false },
  20000: { stage: 'accepting', tone: 'bad', isFinal: true },
  20001: { stage: 'exception', tone: 'bad', isFinal: true },
  30000: { stage: 'accepting', tone: 'go', isFinal: false },
  40000: { stage: 'pickup', tone: 'go', isFinal: false },
  50000: { stage: 'delivering', tone: 'go', isFinal: false },
  60000: { stage: 'accepting', tone: 'wait', isFinal: false },
  70000: { stage: 'delivering', tone: 'done', isFinal: true },
  90000: { stage: 'exception', tone: 'bad', isFinal: false },
};

/** Returns the status of an `order_status` of either service. */
export function codeStatus(code: number): CodeStatus {
  const known = INTRACITY[code];
  if (known !== undefined) return known;
  const { name, stage, isFinal } = statusOfCode(code);
  return { stage, isFinal, tone: toneOf(name) };
}
