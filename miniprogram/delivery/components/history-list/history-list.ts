import type { HistoryRow } from '../../view/history-view';

/** List 经过 of the delivery's statuses, the latest first. A tap folds or unfolds the list. */
Component({
  properties: { rows: { type: Array, value: [] as readonly HistoryRow[] } },
  data: { isFolded: true, foldedRows: 2, foldFromRows: 4 },
  methods: {
    toggleFold() {
      this.setData({ isFolded: !this.data.isFolded });
    },
  },
});
