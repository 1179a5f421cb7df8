import type { HistoryRow } from '../../tracking/history-view';

/** So many rows stay when the rest is folded away; one more is not worth folding. */
const FOLDED_TO = 2;
const FOLDED_FROM = 4;

/** 经过: what was seen of the delivery, the latest first; all of it on request. */
Component({
  properties: {
    rows: { type: Array, value: [] as readonly HistoryRow[] },
  },
  data: {
    shown: [] as readonly HistoryRow[],
    canFold: false,
    isFolded: true,
  },
  observers: {
    'rows, isFolded'(rows: readonly HistoryRow[], isFolded: boolean) {
      const canFold = rows.length >= FOLDED_FROM;
      this.setData({ canFold, shown: canFold && isFolded ? rows.slice(0, FOLDED_TO) : rows });
    },
  },
  methods: {
    fold() {
      this.setData({ isFolded: !this.data.isFolded });
    },
  },
});
