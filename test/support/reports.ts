import type { DeliveryReport, Position } from '../../miniprogram/shared/delivery';
import { statusOf } from '../../miniprogram/shared/delivery-status';

/** 12:00:00 in Shanghai on a made-up day. */
export const NOON = Date.parse('2026-11-24T12:00:00+08:00');

interface Sketch {
  readonly code?: number | null;
  /** Seconds after noon. */
  readonly at?: number;
  readonly riderName?: string | null;
  readonly position?: Position | null;
  readonly remainingSeconds?: number | null;
}

/** A report of getOrder, with only what a test is about spelt out. */
export function report({
  code = 301,
  at = 0,
  riderName = '陈师傅',
  position = null,
  remainingSeconds = null,
}: Sketch = {}): DeliveryReport {
  const askedAt = NOON + at * 1000;
  return {
    orderId: '20261124-1288',
    status: statusOf(code),
    waybillId: '3000000001',
    rider: riderName === null ? null : { name: riderName, phone: '100****0001', callable: true },
    position,
    arrival:
      remainingSeconds === null
        ? null
        : { remainingSeconds, expectedAt: askedAt + remainingSeconds * 1000 },
    askedAt,
    nextAskInSeconds: 12,
  };
}
