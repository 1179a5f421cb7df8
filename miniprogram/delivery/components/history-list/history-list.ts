import type { HistoryRow } from '../../view/history-view';

/** List 经过 of what was seen of the delivery, the latest first. A tap unfolds the whole list. */
Component({
  properties: {
    /** Lines of the list, the latest first. */
    rows: { type: Array, value: [] as readonly HistoryRow[] },
  },
  data: {
    isFolded: true,
    /** Number of rows in the folded list. */
    foldedRows: 2,
    /** Number of rows from which on the list is folded; a list with one row less stays whole. */
    foldFromRows: 4,
  },
  methods: {
    toggleFold() {
      this.setData({ isFolded: !this.data.isFolded });
    },
  },
});
