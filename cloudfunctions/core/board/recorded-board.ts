import type { Board, BoardRequest } from '../../../miniprogram/contract/board-api';
import { emptyHistory, addReport } from '../../../miniprogram/contract/delivery/delivery-history';
import { knownOrderOf } from '../../../miniprogram/contract/delivery/known-order';
import { summaryOf } from '../../../miniprogram/contract/delivery/order-summary';
import { RECORDED_ORDER_IDS } from '../../../miniprogram/contract/shop';
import { recordedReport } from '../deliveries/recorded-stories';
import { differenceToMarks, withMark } from './board-row';
import { LONGEST_WAIT_MS } from './pace';

/** Returns a board of made-up deliveries, because WeChat's app reviewers see no real orders. */
export function recordedBoard({ marks }: BoardRequest, now: number): Board {
  const rows = RECORDED_ORDER_IDS.flatMap((orderId) => {
    const report = recordedReport(orderId, now);
    if (report === null) return [];
    const { position, ...summary } = summaryOf(report, addReport(emptyHistory(), report));
    const { storePosition } = report;
    const order = knownOrderOf(orderId, { ...summary, position }, { storePosition });
    const placed = position === null ? {} : { position };
    return [withMark({ kind: 'known' as const, ...order, ...placed })];
  });
  return {
    ...differenceToMarks(marks, rows),
    nextAskMs: LONGEST_WAIT_MS,
    usedShare: 0,
    slowedToSeconds: null,
  };
}
