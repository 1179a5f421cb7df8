import type { HistoryRow } from '../../tracking/history-view';

/** 经过: what was seen of the delivery, the latest first. */
Component({
  properties: {
    rows: { type: Array, value: [] as readonly HistoryRow[] },
  },
});
