import type { DeliveryStatus } from '../../miniprogram/contract/delivery-status';
import { orderTone } from '../../miniprogram/contract/delivery/urgency';
import * as instant from '../../cloudfunctions/core/providers/wechat-instant/status-codes';
import * as intracity from '../../cloudfunctions/core/providers/wechat-intracity/status-codes';

/** Returns the product's status of an `order_status` of either service, which share no code. */
export function statusOfCode(code: number): DeliveryStatus {
  const { statusOfCode: read } = intracity.STATUS_CODES.includes(code) ? intracity : instant;
  return read(code);
}

/** Returns what matters of the status of an `order_status` of either service. */
export function codeStatus(code: number) {
  const { name, stage, isFinal } = statusOfCode(code);
  const tone = orderTone({ status: name, askedAt: 0, expectedAt: null }, 0);
  return { stage, isFinal, tone };
}

/** Returns the service's code of a status; undefined when it has none. */
export function codeOf(name: string, isIntracity: boolean): number | undefined {
  const { STATUS_CODES, statusOfCode: read } = isIntracity ? intracity : instant;
  return STATUS_CODES.find((code) => read(code).name === name);
}
