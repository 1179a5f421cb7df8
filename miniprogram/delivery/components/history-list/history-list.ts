import type { HistoryRow } from '../../view/history-view';

/** 经过: what was seen of the delivery, the latest first; all of it on request. */
Component({
  properties: {
    rows: { type: Array, value: [] as readonly HistoryRow[] },
  },
  data: {
    isFolded: true,
    /** So many rows stay when the rest is folded away. */
    foldedTo: 2,
    /** One more is not worth folding. */
    foldedFrom: 4,
  },
  methods: {
    fold() {
      this.setData({ isFolded: !this.data.isFolded });
    },
  },
});
